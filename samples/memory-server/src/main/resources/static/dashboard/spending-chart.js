// The tokens that extraction used on each day.

import * as api from "./api.js";
import {chart} from "./chart.js";
import {count, times} from "./scale.js";

const DAY = 864e5;

const dayOf = (time) => new Date(time).toISOString().slice(0, 10);

/** The days up to today, in UTC, each with its tokens. */
export async function spendingOf(days, signal) {
  const now = Date.now();
  const from = dayOf(now - (days - 1) * DAY);
  const used = new Map((await api.admin.spending(from, signal)).map(({day, tokens}) => [day, tokens]));
  return Array.from({length: days}, (_, i) => dayOf(now - (days - 1 - i) * DAY)).map((day) => ({day, tokens: used.get(day) ?? 0}));
}

export function drawSpending(spent, signal) {
  // At noon it is the same day in nearly every time zone.
  const {points, ticks} = times(spent.map(({day}) => `${day}T12:00:00Z`), true);
  return chart({
    title: "Tokens per day", kind: "bars", format: count, points, ticks, signal,
    series: [{name: "Tokens", look: "look-e", values: spent.map(({tokens}) => tokens)}],
  });
}

export const spendingChart = async (days, signal) => drawSpending(await spendingOf(days, signal), signal);
