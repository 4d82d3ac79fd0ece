// Shortcuts: "/" searches, "g" and a letter goes to a page, "?" tells them all.

import {byId} from "../shared/dom.js";
import {go} from "./router.js";
import {session} from "./session.js";

const PAGES = {o: "overview", u: "users", s: "search", x: "extraction", p: "spending", k: "keys", a: "audit"};

/** How long the letter after "g" may take, in milliseconds. */
const PATIENCE = 1500;

export function listenToKeys(escape) {
  let g = 0;
  byId("keyboard").addEventListener("click", () => byId("shortcuts").showModal());
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      escape();
    }
    const typing = event.target.closest?.("input, textarea, select, dialog[open]");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || !session()) {
      return;
    }
    if (event.key === "/") {
      event.preventDefault();
      const field = byId("main").querySelector("input[type=search]");
      if (field) {
        field.focus();
        field.select();
      } else {
        go("search");
      }
    } else if (event.key === "?") {
      byId("shortcuts").showModal();
    } else if (event.key === "g") {
      g = event.timeStamp;
    } else if (g && event.timeStamp - g < PATIENCE && PAGES[event.key]) {
      go(PAGES[event.key]);
      g = 0;
    } else {
      g = 0;
    }
  });
}
