// Who chats, in which conversation, and whether the server is there.

import * as api from "./api.js";
import {Chat} from "./chat.js";
import {byId, el, toast} from "./shared/dom.js";
import {MemoryPane} from "./memory.js";

const OFFLINE = "No language model is set: replies only quote what is remembered."
  + " For real answers start with OPENAI_API_KEY or OLLAMA_BASE_URL.";
const RETRY = 2000;
const REFRESH = 5000;

let user = null;
let lost = false;

const pane = new MemoryPane((...change) => chat.forgot(...change), failed);
const chat = new Chat((answer) => pane.explain(answer), lookAtMemory, () => pane.refresh(), failed);

function failed(failure) {
  if (failure instanceof api.Unreachable) {
    reconnect();
  } else {
    toast(failure.message);
  }
}

/** Waits for the server, then goes on. What is typed stays. */
async function reconnect() {
  if (lost) {
    return;
  }
  lost = true;
  const told = byId("lost");
  told.hidden = false;
  told.textContent = "The server does not answer. Start it again with ./memoir web; this page goes on by itself.";
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, RETRY));
    try {
      await api.status();
      break;
    } catch (failure) {
      if (!(failure instanceof api.Unreachable)) {
        break;
      }
    }
  }
  lost = false;
  told.hidden = true;
  await (user ? pane.refresh() : start());
}

/** What a browser keeps, if it does. */
const kept = {
  read(storage, name) {
    try {
      return storage.getItem(`memoir.${name}`);
    } catch {
      return null;
    }
  },
  write(storage, name, value) {
    try {
      storage.setItem(`memoir.${name}`, value);
    } catch {
      // then it is forgotten with the page
    }
  },
};

const users = new Set(JSON.parse(kept.read(localStorage, "users") ?? "[]"));

function newConversation() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const id = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  kept.write(sessionStorage, `conversation.${user}`, id);
  return id;
}

const initial = (name) => [...name][0].toUpperCase();

async function enter(name) {
  user = name;
  users.add(name);
  kept.write(localStorage, "users", JSON.stringify([...users].slice(-30)));
  kept.write(localStorage, "user", name);
  byId("name").textContent = name;
  byId("initial").textContent = initial(name);
  byId("user").setAttribute("aria-label", `${name} is chatting. Choose another user`);
  await Promise.all([pane.open(name), chat.open(name, kept.read(sessionStorage, `conversation.${name}`) ?? newConversation())]);
}

async function start() {
  try {
    const status = await api.status();
    byId("model").textContent = status.converses ? status.model : OFFLINE;
    await enter(kept.read(localStorage, "user") ?? status.login);
  } catch (failure) {
    failed(failure);
  }
}

byId("user").addEventListener("click", () => {
  byId("someone-known").replaceChildren(...[...users].map((known) => el("li", {}, el("button", {
    type: "button", class: "quiet", "aria-current": known === user ? "true" : null, onclick: () => {
      byId("someone").close();
      enter(known);
    },
  }, el("span", {class: "initial", "aria-hidden": "true"}, initial(known)), el("span", {class: "name"}, known)))));
  byId("someone-form").reset();
  byId("someone").showModal();
});

byId("someone-no").addEventListener("click", () => byId("someone").close());

byId("someone-name").addEventListener("input", () => byId("someone-name").setCustomValidity(""));

byId("someone-form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const field = byId("someone-name");
  const name = field.value.trim();
  try {
    await api.stats(name);
    byId("someone").close();
    await enter(name);
    byId("words").focus();
  } catch (failure) {
    field.setCustomValidity(failure.message);
    field.reportValidity();
  }
});

byId("fresh").addEventListener("click", async () => {
  await chat.open(user, newConversation());
  byId("words").focus();
});

function view(wanted) {
  byId("main").dataset.view = wanted;
  for (const one of ["chat", "memory"]) {
    byId(`show-${one}`).setAttribute("aria-pressed", String(one === wanted));
  }
}

byId("show-chat").addEventListener("click", () => view("chat"));
byId("show-memory").addEventListener("click", () => view("memory"));

function lookAtMemory() {
  view("memory");
  byId("pane").scrollTop = 0;
  byId("pane").focus();
}

setInterval(() => {
  if (user && !lost && !document.hidden) {
    pane.refresh();
  }
}, REFRESH);

start();
