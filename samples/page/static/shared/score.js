// Why something was recalled: its score, and what each sort of signal gave to it.

import {el} from "./dom.js";

/** What a score is made of, as it is told: a dozen signals would be too many to read. */
const SORTS = {
  dense: "meaning",
  keyword: "words",
  neighbours: "nearby turns", answer: "nearby turns", surroundings: "nearby turns", conversation: "nearby turns",
  facts: "facts",
  time: "time", recency: "time",
  subject: "speaker and form", role: "speaker and form", statement: "speaker and form", opening: "speaker and form",
};

const mark = (sort) => `by-${sort.split(" ")[0]}`;

const number = (score) => (score < .01 ? "< 0.01" : score.toFixed(2));

/**
 * The score as a bar and in words.
 *
 * @param match the score and its shares, each with its signal
 * @param best the best score in the list: its bar is the longest
 */
export function why({score, shares}, best = score) {
  const sums = new Map();
  for (const {signal, share} of shares.filter(({share}) => share > 0)) {
    const sort = SORTS[signal] ?? signal;
    sums.set(sort, (sums.get(sort) ?? 0) + share);
  }
  const bar = el("span", {class: "track", "aria-hidden": "true"}, ...[...sums].map(([sort, share]) => {
    const part = el("span", {class: `part ${mark(sort)}`});
    part.style.width = `${(100 * share) / Math.max(best, score, 1e-9)}%`;
    return part;
  }));
  const told = [...sums].map(([sort, share]) => {
    const percent = Math.round((100 * share) / score);
    return el("span", {class: `key ${mark(sort)}`}, `${percent || "under 1"} % ${sort} `);
  });
  return el("p", {class: "why"}, bar,
      el("span", {class: "score"}, el("span", {class: "unseen"}, "Score "), number(score)),
      el("span", {class: "shares"}, ...told));
}
