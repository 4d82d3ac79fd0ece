// The dialog that creates a key, and shows its secret once.

import {byId, el, toast} from "../shared/dom.js";
import * as api from "./api.js";
import * as session from "./session.js";
import {field} from "./view.js";

/**
 * @param first whether it is the server's first key: from then on every request needs one
 * @param done called when the dialog is closed after a key was created
 */
export async function newKey({first, done, failed, signal}) {
  let tenants;
  try {
    tenants = await api.admin.tenants(signal);
  } catch (thrown) {
    failed(thrown);
    return;
  }
  const dialog = el("dialog", {id: "new-key", "aria-labelledby": "new-key-title"});
  const text = (properties) => el("input", {autocomplete: "off", spellcheck: "false", maxlength: "256", ...properties});
  const label = text({required: true, maxlength: "200", placeholder: "What it is for"});
  const tenant = text({value: session.session().tenant, required: true, pattern: "[a-z0-9][a-z0-9\\-]{0,30}", list: "tenants", title: "1 to 31 lower-case letters, digits and hyphens"});
  const [user, agent, run] = ["user", "agent", "run"].map((name) => text({placeholder: "Any", "data-part": name}));
  const readOnly = el("input", {type: "checkbox"});
  const admin = el("input", {type: "checkbox", checked: first, disabled: first});
  const problem = el("p", {class: "problem", role: "alert"});
  // An admin key is for everything.
  const limit = () => [user, agent, run, readOnly].forEach((input) => {
    input.disabled = admin.checked;
  });
  admin.addEventListener("change", limit);
  limit();
  const create = async (event) => {
    event.preventDefault();
    const part = (input) => (input.disabled ? null : input.value.trim() || null);
    try {
      const {key, secret} = await api.admin.createKey({
        label: label.value.trim(), tenant: tenant.value.trim(), userId: part(user), agentId: part(agent), runId: part(run),
        readOnly: !readOnly.disabled && readOnly.checked, admin: admin.checked,
      });
      if (first) {
        session.signIn(secret);
      }
      dialog.replaceChildren(created(key, secret, first, dialog));
      byId("secret").focus();
      dialog.addEventListener("close", () => (first ? location.reload() : done()), {once: true});
    } catch (thrown) {
      problem.textContent = thrown.message;
    }
  };
  dialog.append(el("form", {class: "ask", onsubmit: create},
      el("h2", {id: "new-key-title"}, "Create a key"),
      first ? el("p", {class: "note"}, "From the first key on, every request needs a key, also this page. So the first one is an admin key, and you stay signed in with it.") : null,
      field("Label", label),
      field("Tenant", tenant, "A new name creates a new tenant, with an empty memory."),
      el("datalist", {id: "tenants"}, ...tenants.map(({name}) => el("option", {value: name}))),
      el("fieldset", {}, el("legend", {class: "label"}, "Only for"),
          el("div", {class: "search-options thirds"}, field("User", user), field("Agent", agent), field("Run", run))),
      el("label", {class: "check"}, readOnly, el("span", {}, "May only read")),
      el("label", {class: "check"}, admin, el("span", {}, "Admin: keys, tenants, audit log, spending, exports")),
      problem,
      el("div", {class: "actions"},
          el("button", {type: "button", class: "quiet", onclick: () => dialog.close()}, "Cancel"),
          el("button", {type: "submit", class: "primary"}, "Create"))));
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  label.focus();
}

function created(key, secret, first, dialog) {
  const shown = el("input", {id: "secret", class: "secret", readonly: true, value: secret, "aria-label": "Secret", onfocus: () => shown.select()});
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(secret);
      toast("Copied.");
    } catch {
      shown.select();
      toast("The browser does not permit that. The key is selected: copy it with the keyboard.");
    }
  };
  return el("div", {class: "ask"},
      el("h2", {id: "new-key-title"}, `The key “${key.label}”`),
      el("p", {}, "Copy it now: it is shown only here. The server keeps no copy, only a hash."),
      el("div", {class: "search-line"}, shown, el("button", {type: "button", class: "quiet", onclick: copy}, "Copy")),
      first ? el("p", {class: "note"}, "You are signed in with it until this tab is closed.") : null,
      el("div", {class: "actions"}, el("button", {type: "button", class: "primary", onclick: () => dialog.close()}, "I have copied it")));
}
