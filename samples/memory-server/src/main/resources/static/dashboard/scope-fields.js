// The fields of a scope. What the key fixes cannot be changed.

import {el} from "../shared/dom.js";
import {session} from "./session.js";
import {field} from "./view.js";

const NAMES = {user: "User", agent: "Agent", run: "Run"};

export function scopeFields(parameters) {
  const fixed = session().scope ?? {};
  const inputs = Object.keys(NAMES).map((name) => {
    const id = fixed[`${name}Id`];
    return [name, el("input", {
      name, value: id ?? parameters[name] ?? "", disabled: Boolean(id), maxlength: "256", autocomplete: "off", spellcheck: "false",
      autocapitalize: "none", placeholder: name === "user" ? "Id" : "Any",
    })];
  });
  return {
    elements: inputs.map(([name, input]) => field(NAMES[name], input)),
    value: () => Object.fromEntries(inputs.map(([name, input]) => [name, input.value.trim() || null])),
  };
}
