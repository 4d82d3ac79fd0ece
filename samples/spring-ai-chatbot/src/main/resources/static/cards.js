// One thing remembered, as a card: its words, where they come from, why it was recalled, and what can be done with it.

import * as api from "./api.js";
import {ask, el, plural, say, time, toast, words} from "./shared/dom.js";
import {historyList} from "./shared/history.js";
import {why} from "./shared/score.js";

const SOURCES = {user: "You", assistant: "Assistant", tool: "Tool", system: "System"};

const source = (item) => SOURCES[item.source] ?? item.source[0].toUpperCase() + item.source.slice(1);

/** What a card is recognised by: another text makes another card. */
export const key = (item) => [item.id, item.text, item.match?.score, item.quoted, item.best, item.hidden].join("|");

/**
 * @param item the turn or memory; with quoted (an answer quotes it) and best (the best score beside it) if it was recalled
 * @param user whose
 * @param changed called with the ids that are gone; and the corrected item and what its id was, if one was corrected
 * @param failed called with what a call threw
 */
export function card(item, user, changed, failed) {
  const on = {item, user, changed, failed};
  const from = el("div", {class: "below"});
  const below = el("div", {class: "below"});
  const actions = el("div", {class: "actions"});
  const body = words(item.text, {class: "words"});
  const made = el("li", {class: `card ${item.type} ${item.source}`, "data-id": item.id},
      body,
      el("p", {class: "meta"},
          el("span", {class: "source"}, source(item)), " ", time(item.at),
          item.quoted ? el("span", {class: "badge"}, "Quoted in the answer") : null),
      item.match ? why(item.match, item.best) : null,
      actions,
      from,
      below);
  const button = (label, onclick, more = {}) => {
    const beginning = [...item.text].slice(0, 60).join("");
    const made = el("button",
        {type: "button", class: "quiet small", "aria-label": `${label}: ${beginning}`, onclick, ...more}, label);
    actions.append(made);
    return made;
  };
  if (!item.hidden && (item.type === "memory" || item.source === "user")) {
    const opens = button("Edit", () => edit({...on, made, below, opens}));
  }
  if (item.type === "memory") {
    const toggles = button("Source", () => sources({...on, below: from, toggles}), {"aria-expanded": "false"});
  }
  if (item.type === "memory" || item.hidden) {
    const toggles = button("History", () => history({...on, below, toggles}), {"aria-expanded": "false"});
  }
  if (item.hidden) {
    button("Show again", () => unhide(on));
  } else {
    button("Hide", () => hide(on));
  }
  button("Forget", () => forget(on));
  return made;
}

/** Null if the server said no, which is told. What is not there any more is shown no longer. */
async function attempt({item, changed, failed}, task) {
  try {
    return await task();
  } catch (failure) {
    failed(failure);
    if (failure.status === 404) {
      changed([item.id]);
    }
    return null;
  }
}

async function edit(on) {
  const {item, user, changed, made, below, opens} = on;
  if (made.querySelector("form")) {
    return;
  }
  const quoting = await attempt(on, () => api.quotes(user, item.id));
  if (!quoting || made.querySelector("form")) {
    return;
  }
  const id = `edit-${item.id}`;
  const field = el("textarea", {id, rows: "3", maxlength: "200000"});
  field.value = item.text;
  const also = el("input", {type: "checkbox", checked: true});
  const close = () => {
    form.remove();
    opens.focus();
  };
  const save = async (event) => {
    event.preventDefault();
    if (!field.value.trim() || field.value.trim() === item.text) {
      close();
      return;
    }
    const edited = await attempt(on, () => api.edit(user, item.id, field.value));
    if (edited) {
      const gone = quoting.length && also.checked ? await forgotten(user, quoting) : [];
      form.remove();
      toast("Corrected.");
      changed([...(edited.id === item.id ? [] : [item.id]), ...gone], {edited, corrected: item.id, text: item.text});
    }
  };
  const form = el("form", {class: "edit", onsubmit: save, onkeydown: (event) => {
    if (event.key === "Escape") {
      close();
    } else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      save(event);
    }
  }},
      el("label", {for: id}, "What is right?"),
      field,
      item.type === "turn" ? el("p", {class: "note"}, "What was said cannot be changed, so your words are kept as a memory"
          + " and the turn is forgotten. The old words stay in that memory’s history until you forget it.") : null,
      quoting.length ? el("label", {class: "check"}, also,
          el("span", {}, `Also forget ${plural(quoting.length, "answer")} that ${quoting.length === 1 ? "quotes" : "quote"} the old words`)) : null,
      el("div", {class: "actions"},
          el("button", {type: "submit", class: "primary small"}, "Save"),
          el("button", {type: "button", class: "quiet small", onclick: close}, "Cancel")));
  below.before(form);
  field.focus();
  field.setSelectionRange(field.value.length, field.value.length);
}

