// What extraction costs: the tokens of prompts and replies, by the day.

import {el} from "../../shared/dom.js";
import {replace} from "../router.js";
import {count} from "../scale.js";
import {session} from "../session.js";
import {drawSpending, spendingOf} from "../spending-chart.js";
import {choice, empty, fill, head, tile} from "../view.js";

const RANGES = [["30", "30 days"], ["90", "90 days"], ["365", "1 year"]];

export function spending(main, {days = "30"}, {signal}) {
  const place = el("div", {class: "stack"});
  const show = (range) => fill(place, signal, async () => {
    const spent = await spendingOf(Number(range), signal);
    const total = spent.reduce((sum, {tokens}) => sum + tokens, 0);
    const used = spent.filter(({tokens}) => tokens > 0);
    if (!total) {
      return empty("No tokens were used", session().languageModel ? "Extraction uses tokens when turns are added." : "This server has no language model.");
    }
    const most = used.reduce((one, other) => (other.tokens > one.tokens ? other : one));
    return [
      el("div", {class: "tiles"},
          tile("Today", count(spent.at(-1).tokens), "tokens, in UTC"),
          tile("In this time", count(total), "tokens"),
          tile("On average", count(Math.round(total / used.length)), "tokens on a day with extraction"),
          tile("Most", count(most.tokens), `on ${most.day}`)),
      drawSpending(spent, signal),
    ];
  });
  main.append(
      head("Spending", choice("Range of time", RANGES, days, (chosen) => {
        replace("spending", {days: chosen === "30" ? null : chosen});
        show(chosen);
      })),
      el("p", {class: "note"}, "Tokens of prompts and replies that extracted facts and wrote summaries, of all users of the tenant."),
      place);
  show(days);
}
