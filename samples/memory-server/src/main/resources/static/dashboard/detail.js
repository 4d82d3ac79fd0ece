// One memory or turn: its words, where it comes from, what happened to it, and what can be done with it.

import {el, time, words} from "../shared/dom.js";
import {historyList} from "../shared/history.js";
import {actions, undo} from "./actions.js";
import * as api from "./api.js";
import {badges, kindOf} from "./item-row.js";
import {parametersOf, scopeName} from "./router.js";
import {mayWrite} from "./session.js";
import {failure, loading} from "./view.js";

/** The text of a turn with the quoted part marked. */
function marked(text, quote) {
  const at = quote && quote !== text ? text.indexOf(quote) : -1;
  return at < 0
    ? words(text, {class: "words"})
    : el("p", {class: "words"}, text.slice(0, at), el("mark", {}, quote), text.slice(at + quote.length));
}

function facts(rows) {
  return el("dl", {class: "facts"}, ...rows.filter(([, value]) => value !== null && value !== undefined && value !== "")
    .map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, value))));
}

const section = (title, ...children) => el("section", {class: "part-of"}, el("h3", {}, title), ...children);

const day = (instant) => (instant ? time(instant) : null);

function validity({validFrom, validTo}) {
  if (!validFrom && !validTo) {
    return null;
  }
  return el("span", {}, validFrom ? time(validFrom) : "always", " to ", validTo ? time(validTo) : "now");
}

/**
 * Shows an item in a panel.
 *
 * @param on id, type and scope of the item; known, the item as it was listed; link(id) to another item; close(); changed(how:
 *     "hidden", "forgotten" or "restored"); signal; failed(thrown)
 */
export async function detail(panel, on) {
  const turn = on.type === "turn";
  panel.dataset.id = on.id;
  panel.replaceChildren(loading());
  const current = () => panel.dataset.id === on.id && !on.signal.aborted;
  try {
    const [item, sources, history] = await Promise.all([
      read(on), turn ? [] : api.sources(on.scope, on.id, on.signal), api.history(on.type, on.scope, on.id, on.signal)]);
    const [replaced, replacement] = await Promise.all([item.supersedes, item.supersededBy].map((id) => other(on, id)));
    if (current()) {
      panel.replaceChildren(...shown({...on, item, sources, history, replaced, replacement}));
      panel.scrollTop = 0;
    }
  } catch (thrown) {
    if (current() && thrown.name !== "AbortError") {
      panel.replaceChildren(failure(thrown, () => detail(panel, on)), closing(on));
    }
  }
}

/** A memory of the same lineage; null if there is none, or if it was forgotten. */
async function other(on, id) {
  try {
    return id ? await api.item("memory", on.scope, id, on.signal) : null;
  } catch (thrown) {
    if (thrown.status === 404) {
      return null;
    }
    throw thrown;
  }
}

async function read(on) {
  try {
    return {...await api.item(on.type, on.scope, on.id, on.signal), type: on.type};
  } catch (thrown) {
    // A hidden turn is listed, but not read by its id.
    if (thrown.status === 404 && on.known) {
      return on.known;
    }
    throw thrown;
  }
}

const closing = (on) => el("button", {type: "button", class: "quiet small", onclick: on.close}, "Close");

function shown(on) {
  const {item, sources, history} = on;
  const metadata = Object.keys(item.metadata ?? {}).length ? JSON.stringify(item.metadata, null, 2) : null;
  return [
    el("div", {class: "panel-head"},
        el("p", {class: "row-meta"}, el("span", {class: `kind ${item.type}`}, kindOf(item)), ...badges(item)),
        closing(on)),
    el("h2", {class: "unseen"}, item.type === "turn" ? "Turn" : "Memory"),
    words(item.text, {class: "words told"}),
    actions(on),
    item.type === "turn" ? null : section("Where it comes from", ...provenance(on, sources)),
    section("Validity and lineage", facts(item.type === "turn" ? turnFacts(item) : memoryFacts(on, item))),
    history.length || item.type === "memory" ? section("History", history.length
      ? historyList(history.map((step) => ({...step, from: step.oldText, to: step.newText})),
          mayWrite() ? (step) => undo(on, step) : null)
      : el("p", {class: "note"}, "There is none.")) : null,
    metadata ? section("Metadata", el("pre", {class: "code"}, metadata)) : null,
  ].filter(Boolean);
}

function provenance(on, sources) {
  if (!sources.length) {
    return [el("p", {class: "note"}, "It was not extracted from a turn, but stored as it is.")];
  }
  return [el("ul", {class: "sources", "aria-label": "Sources"}, ...sources.map(({turn, quote}) => el("li", {},
      el("p", {class: "row-meta"}, el("span", {class: "kind turn"}, kindOf({...turn, type: "turn"})), time(turn.saidAt),
          el("a", {href: on.link(turn.id, "turn")}, "Show turn")),
      marked(turn.text, quote))))];
}

function memoryFacts(on, item) {
  const link = (memory) => (memory ? el("a", {href: on.link(memory.id)}, memory.text.slice(0, 120)) : null);
  return [
    ["Holds", validity(item)],
    ["Replaces", link(on.replaced)],
    ["Replaced by", link(on.replacement)],
    ["Retracted", day(item.retractedAt)],
    ["About", item.subject],
    ["Said by", item.attributedTo],
    ["Origin", item.origin?.toLowerCase()],
    ["Entities", item.entities?.join(", ")],
    ["Recorded", day(item.recordedAt)],
    ["Changed", item.updatedAt === item.recordedAt ? null : day(item.updatedAt)],
    ["Hidden since", day(item.suppressedAt)],
    ["Expires", day(item.expiresAt)],
    ["Extractor", item.extractor],
    ["Scope", scopeName(parametersOf(item.scope))],
    ["Id", el("code", {}, item.id)],
  ];
}

function turnFacts(item) {
  return [
    ["Said", day(item.saidAt)],
    ["Zone", item.zone],
    ["Conversation", item.conversation],
    ["Position", String(item.sequence)],
    ["Origin", item.origin?.toLowerCase()],
    ["Recorded", day(item.recordedAt)],
    ["Extracted", item.extractedAt ? time(item.extractedAt) : "not yet"],
    ["Scope", scopeName(parametersOf(item.scope))],
    ["Id", el("code", {}, item.id)],
  ];
}
