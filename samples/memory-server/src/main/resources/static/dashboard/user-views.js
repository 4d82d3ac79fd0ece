// What is known of a user in other ways than as a list of memories or turns: the profile, and whom and what is mentioned.

import {el, plural} from "../shared/dom.js";
import * as api from "./api.js";
import {itemRow} from "./item-row.js";
import {VirtualList} from "./list.js";
import {empty, fill, when} from "./view.js";

/** What a prompt says about a user at all times. */
export function profileView(scope, {signal}) {
  const place = el("div", {class: "scrolled stack"});
  fill(place, signal, async () => {
    const {text, tokens, memories} = await api.profile(scope, signal);
    return text
      ? [el("p", {class: "note"}, `What a prompt says about this user at all times: ${plural(memories.length, "memory", "memories")}, ${plural(tokens, "token")}.`),
        el("pre", {class: "code", tabindex: "0"}, text)]
      : empty("Nothing is known yet", "The profile states current facts and preferences, as far as they fit a budget of tokens.");
  });
  return place;
}

function entityRow({name, aliases = [], memories, turns, last}, href) {
  return el("a", {class: "row scope-row", href},
      el("span", {class: "row-title"}, name, aliases.length ? el("span", {class: "soft"}, ` also ${aliases.join(", ")}`) : null),
      el("span", {class: "row-number"}, plural(memories, "memory", "memories")),
      el("span", {class: "row-number"}, plural(turns, "turn")),
      el("span", {class: "row-meta"}, when(last)));
}

/**
 * The people, places and things that are mentioned, or what mentions one of them.
 *
 * @param chosen the name of the one whose mentions are listed; none for all entities
 * @param to makes the address of an entity by its name, and of an item
 */
export function entitiesView(scope, chosen, {signal, entity, item, keep}) {
  const list = new VirtualList(chosen ? {
    label: `Mentions of ${chosen}`, signal,
    row: (mention) => itemRow(mention, item(mention)),
    load: async (after, aborted) => {
      const page = await api.mentions(scope, chosen, after, aborted);
      return {next: page.next, items: page.items.map(keep)};
    },
    none: () => empty(`Nothing mentions ${chosen}`),
  } : {
    label: "Entities", signal,
    row: (one) => entityRow(one, entity(one.name)),
    load: (after, aborted) => api.entities(scope, after, aborted),
    none: () => empty("Nobody and nothing is mentioned yet", "People, places and things appear here once turns or memories mention them."),
  });
  return list;
}

