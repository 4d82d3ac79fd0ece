// Charts as SVG, drawn by hand: bars that are stacked, or lines with gaps. Each has a title, a description and a table.

import {el} from "../shared/dom.js";
import {axis, nice} from "./scale.js";
import {table} from "./view.js";

const NAMESPACE = "http://www.w3.org/2000/svg";
const HEIGHT = 168;
const LEFT = 46;
const RIGHT = 6;
const TOP = 8;
const BOTTOM = 22;

let charts = 0;

function svg(tag, attributes, ...children) {
  const element = document.createElementNS(NAMESPACE, tag);
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

/**
 * @param title what is shown
 * @param kind "bars" or "lines"
 * @param series each with its name, a class that colours it and a value for each point; null for none
 * @param points the name of each point, for the table and the reading
 * @param ticks the short names under the axis: [index, name]
 * @param format a value in words
 * @param signal aborted when the page is left
 */
export function chart({title, kind, series, points, ticks, format, signal}) {
  const id = `chart-${++charts}`;
  const sums = points.map((_, i) => (kind === "bars"
    ? series.reduce((sum, {values}) => sum + (values[i] ?? 0), 0)
    : Math.max(0, ...series.map(({values}) => values[i] ?? 0))));
  const top = nice(Math.max(...sums, 0));
  const description = describe(title, series, points, format);
  const reading = el("p", {class: "reading", "aria-live": "polite"});
  const place = el("div", {class: "plot"});
  let chosen = null;
  let drawn = null;

  const read = (index) => {
    chosen = index === null ? null : Math.max(0, Math.min(points.length - 1, index));
    reading.textContent = chosen === null ? "" : `${points[chosen]}: ${series.map(({name, values}) => `${name} ${values[chosen] === null ? "–" : format(values[chosen])}`).join(", ")}`;
    drawn?.mark(chosen);
  };
  const draw = () => {
    const width = Math.max(240, place.clientWidth);
    if (drawn?.width !== width) {
      drawn = plot({id, title, description, kind, series, points, ticks, format, top, width});
      place.replaceChildren(drawn.element);
      drawn.mark(chosen);
    }
  };
  place.addEventListener("pointermove", (event) => read(drawn.at(event.clientX - place.getBoundingClientRect().left)));
  place.addEventListener("pointerleave", () => read(null));
  place.addEventListener("keydown", (event) => {
    const steps = {ArrowLeft: -1, ArrowRight: 1}[event.key];
    if (steps) {
      event.preventDefault();
      read((chosen ?? (steps > 0 ? -1 : points.length)) + steps);
    } else if (event.key === "Escape") {
      read(null);
    }
  });
  const resized = new ResizeObserver(draw);
  resized.observe(place);
  signal.addEventListener("abort", () => resized.disconnect());
  return el("figure", {class: "chart"},
      el("figcaption", {}, el("h2", {}, title), el("p", {class: "keys"}, ...series.map(({name, look}) => el("span", {class: `key ${look}`}, name)))),
      place, reading,
      el("details", {class: "legend"}, el("summary", {}, "As a table"), later(() => table(title,
          [{name: "Time"}, ...series.map(({name}) => ({name, number: true}))],
          points.map((point, i) => [point, ...series.map(({values}) => (values[i] === null ? "–" : format(values[i])))])))));
}

/** Made when its details are opened: most are not. */
function later(make) {
  const place = el("div");
  new MutationObserver((_, observer) => {
    observer.disconnect();
    place.append(make());
  }).observe(place, {attributes: true});
  queueMicrotask(() => place.parentElement?.addEventListener("toggle", () => place.setAttribute("data-open", "true"), {once: true}));
  return place;
}

function describe(title, series, points, format) {
  const told = series.map(({name, values}) => {
    const known = values.filter((value) => value !== null);
    return known.length ? `${name}: highest ${format(Math.max(...known))}` : `${name}: none`;
  });
  return `${title} from ${points[0]} to ${points.at(-1)}. ${told.join(". ")}.`;
}

/** Where a name under the axis stands, so that none is cut off. */
function anchored(x, width) {
  const half = 22;
  return x > width - half ? {x: width, "text-anchor": "end"} : x < half ? {x: 0, "text-anchor": "start"} : {x, "text-anchor": "middle"};
}

function plot({id, title, description, kind, series, points, ticks, format, top, width}) {
  const inner = width - LEFT - RIGHT;
  const band = inner / Math.max(1, points.length);
  const x = (i) => LEFT + band * i;
  const y = (value) => TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / top);
  const cursor = svg("rect", {class: "cursor", y: TOP, width: Math.max(1, band), height: HEIGHT - TOP - BOTTOM, visibility: "hidden"});
  const element = svg("svg", {
    viewBox: `0 0 ${width} ${HEIGHT}`, width, height: HEIGHT, role: "img", tabindex: "0", "aria-labelledby": `${id}-title ${id}-description`,
  },
      svg("title", {id: `${id}-title`}, title),
      svg("desc", {id: `${id}-description`}, description),
      ...axis(top).flatMap((value) => [
        svg("line", {class: "grid", x1: LEFT, x2: width - RIGHT, y1: y(value), y2: y(value)}),
        svg("text", {class: "tick", x: LEFT - 6, y: y(value) + 4, "text-anchor": "end"}, format(value))]),
      ...ticks.map(([i, name]) => svg("text", {class: "tick", y: HEIGHT - 6, ...anchored(x(i) + band / 2, width)}, name)),
      cursor,
      ...(kind === "bars" ? bars(series, points, x, y, band) : series.map((one) => line(one, x, y, band))));
  return {
    element,
    width,
    at: (position) => Math.floor((position - LEFT) / band),
    mark: (index) => {
      cursor.setAttribute("visibility", index === null ? "hidden" : "visible");
      cursor.setAttribute("x", index === null ? 0 : x(index));
    },
  };
}

function bars(series, points, x, y, band) {
  const gap = band > 6 ? 1.5 : band > 3 ? 0.75 : 0;
  return points.flatMap((_, i) => {
    let below = 0;
    return series.filter(({values}) => values[i]).map(({look, values}) => {
      const from = below;
      below += values[i];
      return svg("rect", {class: look, x: x(i) + gap / 2, width: Math.max(0.5, band - gap), y: y(below), height: Math.max(0, y(from) - y(below))});
    });
  });
}

/** A line with a gap wherever there is no value; a value between two gaps is a dot. */
function line({look, values}, x, y, band) {
  const parts = [];
  values.forEach((value, i) => {
    if (value !== null) {
      const alone = (values[i - 1] ?? null) === null && (values[i + 1] ?? null) === null;
      const point = `${(x(i) + band / 2).toFixed(1)} ${y(value).toFixed(1)}`;
      parts.push((values[i - 1] ?? null) === null ? `M${point}${alone ? "h0" : ""}` : `L${point}`);
    }
  });
  return svg("path", {class: `line ${look}`, d: parts.join("")});
}
