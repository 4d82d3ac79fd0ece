// Whose memories there are. A key that is bound to a scope only has its own.

import {el, plural} from "../../shared/dom.js";
import * as api from "../api.js";
import {VirtualList} from "../list.js";
import {address, go, parametersOf, replace, scopeName} from "../router.js";
import {choice, empty, field, head, when} from "../view.js";

const GROUPS = {users: ["USER"], scopes: ["USER", "AGENT", "RUN"]};

function row(summary) {
  const parameters = parametersOf(summary);
  return el("a", {class: "row scope-row", href: address("memories", parameters)},
      el("span", {class: "row-title"}, scopeName(parameters) || "(no ids)"),
      el("span", {class: "row-number"}, plural(summary.memories, "memory", "memories")),
      el("span", {class: "row-number"}, plural(summary.turns, "turn")),
      el("span", {class: "row-meta"}, when(summary.lastRecordedAt)));
}

export function users(main, {by = "users"}, {signal}) {
  const listed = el("div", {class: "fill"});
  const list = (group) => {
    const virtual = new VirtualList({
      label: group === "users" ? "Users" : "Scopes",
      signal,
      row,
      load: (after, aborted) => api.users({groupBy: GROUPS[group].join(","), limit: 200, after}, aborted),
      none: () => empty(group === "users" ? "No users yet" : "Nothing is stored yet",
          "They appear here with their first turn or memory: POST /api/v1/turns with a userId."),
    });
    listed.replaceChildren(virtual.element);
  };
  const name = el("input", {type: "search", maxlength: "256", placeholder: "Exact id", autocomplete: "off", spellcheck: "false"});
  main.append(
      head("Users", choice("List", [["users", "Users"], ["scopes", "All scopes"]], by, (chosen) => {
        replace("users", {by: chosen === "users" ? null : chosen});
        list(chosen);
      })),
      el("form", {
        class: "toolbar", role: "search", onsubmit: (event) => {
          event.preventDefault();
          if (name.value.trim()) {
            go("memories", {user: name.value.trim()});
          }
        },
      }, field("Open a user", name), el("button", {class: "quiet", type: "submit"}, "Open")),
      listed);
  list(by);
}
