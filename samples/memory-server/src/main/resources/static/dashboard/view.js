// Parts that pages have in common: their head, and what they show while there is nothing, or nothing yet.

import {el} from "../shared/dom.js";

/** A page's title with actions at its end. */
export const head = (title, ...actions) =>
  el("div", {class: "head"}, el("h1", {id: "title", tabindex: "-1"}, title), el("div", {class: "head-actions"}, ...actions));

export const loading = (text = "Loading…") => el("p", {class: "state", role: "status"}, el("span", {class: "dots", "aria-hidden": "true"}), text);

export const empty = (title, text, ...actions) =>
  el("div", {class: "state"}, el("p", {class: "state-title"}, title), text ? el("p", {}, text) : null, ...actions);

/** What a call threw, with a way to repeat it. */
export const failure = (thrown, again) => el("div", {class: "state failed", role: "alert"},
    el("p", {class: "state-title"}, thrown.status === 403 ? "Not permitted" : thrown.status === 404 ? "Not found" : "This did not work"),
    el("p", {}, thrown.message),
    again ? el("button", {type: "button", class: "quiet small", onclick: again}, "Try again") : null);

/**
 * Shows in a place what a task makes, and until then that it loads. A failure is shown in the same place, unless the page
 * was left.
 */
export async function fill(place, signal, task) {
  place.replaceChildren(loading());
  place.setAttribute("aria-busy", "true");
  try {
    const made = await task();
    if (!signal.aborted) {
      place.replaceChildren(...[made].flat().filter(Boolean));
    }
  } catch (thrown) {
    if (!signal.aborted && thrown.name !== "AbortError") {
      place.replaceChildren(failure(thrown, () => fill(place, signal, task)));
    }
  } finally {
    place.removeAttribute("aria-busy");
  }
}

/** Buttons of which one is chosen. */
export function choice(label, options, chosen, choose) {
  const group = el("div", {class: "choice", role: "group", "aria-label": label});
  for (const [value, name] of options) {
    group.append(el("button", {
      type: "button", class: "small", "aria-pressed": String(value === chosen), onclick: () => {
        group.querySelectorAll("button").forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.value === value)));
        choose(value);
      }, "data-value": value,
    }, name));
  }
  return group;
}

/** A number that tells the state of something; with an address it leads there. */
export function tile(name, value, note, href, warns = false) {
  const parts = [el("span", {class: "label"}, name), el("strong", {}, value), el("span", {class: "note"}, note)];
  return href ? el("a", {class: `measure${warns ? " warns" : ""}`, href}, ...parts) : el("div", {class: `measure${warns ? " warns" : ""}`}, ...parts);
}

/** A field with its label above. */
export function field(label, input, note) {
  return el("label", {class: "field"}, el("span", {class: "label"}, label), input, note ? el("span", {class: "note"}, note) : null);
}

/** A table with a heading for each column; a row is a list of cells. */
export function table(caption, columns, rows) {
  return el("div", {class: "table", tabindex: "0", role: "region", "aria-label": caption},
      el("table", {},
          el("caption", {class: "unseen"}, caption),
          el("thead", {}, el("tr", {}, ...columns.map((column) => el("th", {scope: "col", class: column.number ? "number" : null}, column.name)))),
          el("tbody", {}, ...rows.map((cells) => el("tr", {}, ...cells.map((cell, i) =>
            el(i === 0 ? "th" : "td", {scope: i === 0 ? "row" : null, class: columns[i].number ? "number" : null, "data-label": columns[i].name}, cell)))))));
}

const ago = new Intl.RelativeTimeFormat("en", {numeric: "auto", style: "short"});
const UNITS = [["year", 31536e6], ["month", 2628e6], ["day", 864e5], ["hour", 36e5], ["minute", 6e4]];

/** A time as a distance from now; the exact time is in its title. */
export function when(instant) {
  if (!instant) {
    return el("span", {class: "soft"}, "–");
  }
  const date = new Date(instant);
  const distance = date - Date.now();
  const [unit, size] = UNITS.find(([, size]) => Math.abs(distance) >= size) ?? ["minute", 6e4];
  return el("time", {datetime: instant, title: date.toLocaleString()}, ago.format(Math.round(distance / size), unit));
}
