// The pane on the right: what was recalled for an answer, and everything that is remembered of the user.

import * as api from "./api.js";
import {card, key} from "./cards.js";
import {ask, byId, plural, say, show, toast} from "./shared/dom.js";

const oneLine = (text) => text.trim().replace(/\s+/g, " ");

/** More are behind a button: the best few are what matters. */
const FIRST = 3;

export class MemoryPane {
  #user = null;
  #changed;
  #failed;
  #recalled = null;
  #unfolded = false;
  #gone = new Set();
  #pages = {memories: 1, turns: 1};
  #searching = null;
  #loads = 0;

  /**
   * @param changed called with the ids that are gone (null for all), the id that was corrected if one was, the words that are
   *     gone, and what to say in their place
   * @param failed called with what a call threw
   */
  constructor(changed, failed) {
    this.#changed = changed;
    this.#failed = failed;
    byId("recalled-more").addEventListener("click", () => {
      this.#unfolded = !this.#unfolded;
      this.#showRecalled();
    });
    byId("facts-more").addEventListener("click", () => this.#more("memories"));
    byId("said-more").addEventListener("click", () => this.#more("turns"));
    byId("forget-all").addEventListener("click", () => this.#forgetAll());
    byId("search").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#search();
    });
    let typing;
    byId("query").addEventListener("input", () => {
      clearTimeout(typing);
      typing = setTimeout(() => this.#search(), 250);
    });
  }

  open(user) {
    this.#user = user;
    this.#gone.clear();
    this.#pages = {memories: 1, turns: 1};
    byId("query").value = "";
    for (const id of ["facts-items", "said-items", "found-items", "hidden-items"]) {
      byId(id).replaceChildren();
    }
    byId("facts").hidden = byId("said").hidden = byId("hidden").hidden = byId("found-items").hidden = true;
    byId("memory-title").textContent = `Memory of ${user}`;
    byId("all-note").textContent = "Loading…";
    this.explain(null);
    return this.refresh();
  }

  /** Shows what was recalled for an answer; null while there is none. */
  explain(answer) {
    this.#recalled = answer;
    this.#unfolded = false;
    this.#showRecalled();
  }

  /** Reads anew what is shown. */
  async refresh() {
    const user = this.#user;
    const load = ++this.#loads;
    try {
      const [stats, facts, said, hidden] = await Promise.all(
          [api.stats(user), this.#listed("memories"), this.#listed("turns"), api.suppressed(user)]);
      if (load !== this.#loads) {
        return;
      }
      this.stats = stats;
      byId("count").textContent = stats.turns + stats.memories ? (stats.turns + stats.memories).toLocaleString() : "";
      this.#showListed(facts, said, hidden);
      if (this.#searching) {
        await this.#search();
      }
    } catch (failure) {
      this.#failed(failure);
    }
  }

  async #listed(what) {
    const user = this.#user;
    const items = [];
    let next = null;
    for (let i = 0; i < this.#pages[what] && (i === 0 || next); i++) {
      const page = await api[what](user, next);
      items.push(...page.items);
      next = page.next;
    }
    return {items, next};
  }

  #showListed(facts, said, hidden) {
    this.#fill("hidden-items", hidden.items.map((item) => ({...item, hidden: true})));
    byId("hidden").hidden = hidden.items.length === 0;
    byId("hidden-title").textContent = `Hidden from recall (${hidden.items.length.toLocaleString()})`;
    this.#fill("facts-items", facts.items);
    this.#fill("said-items", said.items);
    byId("facts-more").hidden = !facts.next;
    byId("said-more").hidden = !said.next;
    const none = this.stats.turns + this.stats.memories === 0;
    byId("forget-all").hidden = none;
    byId("search").hidden = none && !this.#searching;
    if (!this.#searching) {
      byId("facts").hidden = facts.items.length === 0;
      byId("said").hidden = said.items.length === 0;
      byId("all-note").textContent = none
        ? `Nothing yet. What is said in the chat appears here at once, and ${this.#user} can correct or forget it.`
        : [
          this.stats.memories ? plural(this.stats.memories, "memory", "memories") : "",
          this.stats.turns ? `${plural(this.stats.turns, "turn")} word for word` : "",
        ].filter(Boolean).join(", ");
    }
  }

  #fill(id, items) {
    const user = this.#user;
    show(byId(id), items, key, (item) => card(item, user, (...change) => this.#change(...change), this.#failed));
  }

  #showRecalled() {
    const answer = this.#recalled;
    const items = (answer?.items ?? []).filter(({id}) => !this.#gone.has(id));
    const gone = (answer?.items.length ?? 0) - items.length;
    const best = Math.max(...items.map(({match}) => match.score), 0);
    // What the answer quotes word for word comes first: it is the reason, whatever its score.
    const said = oneLine(answer?.text ?? "");
    const told = items
      .map((item) => ({...item, best, quoted: item.text.length > 3 && said.includes(oneLine(item.text))}))
      .sort((one, other) => other.quoted - one.quoted);
    const shown = this.#unfolded ? told : told.slice(0, FIRST);
    this.#fill("recalled-items", shown);
    const more = byId("recalled-more");
    more.hidden = told.length <= FIRST;
    more.textContent = this.#unfolded ? "Show fewer" : `Show ${told.length - FIRST} more`;
    byId("legend").hidden = told.length === 0;
    byId("recalled-note").textContent = [
      !answer ? "Ask something. What memory puts before the model shows here, with the reason."
        : answer.items.length === 0 ? "Nothing was recalled for this answer." : "",
      gone ? `${plural(gone, "thing")} that this answer used ${gone === 1 ? "was" : "were"} changed or forgotten since.` : "",
      ...(answer?.notices ?? []),
    ].filter(Boolean).join(" ");
  }

  async #more(what) {
    this.#pages[what]++;
    await this.refresh();
  }

  async #search() {
    const query = byId("query").value.trim();
    this.#searching?.abort();
    this.#searching = query ? new AbortController() : null;
    const searching = this.#searching;
    byId("found-items").hidden = !query;
    if (!query) {
      byId("found-items").replaceChildren();
      byId("facts").hidden = byId("facts-items").children.length === 0;
      byId("said").hidden = byId("said-items").children.length === 0;
      await this.refresh();
      return;
    }
    byId("facts").hidden = byId("said").hidden = true;
    try {
      const found = await api.search(this.#user, query, searching.signal);
      const best = Math.max(...found.map(({match}) => match.score), 0);
      this.#fill("found-items", found.map((item) => ({...item, best})));
      const told = found.length ? `The ${plural(found.length, "thing")} nearest to “${query}”.` : `Nothing is near “${query}”.`;
      byId("all-note").textContent = told;
      say(told);
    } catch (failure) {
      if (failure.name !== "AbortError") {
        this.#failed(failure);
      }
    }
  }

  async #change(gone, {edited, corrected, text, told} = {}) {
    gone.forEach((id) => this.#gone.add(id));
    if (corrected) {
      this.#gone.add(corrected);
    }
    this.#showRecalled();
    this.#changed(gone, corrected, text, told);
    await this.refresh();
    const focused = edited ? document.querySelector(`#pane li[data-id="${CSS.escape(edited.id)}"] button`) : null;
    (focused ?? byId("memory-title")).focus();
  }

  async #forgetAll() {
    const user = this.#user;
    const answer = await ask({
      title: `Forget everything about ${user}?`,
      text: `${plural(this.stats.memories, "memory", "memories")} and ${plural(this.stats.turns, "turn")} are destroyed`
        + " for good, with their history. Nothing brings them back.",
      yes: "Forget everything",
    });
    if (answer) {
      try {
        await api.forgetAll(user);
        toast(`Everything about ${user} is forgotten.`);
        this.explain(null);
        this.#changed(null);
        await this.refresh();
        byId("memory-title").focus();
      } catch (failure) {
        this.#failed(failure);
      }
    }
  }
}
