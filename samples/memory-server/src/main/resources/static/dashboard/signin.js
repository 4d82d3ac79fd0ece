// Asks for an API key.

import {el} from "../shared/dom.js";
import * as session from "./session.js";
import {field} from "./view.js";

/**
 * @param reason why a key is needed again; null if none was given before
 * @param done called when a key was entered
 */
export function signInPage(reason, done) {
  const input = el("input", {
    type: "password", required: true, autocomplete: "current-password", spellcheck: "false", maxlength: "200",
    placeholder: "mk_…", "aria-invalid": reason ? "true" : null, "aria-describedby": reason ? "reason" : null,
  });
  return el("form", {
    class: "sign-in", onsubmit: (event) => {
      event.preventDefault();
      const secret = input.value.trim();
      if (secret) {
        session.signIn(secret);
        done();
      }
    },
  },
      el("h1", {id: "title"}, "Sign in"),
      reason ? el("p", {id: "reason", class: "problem", role: "alert"}, reason) : null,
      // Password managers file the key under a name.
      el("input", {type: "text", autocomplete: "username", value: "memoir", hidden: true, readonly: true}),
      field("API key", input, "It is kept in this tab until it is closed. Create the first one with: memoir keys create --admin --label NAME"),
      el("button", {type: "submit", class: "primary"}, "Sign in"));
}
