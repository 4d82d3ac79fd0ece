// What is stored of a user, agent or run: memories and turns, with what is open of them beside the list.

import {byId, el, plural, say} from "../../shared/dom.js";
import {forgetScope} from "../actions.js";
import * as api from "../api.js";
import {detail} from "../detail.js";
import {itemRow} from "../item-row.js";
import {VirtualList} from "../list.js";
import {address, go, parametersOf, replace, scopeName, scopeOf} from "../router.js";
import {mayWrite, session} from "../session.js";
import {entitiesView, profileView} from "../user-views.js";
import {choice, empty, head} from "../view.js";

const PAGE = 200;

/** So many are found at most: they are nearest, what follows is not near. */
const FOUND = 50;

const VIEWS = [["memories", "Memories"], ["turns", "Turns"], ["entities", "Entities"], ["profile", "Profile"]];
const STATES = [["current", "Current"], ["past", "Past too"], ["expired", "Expired too"], ["hidden", "Hidden"]];
const QUERIES = {current: {}, past: {past: true}, expired: {expired: true}, hidden: {suppressed: true}};
const ORDERS = [["newest", "Newest"], ["oldest", "Oldest"]];

/** The parameters that make another list; the others only open something beside it. */
const LISTED = ["user", "agent", "run", "view", "state", "order", "q", "entity"];

export function memories(main, parameters, on) {
  const page = new MemoriesPage(main, parameters, on);
  return {update: (next) => page.update(next)};
}

class MemoriesPage {
  #main;
  #on;
  #parameters;
  #scope;
  #list;
  #place = el("div", {class: "fill"});
  #panel = el("aside", {class: "panel", "aria-label": "Details", hidden: true});
  #counts = el("p", {class: "note counts"});
  #known = new Map();

  constructor(main, parameters, on) {
    this.#main = main;
    this.#on = on;
    this.#parameters = parameters;
    this.#scope = scopeOf(parameters);
    this.#show();
  }

