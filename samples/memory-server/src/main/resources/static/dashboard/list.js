// A list of which only the rows in sight exist, loaded page by page while it is scrolled.

import {el} from "../shared/dom.js";
import {empty, failure, loading} from "./view.js";

/** Rows beyond the edges of what is in sight, so that quick scrolling shows no gaps. */
const MARGIN = 8;

/** The next page is loaded when so many rows are left. */
const AHEAD = 100;

export class VirtualList {
  #items = [];
  #next;
  #load;
  #row;
  #none;
  #signal;
  #loading = null;
  #failed = null;
  #rows = new Map();
  #active = 0;
  #generation = 0;
  #list;
  #drawing = false;

  /**
   * @param label what is listed
   * @param load loads the page after a cursor, null for the first: {items, next}
   * @param row makes the element of an item, an "a" or a "button"
   * @param none what is shown if there are no items
   * @param signal aborted when the page is left
   */
  constructor({label, load, row, none = () => empty("Nothing here"), signal}) {
    this.#load = load;
    this.#row = row;
    this.#none = none;
    this.#signal = signal;
    this.#list = el("ul", {class: "rows", role: "list", "aria-label": label});
    this.state = el("div", {class: "list-state"});
    this.element = el("div", {class: "virtual"}, this.#list, this.state);
    this.element.addEventListener("scroll", () => this.#drawSoon(), {passive: true});
    this.#list.addEventListener("keydown", (event) => this.#key(event));
    const resized = new ResizeObserver(() => this.#drawSoon());
    resized.observe(this.element);
    signal.addEventListener("abort", () => resized.disconnect());
    this.reload();
  }

  get items() {
    return this.#items;
  }

  /** Loads everything anew. What was listed stays in sight until then. */
  async reload() {
    this.#generation++;
    this.#next = undefined;
    this.#failed = null;
    this.#loading = null;
    await this.#more(true);
  }

  /** Takes an item out of the list, without loading it anew. */
  remove(id) {
    const index = this.#items.findIndex((item) => item.id === id);
    if (index >= 0) {
      this.#items.splice(index, 1);
      this.#clear();
      this.#draw();
    }
  }

  #clear() {
    this.#rows.forEach((row) => row.remove());
    this.#rows.clear();
  }

  async #more(first = false) {
    if (this.#loading || this.#next === null) {
      return;
    }
    const generation = this.#generation;
    this.#failed = null;
    this.#loading = true;
    this.#tell();
    try {
      const page = await this.#load(first ? null : this.#next, this.#signal);
      if (generation !== this.#generation || this.#signal.aborted) {
        return;
      }
      if (first) {
        this.#items = [];
        this.#active = 0;
        this.#clear();
        this.element.scrollTop = 0;
      }
      this.#items.push(...page.items);
      this.#next = page.next ?? null;
      this.#rows.forEach((row) => row.setAttribute("aria-setsize", this.#size()));
    } catch (thrown) {
      if (generation !== this.#generation || thrown.name === "AbortError") {
        return;
      }
      this.#failed = thrown;
    }
    this.#loading = false;
    this.#tell();
    this.#draw();
  }

  #size() {
    return this.#next === null ? this.#items.length : -1;
  }

  #tell() {
    const parts = this.#failed
      ? [failure(this.#failed, () => this.#more(this.#items.length === 0))]
      : this.#loading ? [loading()]
        : this.#items.length === 0 ? [this.#none()] : [];
    this.state.replaceChildren(...parts);
    this.element.setAttribute("aria-busy", String(Boolean(this.#loading)));
  }

  /** Rows are as high as the style sheet says: it differs on a phone. */
  #height() {
    return parseFloat(getComputedStyle(this.#list).getPropertyValue("--row")) || 64;
  }

  #drawSoon() {
    if (!this.#drawing) {
      this.#drawing = true;
      requestAnimationFrame(() => {
        this.#drawing = false;
        this.#draw();
      });
    }
  }

  #draw() {
    const height = this.#height();
    const {scrollTop, clientHeight} = this.element;
    const from = Math.max(0, Math.floor(scrollTop / height) - MARGIN);
    const to = Math.min(this.#items.length, Math.ceil((scrollTop + clientHeight) / height) + MARGIN);
    this.#list.style.height = `${this.#items.length * height}px`;
    const focused = [...this.#rows].find(([, row]) => row.contains(document.activeElement))?.[0];
    for (const [index, row] of this.#rows) {
      if ((index < from || index >= to) && index !== focused) {
        row.remove();
        this.#rows.delete(index);
      }
    }
    let before = null;
    for (let index = to - 1; index >= from; index--) {
      let row = this.#rows.get(index);
      if (!row) {
        row = this.#make(index);
        this.#rows.set(index, row);
        this.#list.insertBefore(row, before);
      }
      row.style.transform = `translateY(${index * height}px)`;
      before = row;
    }
    // One row takes the focus when the list is entered: the last one that had it, or else the first in sight.
    const tabbable = this.#rows.has(this.#active) ? this.#active : Math.min(from + MARGIN, Math.max(from, to - 1));
    this.#rows.forEach((row, index) => {
      row.firstChild.tabIndex = index === tabbable ? 0 : -1;
    });
    if (this.#items.length - to < AHEAD && this.#items.length > 0 && !this.#failed) {
      this.#more();
    }
  }

  #make(index) {
    const content = this.#row(this.#items[index], index);
    content.addEventListener("focus", () => {
      this.#active = index;
    });
    return el("li", {class: "row-item", "aria-posinset": index + 1, "aria-setsize": this.#size()}, content);
  }

  #key(event) {
    const perPage = Math.max(1, Math.floor(this.element.clientHeight / this.#height()) - 1);
    const target = {
      ArrowDown: this.#active + 1, ArrowUp: this.#active - 1, PageDown: this.#active + perPage, PageUp: this.#active - perPage,
      Home: 0, End: this.#items.length - 1,
    }[event.key];
    if (target === undefined || event.altKey || event.ctrlKey || event.metaKey) {
      return;
    }
    event.preventDefault();
    this.focus(Math.max(0, Math.min(this.#items.length - 1, target)));
  }

  /** Scrolls to a row and gives it the focus. */
  focus(index) {
    if (index < 0 || index >= this.#items.length) {
      return;
    }
    const height = this.#height();
    const {scrollTop, clientHeight} = this.element;
    const top = index * height;
    if (top < scrollTop) {
      this.element.scrollTop = top;
    } else if (top + height > scrollTop + clientHeight) {
      this.element.scrollTop = top + height - clientHeight;
    }
    this.#active = index;
    this.#draw();
    this.#rows.get(index)?.firstChild.focus({preventScroll: true});
  }
}
