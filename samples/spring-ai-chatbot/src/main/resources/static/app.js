// Who chats, in which conversation, and whether the server is there.

import * as api from "./api.js";
import {Chat} from "./chat.js";
import {byId, el, toast} from "./dom.js";
import {MemoryPane} from "./memory.js";

const SOMEONE_ELSE = " "; // no id has a space
const RETRY = 2000;
const REFRESH = 5000;

let user = null;
let lost = false;

const pane = new MemoryPane((gone, corrected) => chat.forgot(gone, corrected), failed);
const chat = new Chat((answer) => pane.explain(answer), () => pane.refresh(), failed);

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

const kept = {
  get users() {
    try {
      return JSON.parse(localStorage.getItem("memoir.users")) ?? [];
    } catch {
      return [];
    }
  },
  add(name) {
    localStorage.setItem("memoir.users", JSON.stringify([...new Set([...this.users, name])].slice(-30)));
    localStorage.setItem("memoir.user", name);
  },
  get user() {
    return localStorage.getItem("memoir.user");
  },
  conversation(name) {
    return sessionStorage.getItem(`memoir.conversation.${name}`) ?? this.newConversation(name);
  },
  newConversation(name) {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    const id = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    sessionStorage.setItem(`memoir.conversation.${name}`, id);
    return id;
  },
};

async function enter(name) {
  user = name;
  kept.add(name);
  byId("user").replaceChildren(
      ...kept.users.map((known) => el("option", {value: known}, known)),
      el("option", {value: SOMEONE_ELSE}, "Someone else…"));
  byId("user").value = name;
  await Promise.all([pane.open(name), chat.open(name, kept.conversation(name))]);
}

async function start() {
  try {
    const status = await api.status();
    byId("model").textContent = status.model;
    await enter(kept.user ?? status.login);
  } catch (failure) {
    failed(failure);
  }
}

byId("user").addEventListener("change", () => {
  if (byId("user").value !== SOMEONE_ELSE) {
    enter(byId("user").value);
    return;
  }
  byId("user").value = user;
  byId("someone-name").value = "";
  byId("someone-name").setCustomValidity("");
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
  await chat.open(user, kept.newConversation(user));
  byId("words").focus();
});

for (const view of ["chat", "memory"]) {
  byId(`show-${view}`).addEventListener("click", () => {
    byId("main").dataset.view = view;
    for (const other of ["chat", "memory"]) {
      byId(`show-${other}`).setAttribute("aria-pressed", String(other === view));
    }
  });
}

setInterval(() => {
  if (user && !lost && !document.hidden) {
    pane.refresh();
  }
}, REFRESH);

start();
