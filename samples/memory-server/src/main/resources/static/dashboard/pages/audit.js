// Who did what to which id, and when.

import {el} from "../../shared/dom.js";
import * as api from "../api.js";
import {VirtualList} from "../list.js";
import {address, replace} from "../router.js";
import {session} from "../session.js";
import {choice, empty, head, when} from "../view.js";

/** Ids of items, of which there may be several. */
const ITEMS = /^([0-9a-f]{8}-[0-9a-f-]{27})((?: [0-9a-f]{8}-[0-9a-f-]{27})*)(?: and (\d+) more)?$/;
const OF_KEYS = new Set(["CREATE_KEY", "REVOKE_KEY"]);

const sentence = (action) => action[0] + action.slice(1).toLowerCase().replaceAll("_", " ");

/** What an entry is about: the first of its items, and a text. */
function subject({action, target}, keys) {
  if (OF_KEYS.has(action)) {
    return {text: keys.get(target)?.label ?? target};
  }
  const [, id, others, unnamed = 0] = target.match(ITEMS) ?? [];
  const more = id ? others.split(" ").length - 1 + Number(unnamed) : 0;
  return {id, text: id ? `${id}${more ? ` and ${more} more` : ""}` : target};
}

function row(entry, keys) {
  const key = keys.get(entry.keyId);
  const {id, text} = subject(entry, keys);
  const parts = [
    el("span", {class: "row-title"}, sentence(entry.action)),
    el("span", {class: "row-target"}, text),
    el("span", {class: "row-meta"}, entry.keyId ? key?.label ?? entry.keyId : "without a key"),
    el("span", {class: "row-meta"}, entry.tenant),
    el("span", {class: "row-meta"}, when(entry.at))];
  return id && entry.tenant === session().tenant
    ? el("a", {class: "row audit-row", href: address("item", {id})}, ...parts)
    : el("div", {class: "row audit-row"}, ...parts);
}

export function audit(main, {tenant = ""}, {signal, failed}) {
  const listed = el("div", {class: "fill"});
  const own = session().tenant;
  main.append(
      head("Audit log", choice("Tenants", [["", "All tenants"], [own, own]], tenant, (chosen) => {
        replace("audit", {tenant: chosen});
        list(chosen);
      })),
      el("p", {class: "note"}, "Writes, exports and administration, with ids only. What was read is not recorded."),
      listed);
  const list = async (chosen) => {
    const keys = new Map();
    try {
      (await api.admin.keys(signal)).forEach((key) => keys.set(key.id, key));
    } catch (thrown) {
      failed(thrown);
    }
    listed.replaceChildren(new VirtualList({
      label: "Audit log", signal,
      row: (entry) => row(entry, keys),
      load: (after, aborted) => api.admin.audit(chosen, after, aborted),
      none: () => empty("Nothing was done yet"),
    }).element);
  };
  list(tenant);
}
