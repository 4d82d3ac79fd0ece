// The pages, in the order of the menu. A page without a title is not in the menu; "under" is the entry it belongs to.

import {audit} from "./pages/audit.js";
import {extraction} from "./pages/extraction.js";
import {item} from "./pages/item.js";
import {keys} from "./pages/keys.js";
import {memories} from "./pages/memories.js";
import {overview} from "./pages/overview.js";
import {search} from "./pages/search.js";
import {spending} from "./pages/spending.js";
import {users} from "./pages/users.js";

export const PAGES = [
  {name: "overview", title: "Overview", admin: true, open: overview},
  {name: "users", title: "Users", open: users},
  {name: "memories", under: "users", open: memories},
  {name: "item", under: "users", open: item},
  {name: "search", title: "Search", open: search},
  {name: "extraction", title: "Extraction", admin: true, open: extraction},
  {name: "spending", title: "Spending", admin: true, open: spending},
  {name: "keys", title: "Keys and tenants", admin: true, open: keys},
  {name: "audit", title: "Audit log", admin: true, open: audit},
];
