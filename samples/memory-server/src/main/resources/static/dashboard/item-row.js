// A memory or turn as a row of a list.

import {el} from "../shared/dom.js";
import {when} from "./view.js";

const KINDS = {FACT: "Fact", PREFERENCE: "Preference", EVENT: "Event", SUMMARY: "Summary", PROCEDURE: "Procedure"};
const ROLES = {USER: "User", ASSISTANT: "Assistant", TOOL: "Tool", SYSTEM: "System"};

/** What an item is, in one word. */
export const kindOf = (item) => (item.type === "turn" ? item.speaker ?? ROLES[item.role] ?? item.role : KINDS[item.kind] ?? item.kind);

/** What is special about an item: [name, class]. */
export function marks(item) {
  const now = Date.now();
  return [
    item.hidden || item.suppressedAt ? ["Hidden", "hidden"] : null,
    item.supersededBy ? ["Superseded", "past"] : null,
    item.retractedAt && !item.supersededBy ? ["Retracted", "past"] : null,
    item.expiresAt && new Date(item.expiresAt) <= now ? ["Expired", "past"] : null,
    item.pinned ? ["Pinned", "pinned"] : null,
    item.type === "turn" && !item.extractedAt && item.pending ? ["Pending", "pending"] : null,
  ].filter(Boolean);
}

export const badges = (item) => marks(item).map(([name, kind]) => el("span", {class: `badge ${kind}`}, name));

/** At most so many characters of a text are put into a row: more are cut off anyway, and a turn may have 100,000. */
const LONGEST = 300;

export function itemRow(item, href) {
  const past = item.supersededBy || item.retractedAt;
  return el("a", {class: `row item-row${past ? " past" : ""}`, href, "data-id": item.id},
      el("span", {class: "row-title"}, item.text.slice(0, LONGEST)),
      el("span", {class: "row-meta"},
          el("span", {class: `kind ${item.type}`}, kindOf(item)),
          ...badges(item),
          item.match ? el("span", {}, `score ${item.match.score.toFixed(2)}`) : null,
          when(item.type === "turn" ? item.saidAt : item.updatedAt ?? item.recordedAt),
          item.entities?.length ? el("span", {class: "row-entities"}, item.entities.slice(0, 4).join(", ")) : null));
}
