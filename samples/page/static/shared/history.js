// What happened to a memory or turn, step by step.

import {el, time} from "./dom.js";

const NAMES = {
  ADD: "Recorded", UPDATE: "Changed", MERGE: "Said again", SUPERSEDE: "Replaced", DELETE: "Retracted", SUPPRESS: "Hidden",
  UNDO: "Undone", REJECT: "Rejected",
};

/** Where a quote comes from is what the sources show. */
const TURN_ID = / \(turn [\w-]+\)/g;

/**
 * @param steps the steps, oldest first, each with its id, type, at, why, from and to
 * @param undo called with the step to be undone; null shows no button
 */
export function historyList(steps, undo) {
  return el("ol", {class: "history", "aria-label": "History"}, ...steps.map((step) => {
    const name = NAMES[step.type] ?? step.type;
    return el("li", {},
        el("p", {class: "meta"}, el("span", {class: "source"}, name), " ", time(step.at),
            step.why ? ` ${step.why.replace(TURN_ID, "")}` : null),
        step.from && step.to ? el("del", {}, step.from) : null,
        step.to ? el("ins", {}, step.to) : step.from ? el("del", {}, step.from) : null,
        undo && step === steps.at(-1) ? el("button", {
          type: "button", class: "quiet small", "aria-label": `Undo: ${name}`, onclick: () => undo(step),
        }, "Undo") : null);
  }));
}