async function forget(on) {
  const {item, user, changed} = on;
  const quoting = await attempt(on, () => api.quotes(user, item.id));
  if (!quoting) {
    return;
  }
  const answer = await ask({
    title: "Forget this?",
    text: "It is destroyed for good: its words, what they were indexed by, and its history.",
    quote: item.text.length > 300 ? `${item.text.slice(0, 300)}…` : item.text,
    yes: "Forget",
    check: quoting.length
      ? `Also forget ${plural(quoting.length, "answer")} that ${quoting.length === 1 ? "quotes" : "quote"} it`
      : null,
  });
  if (answer) {
    const gone = await attempt(on, () => forgotten(user, [item, ...(answer.checked ? quoting : [])]));
    if (gone) {
      toast(`Forgotten${gone.length > 1 ? `, with ${plural(gone.length - 1, "answer")}` : ""}.`);
      changed(gone, {text: item.text});
    }
  }
}

/** Hides it from recall. The page says so in the chat too, and shows it among what is hidden. */
async function hide(on) {
  const {item, user, changed} = on;
  if (await attempt(on, () => api.suppress(user, item.id))) {
    toast("Hidden from recall. It is not destroyed.");
    changed([item.id], {told: "Hidden."});
  }
}

async function unhide(on) {
  const {item, user, changed} = on;
  if (await attempt(on, () => api.unsuppress(user, item.id))) {
    toast("Shown again.");
    changed([]);
  }
}

async function forgotten(user, items) {
  for (const {id} of items) {
    await api.forget(user, id);
  }
  return items.map(({id}) => id);
}

/** Whether it was open, and is folded now. */
function folded({below, toggles}) {
  if (!below.hasChildNodes()) {
    return false;
  }
  below.replaceChildren();
  toggles.setAttribute("aria-expanded", "false");
  return true;
}

/** The turns that a memory was extracted from, with the words that prove it. */
async function sources(on) {
  const {item, user, below, toggles} = on;
  if (folded(on)) {
    return;
  }
  const turns = await attempt(on, () => api.sources(user, item.id));
  if (turns) {
    toggles.setAttribute("aria-expanded", "true");
    below.replaceChildren(turns.length
      ? el("ul", {class: "history", "aria-label": "Source"}, ...turns.map(({turn, quote}) => el("li", {},
          el("p", {class: "meta"}, el("span", {class: "source"}, source(turn)), " ", time(turn.at)),
          el("ins", {}, turn.text),
          quote && quote !== turn.text ? el("p", {class: "note"}, `Proved by “${quote}”`) : null)))
      : el("p", {class: "note"}, "It was not extracted from a turn, but stored as it is."));
    say(`Source: ${plural(turns.length, "turn")}`);
  }
}

/** Takes the last step back, with what happened together with it. */
async function undo(on, step) {
  if (await attempt(on, () => api.undo(on.user, step.id))) {
    toast("Undone, with what happened together with it.");
    folded(on);
    on.changed([]);
  }
}

async function history(on) {
  const {item, user, below, toggles} = on;
  if (folded(on)) {
    return;
  }
  const steps = await attempt(on, () => api.history(user, item.id));
  if (steps) {
    toggles.setAttribute("aria-expanded", "true");
    below.replaceChildren(historyList(steps, (step) => undo(on, step)));
    say(`History: ${plural(steps.length, "step")}`);
  }
}
