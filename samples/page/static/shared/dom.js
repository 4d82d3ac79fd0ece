// Elements are made here and nowhere else. Text goes in as text: there is no way from a message to markup.

export const byId = (id) => document.getElementById(id);

/** el("button", {class: "quiet", onclick: f, "aria-pressed": "true"}, "text", child, …) */
export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith("on")) {
      element.addEventListener(name.slice(2), value);
    } else if (value === true) {
      element.setAttribute(name, "");
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, value);
    }
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** Makes a list show these items: what is there already stays as it is, with its focus and whatever is open in it. */
export function show(list, items, key, make) {
  const there = new Map([...list.children].map((child) => [child.dataset.key, child]));
  const wanted = items.map((item) => {
    const child = there.get(key(item)) ?? make(item);
    child.dataset.key = key(item);
    there.delete(key(item));
    return child;
  });
  there.forEach((child) => child.remove());
  wanted.forEach((child, i) => {
    if (list.children[i] !== child) {
      list.insertBefore(child, list.children[i] ?? null);
    }
  });
}

const moment = new Intl.DateTimeFormat(undefined, {dateStyle: "medium", timeStyle: "short"});

export const time = (instant) => el("time", {datetime: instant}, moment.format(new Date(instant)));

export const plural = (count, one, many = one + "s") => `${count.toLocaleString()} ${count === 1 ? one : many}`;

/** Long texts are folded; a turn can have a hundred thousand characters. */
const LONGEST = 600;

export function words(text, properties = {}) {
  if (text.length <= LONGEST) {
    return el("p", properties, text);
  }
  const cut = [...text.slice(0, LONGEST)].slice(0, -1).join("") + "…";
  const shown = el("span", {}, cut);
  const more = el("button", {
    type: "button", class: "quiet small", "aria-expanded": "false", onclick: () => {
      const open = more.getAttribute("aria-expanded") === "true";
      more.setAttribute("aria-expanded", String(!open));
      shown.textContent = open ? cut : text;
      more.textContent = open ? label : "Show less";
    },
  });
  const label = `Show all ${text.length.toLocaleString()} characters`;
  more.textContent = label;
  return el("p", properties, shown, " ", more);
}

/** Says something to a screen reader, and shows it for a moment if it is not to be seen elsewhere. */
export function say(text) {
  byId("spoken").textContent = text;
}

let hiding;

export function toast(text) {
  const toasted = byId("toast");
  toasted.textContent = text;
  toasted.classList.add("shown");
  clearTimeout(hiding);
  hiding = setTimeout(() => toasted.classList.remove("shown"), 6000);
}

/** Asks before something that cannot be undone. Resolves to null, or to what was chosen. */
export function ask({title, text, quote, yes, check}) {
  const dialog = byId("ask");
  byId("ask-title").textContent = title;
  byId("ask-text").textContent = text;
  byId("ask-quote").hidden = !quote;
  byId("ask-quote").textContent = quote ?? "";
  byId("ask-check").hidden = !check;
  byId("ask-check-text").textContent = check ?? "";
  byId("ask-checked").checked = true;
  byId("ask-yes").textContent = yes;
  dialog.returnValue = "no";
  dialog.showModal();
  return new Promise((resolve) => dialog.addEventListener("close", () => {
    byId("ask-quote").textContent = "";
    resolve(dialog.returnValue === "yes" ? {checked: Boolean(check) && byId("ask-checked").checked} : null);
  }, {once: true}));
}
