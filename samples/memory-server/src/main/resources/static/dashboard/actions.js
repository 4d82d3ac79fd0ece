// What can be done with a memory or turn. Destroying asks first.

import {ask, el, plural, toast} from "../shared/dom.js";
import * as api from "./api.js";
import {mayWrite} from "./session.js";

/** The longest quote in a question. */
const LONGEST = 300;

const cut = (text) => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);

async function attempt(on, task) {
  try {
    return await task();
  } catch (thrown) {
    on.failed(thrown);
    return null;
  }
}

/** The buttons for an item; none for a key that may only read. */
export function actions(on) {
  if (!mayWrite()) {
    return null;
  }
  const hidden = on.item.hidden || on.item.suppressedAt;
  return el("div", {class: "actions"},
      hidden
        ? el("button", {type: "button", class: "quiet small", onclick: () => unhide(on)}, "Show again")
        : el("button", {type: "button", class: "quiet small", onclick: () => hide(on)}, "Hide from recall"),
      el("button", {type: "button", class: "quiet small danger", onclick: () => forget(on)}, "Forget…"));
}

async function hide(on) {
  if (await attempt(on, () => api.suppress(on.scope, on.id))) {
    toast("Hidden from recall. It is not destroyed.");
    on.changed("hidden");
  }
}

async function unhide(on) {
  if (await attempt(on, () => api.unsuppress(on.scope, on.id))) {
    toast("Recalled again.");
    on.changed("restored");
  }
}

async function forget(on) {
  const {item, sources, history} = on;
  const also = [
    "its words, what they were indexed by",
    history.length ? ` and its history (${plural(history.length, "step")})` : "",
  ].join("");
  const answer = await ask({
    title: "Forget this?",
    text: `It is destroyed for good: ${also}. ${sources.length
      ? `${sources.length === 1 ? "The turn that it comes from stays" : `The ${sources.length} turns that it comes from stay`}, unless you forget ${sources.length === 1 ? "it" : "them"} too.`
      : item.type === "turn" ? "Memories that come from this turn alone are destroyed with it." : ""}`,
    quote: cut(item.text),
    yes: "Forget",
  });
  const receipt = answer && await attempt(on, () => api.forget(on.scope, on.id));
  if (receipt) {
    toast(`Forgotten: ${told(receipt)}.`);
    on.changed("forgotten");
  }
}

const told = ({turns, memories, events}) => [
  turns ? plural(turns, "turn") : "", memories ? plural(memories, "memory", "memories") : "", events ? plural(events, "step", "steps") + " of history" : "",
].filter(Boolean).join(", ") || "nothing";

/** Forgets everything of a scope, after it has shown what that is. */
export async function forgetScope({scope, name, failed, done}) {
  const preview = await attempt({failed}, () => api.previewForget(scope));
  if (!preview) {
    return;
  }
  const answer = await ask({
    title: `Forget everything about ${name}?`,
    text: `This destroys for good: ${told(preview)}. Nothing brings it back.`,
    yes: "Forget everything",
  });
  const receipt = answer && await attempt({failed}, () => api.forgetAll(scope));
  if (receipt) {
    toast(`Forgotten: ${told(receipt)}.`);
    done();
  }
}

/** Undoes a step of a history, with everything that happened together with it. */
export async function undo(on, step) {
  if (await attempt(on, () => api.undo(on.scope, step.id))) {
    toast("Undone, with what happened together with it.");
    on.changed("restored");
  }
}
