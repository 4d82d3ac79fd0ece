// What is still to be extracted, and what failed: it can be tried again.

import {el, plural, toast, words} from "../../shared/dom.js";
import * as api from "../api.js";
import {address, parametersOf, scopeName} from "../router.js";
import {count} from "../scale.js";
import {session} from "../session.js";
import {empty, fill, head, tile, when} from "../view.js";

export function extraction(main, parameters, {signal, failed}) {
  const place = el("div", {class: "stack"});
  const show = () => fill(place, signal, async () => {
    const [status, parked] = await Promise.all([api.admin.status(signal), api.admin.parked(signal)]);
    return [
      el("div", {class: "tiles"},
          tile("Pending", count(status.pendingTurns), "turns to be extracted"),
          tile("Parked", count(status.parkedTurns), "turns that extraction gave up on", null, status.parkedTurns > 0),
          tile("Language model", session().languageModel ?? "None", session().languageModel ? "extracts facts" : "turns wait until there is one")),
      parked.length ? list(parked, (scope) => replay(scope)) : empty("Nothing is parked",
          "A turn is parked when its facts cannot be extracted after several attempts. It stays searchable."),
    ];
  });
  const replay = async (scope) => {
    try {
      const {scopes} = await api.admin.replay(scope);
      toast(`${plural(scopes, "scope is", "scopes are")} tried again.`);
      show();
    } catch (thrown) {
      failed(thrown);
    }
  };
  main.append(
      head("Extraction",
          el("button", {type: "button", class: "quiet", onclick: show}, "Refresh"),
          el("button", {type: "button", class: "quiet", onclick: () => replay({})}, "Try all again")),
      place);
  show();
}

function list(parked, replay) {
  return el("section", {"aria-labelledby": "parked"},
      el("h2", {id: "parked", class: "list-title"}, plural(parked.length, "parked turn")),
      el("ul", {class: "cards"}, ...parked.map(({turn, because, parkedAt}) => {
        const parameters = parametersOf(turn.scope);
        return el("li", {class: "hit"},
            words(turn.text, {class: "words"}),
            el("p", {class: "row-meta"},
                el("a", {href: address("memories", {...parameters, view: "turns", item: turn.id, type: "turn"})}, scopeName(parameters)),
                el("span", {}, "parked ", when(parkedAt))),
            el("p", {class: "because"}, because),
            el("div", {class: "actions"}, el("button", {
              type: "button", class: "quiet small", "aria-label": `Try again: ${scopeName(parameters)}`, onclick: () => replay(turn.scope),
            }, "Try again")));
      })));
}
