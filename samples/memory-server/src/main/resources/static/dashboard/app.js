// The frame around the pages: who is signed in, which page is shown, the keyboard, the theme.

import {byId, el, toast} from "../shared/dom.js";
import * as api from "./api.js";
import {listenToKeys} from "./keyboard.js";
import {PAGES} from "./pages.js";
import {address, route} from "./router.js";
import * as session from "./session.js";
import {signInPage} from "./signin.js";
import {themeSwitch} from "./theme-switch.js";
import {failure, head} from "./view.js";

const RETRY = 2000;

let shown = null;
let lost = false;

function failed(thrown) {
  if (thrown.name === "AbortError") {
    return;
  }
  if (thrown instanceof api.Unreachable) {
    reconnect();
  } else if (thrown.status === 401) {
    askForKey("The key is not valid any more. Sign in with another one.");
  } else {
    toast(thrown.message);
  }
}

/** Waits for the server, then shows the page anew. */
async function reconnect() {
  if (lost) {
    return;
  }
  lost = true;
  byId("lost").hidden = false;
  byId("lost").textContent = "The server does not answer. This page goes on by itself when it does.";
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, RETRY));
    try {
      await api.status();
      break;
    } catch (thrown) {
      if (!(thrown instanceof api.Unreachable)) {
        break;
      }
    }
  }
  lost = false;
  byId("lost").hidden = true;
  await start();
}

function leave() {
  shown?.controller.abort();
  shown = null;
}

/** Shows the page of the address. A page that is shown already may take over new parameters by itself. */
function show() {
  if (!session.session()) {
    return;
  }
  const {page = "", parameters} = route();
  const found = PAGES.find(({name, admin}, i) => (name === page || (!page && i === 0)) && (!admin || session.mayAdminister()));
  closeMenu();
  if (shown && shown.page === page && shown.update?.(parameters)) {
    return;
  }
  leave();
  const controller = new AbortController();
  const main = byId("main");
  main.className = `page-${found ? page : "unknown"}`;
  main.replaceChildren();
  shown = {page, controller};
  if (found) {
    shown.update = found.open(main, parameters, {signal: controller.signal, failed})?.update;
  } else {
    main.replaceChildren(head("There is no such page"), failure({status: 404, message: "Choose a page from the menu."}));
  }
  const title = byId("title")?.textContent ?? "";
  document.title = `${title} · Memoir`;
  for (const link of byId("nav").querySelectorAll("a")) {
    if (link.dataset.page === (found?.under ?? page)) {
      link.setAttribute("aria-current", "page");
    } else {
      link.removeAttribute("aria-current");
    }
  }
}

function frame() {
  const {tenant, keyRequired} = session.session();
  byId("nav").replaceChildren(el("ul", {}, ...PAGES
    .filter(({title, admin}) => title && (!admin || session.mayAdminister()))
    .map(({name, title}) => el("li", {}, el("a", {href: address(name), "data-page": name}, title)))));
  byId("nav").hidden = false;
  byId("menu").hidden = false;
  byId("tenant").hidden = false;
  byId("tenant").textContent = tenant + (session.mayWrite() ? "" : " · read only");
  byId("sign-out").hidden = !keyRequired;
}

function askForKey(reason) {
  leave();
  session.signOut();
  for (const id of ["nav", "menu", "tenant", "sign-out"]) {
    byId(id).hidden = true;
  }
  document.title = "Sign in · Memoir";
  byId("main").className = "page-sign-in";
  byId("main").replaceChildren(signInPage(reason, start));
  byId("main").querySelector("input").focus();
}

async function start() {
  try {
    session.enter(await api.status());
    frame();
    shown = null;
    show();
  } catch (thrown) {
    if (thrown.status === 401) {
      askForKey(session.key() ? "This key is not valid." : null);
    } else if (thrown instanceof api.Unreachable) {
      reconnect();
    } else {
      byId("main").replaceChildren(failure(thrown, start));
    }
  }
}

function closeMenu() {
  byId("menu").setAttribute("aria-expanded", "false");
  byId("nav").classList.remove("open");
}

byId("menu").addEventListener("click", () => {
  const open = byId("nav").classList.toggle("open");
  byId("menu").setAttribute("aria-expanded", String(open));
  if (open) {
    byId("nav").querySelector("a").focus();
  }
});
byId("skip").addEventListener("click", (event) => {
  event.preventDefault();
  byId("main").focus();
});
byId("sign-out").addEventListener("click", () => askForKey(null));
window.addEventListener("hashchange", () => {
  const before = shown?.page;
  show();
  if (shown?.page !== before) {
    // A screen reader hears which page it is now.
    byId("title")?.focus({preventScroll: true});
  }
});

themeSwitch(byId("theme"));
listenToKeys(closeMenu);
start();
