// Numbers and times on the axes of charts.

/** The least round number that is not below the highest value. */
export function nice(highest) {
  if (highest <= 0) {
    return 1;
  }
  const unit = 10 ** Math.floor(Math.log10(highest));
  return unit * [1, 2, 3, 4, 5, 6, 8, 10].find((factor) => factor * unit >= highest * 0.999);
}

/** The values with a line across the chart, from 0 to the top. */
export const axis = (top) => [0, top / 2, top];

const compact = new Intl.NumberFormat("en", {notation: "compact", maximumFractionDigits: 1});

export const count = (value) => (value >= 10_000 ? compact.format(value) : Number(value.toFixed(1)).toLocaleString());

export const millis = (value) => (value >= 1000 ? `${(value / 1000).toFixed(1)} s` : value >= 10 || value === 0 ? `${Math.round(value)} ms` : `${value.toFixed(1)} ms`);

const clock = new Intl.DateTimeFormat(undefined, {hour: "2-digit", minute: "2-digit"});
const date = new Intl.DateTimeFormat(undefined, {day: "numeric", month: "short"});
const both = new Intl.DateTimeFormat(undefined, {day: "numeric", month: "short", hour: "2-digit", minute: "2-digit"});

const MINUTE = 6e4;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Distances of the times under an axis. */
const DISTANCES = [10 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 5 * DAY, 10 * DAY, 30 * DAY, 60 * DAY];

/** At most so many times stand under an axis. */
const MOST = 7;

/** The names of points in time: all of them, and round times to stand under the axis. */
export function times(instants, days) {
  const parsed = instants.map((instant) => new Date(instant));
  const format = days ? date : both;
  const distance = DISTANCES.find((one) => (parsed.at(-1) - parsed[0]) / one <= MOST) ?? DISTANCES.at(-1);
  const short = distance < DAY ? clock : date;
  const local = (time) => Math.floor((time.getTime() - time.getTimezoneOffset() * MINUTE) / distance);
  return {
    points: parsed.map((time) => format.format(time)),
    ticks: parsed.map((time, i) => [i, short.format(time)]).filter(([i]) => i > 0 && local(parsed[i]) !== local(parsed[i - 1])),
  };
}
