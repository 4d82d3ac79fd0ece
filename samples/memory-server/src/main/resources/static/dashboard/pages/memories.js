// What is stored of a user, agent or run: memories and turns, with what is open of them beside the list.

import {byId, el, plural, say} from "../../shared/dom.js";
import {forgetScope} from "../actions.js";
import * as api from "../api.js";
import {detail} from "../detail.js";
import {itemRow} from "../item-row.js";
import {VirtualList} from "../list.js";
import {address, go, parametersOf, replace, scopeName, scopeOf} from "../router.js";
import {mayWrite, session} from "../session.js";
import {choice, empty, head} from "../view.js";

const PAGE = 200;

/** So many are found at most: they are nearest, what follows is not near. */
const FOUND = 50;

const STATES = [["current", "Current"], ["past", "Past too"], ["expired", "Expired too"], ["hidden", "Hidden"]];
const QUERIES = {current: {}, past: {past: true}, expired: {expired: true}, hidden: {suppressed: true}};
const ORDERS = [["newest", "Newest"], ["oldest", "Oldest"]];

/** The parameters that make another list; the others only open something beside it. */
const LISTED = ["user", "agent", "run", "view", "state", "order", "q"];

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
    const {view = "memories", state = "current", order = "newest", q = ""} = this.#parameters;
    const name = scopeName(this.#parameters) || scopeName(parametersOf(session().scope ?? {}));
    if (!name) {
      go("users");
      return;
    }
    const query = el("input", {
      type: "search", value: q, maxlength: "1000", placeholder: `Search in these ${view}`, "aria-label": `Search in these ${view}`,
      autocomplete: "off",
    });
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
            this.#again({q: query.value.trim()});
          },
        },
            choice("What is listed", [["memories", "Memories"], ["turns", "Turns"]], view, (chosen) => this.#again({view: chosen === "memories" ? null : chosen, q: null})),
            q ? null : choice("Which come first", ORDERS, order, (chosen) => this.#again({order: chosen === "newest" ? null : chosen})),
            query,
            q ? el("button", {type: "button", class: "quiet", onclick: () => this.#again({q: null})}, "Clear") : null,
            q ? null : choice("Which", STATES.filter(([value]) => this.#type === "memory" || !["past", "expired"].includes(value)), state,
                (chosen) => this.#again({state: chosen === "current" ? null : chosen}))),
        el("div", {class: "split"}, this.#place, this.#panel));
    this.#list = new VirtualList({
      label: view === "turns" ? "Turns" : "Memories",
      signal: this.#on.signal,
      row: (item) => itemRow(item, address("memories", {...this.#parameters, item: item.id, type: item.type})),
      load: (after, signal) => (q ? this.#found(q, signal) : this.#listed(after, signal)),
      none: () => this.#none(),
    });
    this.#place.append(this.#list.element);
    this.#count();
    this.#open();
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
        const index = this.#list.items.findIndex(({id}) => id === item);
        this.update(this.#to({item: null, type: null}));
        this.#list.focus(index);
      },
      changed: (gone) => this.#changed(gone),
    });
  }

  /** Something was changed beside the list. */
  #changed(gone) {
    this.#count();
    if (gone) {
      this.#list.remove(gone);
      this.update(this.#to({item: null, type: null}));
      byId("title").focus();
    } else {
      this.#list.reload();
    }
  }
}