  get #type() {
    return this.#parameters.view === "turns" ? "turn" : "memory";
  }

  /** Takes over parameters; false if the page is to be made anew. */
  update(next) {
    const other = LISTED.some((name) => (next[name] ?? "") !== (this.#parameters[name] ?? ""));
    this.#parameters = next;
    if (other) {
      return false;
    }
    this.#open();
    return true;
  }

  #to(changes, how = replace) {
    const next = {...this.#parameters, ...changes};
    how("memories", next);
    return next;
  }

  #again(changes) {
    this.#to({item: null, type: null, ...changes});
    window.dispatchEvent(new HashChangeEvent("hashchange"));
  }

  #show() {
    const {view = "memories"} = this.#parameters;
    const name = scopeName(this.#parameters) || scopeName(parametersOf(session().scope ?? {}));
    if (!name) {
      go("users");
      return;
    }
    this.#main.append(
        head(name,
            el("a", {class: "button quiet small", href: address("search", this.#scopeParameters())}, "Search with reasons"),
            mayWrite() ? el("button", {type: "button", class: "quiet small danger", onclick: () => forgetScope({
              scope: this.#scope, name, failed: this.#on.failed, done: () => go("users"),
            })}, "Forget everything…") : null),
        this.#counts,
        el("form", {
          class: "toolbar", role: "search", onsubmit: (event) => {
            event.preventDefault();
            this.#again({q: event.target.querySelector("input").value.trim()});
          },
        },
            choice("What is listed", VIEWS, view, (chosen) => this.#again({view: chosen === "memories" ? null : chosen, q: null, entity: null, state: null})),
            ...this.#tools(view)),
        el("div", {class: "split"}, this.#place, this.#panel));
    if (view === "profile") {
      this.#place.append(profileView(this.#scope, this.#on));
    } else {
      this.#list = view === "entities" ? this.#entities() : this.#items(view);
      this.#place.append(this.#list.element);
    }
    this.#count();
    this.#open();
  }

  /** What narrows or orders the list of a view. */
  #tools(view) {
    const {state = "current", order = "newest", q = "", entity} = this.#parameters;
    if (view === "profile" || view === "entities") {
      return entity ? [el("button", {type: "button", class: "quiet", onclick: () => this.#again({entity: null})}, "All entities")] : [];
    }
    const query = el("input", {
      type: "search", value: q, maxlength: "1000", placeholder: "Search", "aria-label": `Search in these ${view}`,
      autocomplete: "off",
    });
    if (q) {
      return [query, el("button", {type: "button", class: "quiet", onclick: () => this.#again({q: null})}, "Clear")];
    }
    const states = STATES.filter(([value]) => view === "memories" || value === "current" || value === "hidden");
    return [
      choice("Which come first", ORDERS, order, (chosen) => this.#again({order: chosen === "newest" ? null : chosen})),
      query,
      choice("Which", states, state, (chosen) => this.#again({state: chosen === "current" ? null : chosen}))];
  }

  #items(view) {
    const {q} = this.#parameters;
    return new VirtualList({
      label: view === "turns" ? "Turns" : "Memories",
      signal: this.#on.signal,
      row: (item) => itemRow(item, this.#addressOf(item)),
      load: (after, signal) => (q ? this.#found(q, signal) : this.#listed(after, signal)),
      none: () => this.#none(),
    });
  }

  #entities() {
    return entitiesView(this.#scope, this.#parameters.entity, {
      signal: this.#on.signal,
      entity: (name) => address("memories", {...this.#scopeParameters(), view: "entities", entity: name}),
      item: (mention) => this.#addressOf(mention),
      keep: (mention) => this.#keep(mention),
    });
  }

  #addressOf({id, type}) {
    return address("memories", {...this.#parameters, item: id, type});
  }

  #scopeParameters() {
    const {user, agent, run} = this.#parameters;
    return {user, agent, run};
  }

  async #listed(after, signal) {
    const {state = "current", order = "newest"} = this.#parameters;
    const page = await api.listing(this.#type, this.#scope,
        {...QUERIES[state], newestFirst: order === "newest", limit: after ? PAGE : 100, after}, signal);
    const hidden = state === "hidden";
    return {next: page.next, items: page.items.map((item) => this.#keep({...item, type: this.#type, hidden}))};
  }

  async #found(query, signal) {
    const {hits} = await api.search({
      ...this.#scope, query, limit: FOUND, types: [this.#type.toUpperCase()], tokenBudget: 0, explain: true,
    }, signal);
    say(`${plural(hits.length, "hit")}, nearest first`);
    const best = Math.max(...hits.map(({score}) => score), 0);
    return {
      next: null,
      items: hits.map(({item, score, explanation}) => this.#keep({...item, match: {score, shares: explanation}, best})),
    };
  }

  /** What is hidden cannot be read by its id, so what was listed is remembered. */
  #keep(item) {
    this.#known.set(item.id, item);
    return item;
  }

  #none() {
    const {q, state = "current"} = this.#parameters;
    const things = this.#type === "turn" ? "turns" : "memories";
    if (q) {
      return empty(`Nothing is near “${q}”`);
    }
    return state === "hidden"
      ? empty("Nothing is hidden", "What a user asks to forget in words is hidden here, and can be shown again.")
      : empty(`No ${things} yet`, this.#type === "memory" ? "Memories are extracted from turns, or stored with POST /api/v1/memories." : null);
  }

  async #count() {
    try {
      const stats = await api.stats(this.#scope, this.#on.signal);
      this.#counts.textContent = [
        plural(stats.memories, "memory", "memories"), `${stats.past.toLocaleString()} past`, plural(stats.turns, "turn"),
        stats.pendingTurns ? `${stats.pendingTurns.toLocaleString()} to be extracted` : "",
        stats.parkedTurns ? `${stats.parkedTurns.toLocaleString()} parked` : "",
      ].filter(Boolean).join(" · ");
    } catch (thrown) {
      this.#on.failed(thrown);
    }
  }

  /** Opens what the address names beside the list, or closes it. */
  #open() {
    const {item, type = "memory"} = this.#parameters;
    this.#panel.hidden = !item;
    this.#panel.parentElement.classList.toggle("opened", Boolean(item));
    for (const row of this.#place.querySelectorAll("a[aria-current]")) {
      row.removeAttribute("aria-current");
    }
    if (!item) {
      this.#panel.replaceChildren();
      return;
    }
    this.#place.querySelector(`a[data-id="${CSS.escape(item)}"]`)?.setAttribute("aria-current", "true");
    detail(this.#panel, {
      id: item, type, scope: this.#scope, known: this.#known.get(item), signal: this.#on.signal, failed: this.#on.failed,
      link: (to, other = "memory") => address("memories", {...this.#parameters, item: to, type: other}),
      close: () => {
        const index = this.#list?.items.findIndex(({id}) => id === item) ?? -1;
        this.update(this.#to({item: null, type: null}));
        this.#list?.focus(index);
      },
      changed: (how) => this.#changed(item, how),
    });
  }

  /** Something was changed beside the list. */
  #changed(id, how) {
    this.#count();
    if (how === "restored") {
      this.#list?.reload();
    } else {
      this.#list?.remove(id);
    }
    if (how === "forgotten") {
      this.update(this.#to({item: null, type: null}));
      byId("title").focus();
      return;
    }
    if (this.#known.has(id)) {
      this.#keep({...this.#known.get(id), hidden: how === "hidden"});
    }
    this.#open();
  }
}
