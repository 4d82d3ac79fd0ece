// API keys and tenants.

import {ask, el, plural, toast} from "../../shared/dom.js";
import * as api from "../api.js";
import {newKey} from "../key-form.js";
import {parametersOf, scopeName} from "../router.js";
import {session} from "../session.js";
import {empty, fill, head, table, when} from "../view.js";

export function keys(main, parameters, {signal, failed}) {
  const place = el("div", {class: "stack"});
  const show = () => fill(place, signal, async () => {
    const [known, tenants] = await Promise.all([api.admin.keys(signal), api.admin.tenants(signal)]);
    return [
      known.length ? keyTable(known, revoke) : empty("There are no keys", "Without keys the server listens on this machine only, and everybody here may do everything."),
      el("h2", {class: "list-title"}, "Tenants"),
      table("Tenants", [{name: "Name"}, {name: "Valid keys", number: true}, {name: "Created"}], tenants.map(({name, createdAt}) =>
        [name, known.filter(({tenant, revokedAt}) => tenant === name && !revokedAt).length.toLocaleString(), when(createdAt)])),
      el("p", {class: "note"}, "Each tenant has a memory of its own. A new one is created with its first key."),
    ];
  });
  const revoke = async (key) => {
    const answer = await ask({
      title: "Revoke this key?",
      text: `${key.label} (${key.hint}…) stops working at once, on all servers. A revoked key cannot be made valid again.`,
      yes: "Revoke",
    });
    if (!answer) {
      return;
    }
    try {
      await api.admin.revokeKey(key.id);
      toast(`${key.label} is revoked.`);
      show();
    } catch (thrown) {
      failed(thrown);
    }
  };
  main.append(
      head("Keys and tenants", el("button", {
        type: "button", class: "primary", onclick: () => newKey({first: !session().keyRequired, done: show, failed, signal}),
      }, "Create key…")),
      place);
  show();
}

function rights({admin, readOnly, scope}) {
  return [admin ? "Admin" : readOnly ? "Reads" : "Reads and writes", scope ? `only ${scopeName(parametersOf(scope))}` : null].filter(Boolean).join(", ");
}

function keyTable(known, revoke) {
  const valid = known.filter(({revokedAt}) => !revokedAt).length;
  return el("section", {"aria-label": "Keys"},
      el("h2", {class: "list-title"}, `${plural(valid, "valid key")}${valid < known.length ? `, ${known.length - valid} revoked` : ""}`),
      table("Keys",
          [{name: "Label"}, {name: "Key"}, {name: "Tenant"}, {name: "Rights"}, {name: "Created"}, {name: "Last used"}, {name: "State"}],
          known.map((key) => [
            key.label, el("code", {}, `${key.hint}…`), key.tenant, rights(key), when(key.createdAt), when(key.lastUsedAt),
            key.revokedAt
              ? el("span", {class: "soft"}, "revoked ", when(key.revokedAt))
              : el("button", {type: "button", class: "quiet small danger", "aria-label": `Revoke ${key.label}`, onclick: () => revoke(key)}, "Revoke"),
          ])));
}
