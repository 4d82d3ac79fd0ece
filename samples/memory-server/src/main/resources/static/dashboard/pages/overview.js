// The state of the tenant's memory, and its calls over time.

import {el, plural} from "../../shared/dom.js";
import * as api from "../api.js";
import {chart} from "../chart.js";
import {address, replace} from "../router.js";
import {count, millis, times} from "../scale.js";
import {session} from "../session.js";
import {spendingChart} from "../spending-chart.js";
import {choice, fill, head, tile} from "../view.js";

const RANGES = [["1", "1 hour"], ["24", "24 hours"], ["168", "7 days"], ["720", "30 days"]];
const REFRESH = 30_000;

export function overview(main, {hours = "24"}, {signal, failed}) {
  const tiles = el("div", {class: "tiles"});
  const charts = el("div", {class: "charts"});
  let range = hours;
  const load = async () => {
    const [status, calls, spending] = await Promise.all([api.admin.status(signal), api.admin.calls(range, signal), spendingChart(30, signal)]);
    return [counts(status), [...callCharts(calls, signal), spending]];
  };
  const first = () => fill(charts, signal, async () => {
    const [stated, drawn] = await load();
    tiles.replaceChildren(...stated);
    return drawn;
  });
  main.append(
      head("Overview", choice("Range of time", RANGES, range, (chosen) => {
        range = chosen;
        replace("overview", {hours: chosen === "24" ? null : chosen});
        first();
      })),
      tiles, charts);
  first();
  const timer = setInterval(async () => {
    // What is being read stays as it is.
    if (document.hidden || charts.contains(document.activeElement) || charts.matches(":hover")) {
      return;
    }
    try {
      const [stated, drawn] = await load();
      tiles.replaceChildren(...stated);
      charts.replaceChildren(...drawn);
    } catch (thrown) {
      failed(thrown);
    }
  }, REFRESH);
  signal.addEventListener("abort", () => clearInterval(timer));
}

function counts(status) {
  const model = session().languageModel;
  return [
    tile("Memories", count(status.memories), `${count(status.past)} past`),
    tile("Turns", count(status.turns), model ? `extracted by ${model}` : "no language model: nothing is extracted"),
    tile("Pending", count(status.pendingTurns), status.pendingTurns ? "turns to be extracted" : "nothing to be extracted", address("extraction")),
    tile("Parked", count(status.parkedTurns), status.parkedTurns ? "extraction failed" : "nothing failed", address("extraction"), status.parkedTurns > 0),
    tile("Index", status.indexAvailable ? (status.indexLag ? `${count(status.indexLag)} behind` : "Up to date") : "Unavailable",
        status.indexAvailable ? status.embedder : "searches use the database", null, !status.indexAvailable),
  ];
}

/** The length of a bar's time in words. */
function length(seconds) {
  return seconds < 3600 ? plural(seconds / 60, "minute") : plural(seconds / 3600, "hour");
}

function callCharts({points, stepSeconds}, signal) {
  const {points: names, ticks} = times(points.map(({at}) => at));
  const of = (type, field) => points.map((point) => point[type][field] ?? null);
  const latencies = (type) => [
    {name: "p95", look: "look-c", values: of(type, "p95Millis")},
    {name: "p50", look: "look-b", values: of(type, "p50Millis")},
  ];
  const common = {points: names, ticks, signal};
  const failures = points.some(({adds, searches}) => adds.failures || searches.failures);
  const succeeded = (type) => points.map((point) => point[type].calls - point[type].failures);
  return [
    chart({...common, title: `Calls per ${length(stepSeconds).replace(/^1 /, "")}`, kind: "bars", format: count, series: [
      {name: "Searches", look: "look-b", values: succeeded("searches")},
      {name: "Adds", look: "look-a", values: succeeded("adds")},
      ...(failures ? [{name: "Failed", look: "look-d", values: points.map(({adds, searches}) => adds.failures + searches.failures)}] : []),
    ]}),
    chart({...common, title: "Latency of searches", kind: "lines", format: millis, series: latencies("searches")}),
    chart({...common, title: "Latency of adds", kind: "lines", format: millis, series: latencies("adds")}),
  ];
}
