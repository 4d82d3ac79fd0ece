// The pages, in the order of the menu. A page without a title is not in the menu; "under" is the entry it belongs to.

import {memories} from "./pages/memories.js";
import {search} from "./pages/search.js";
import {users} from "./pages/users.js";

export const PAGES = [
  {name: "users", title: "Users", open: users},
  {name: "memories", under: "users", open: memories},
  {name: "search", title: "Search", open: search},
];
