// A search as an agent makes it: why each hit was recalled, and what went into the prompt.

import {el, plural, say} from "../../shared/dom.js";
import {why} from "../../shared/score.js";
import * as api from "../api.js";
import {badges, kindOf} from "../item-row.js";
import {address, hasScope, replace, scopeOf} from "../router.js";
import {scopeFields} from "../scope-fields.js";
import {session} from "../session.js";
import {empty, failure, field, head, loading, tile, when} from "../view.js";

const STATUS = {
  OWN_LINE: "In the prompt",
  OTHER_LINES: "In the prompt, stated by another line",
  NOT_RELEVANT: "Left out: the memory is unlikely to hold what was asked for",
  CONVERSATION_FULL: "Left out: enough of its conversation is in the prompt",
  OVER_BUDGET: "Left out: the token budget is used up",
  NO_CONTEXT: "No prompt was requested",
};

export function search(main, parameters, {signal}) {
  const scope = scopeFields(parameters);
  const query = el("input", {type: "search", name: "q", value: parameters.q ?? "", maxlength: "10000", required: true, placeholder: "What an agent would ask", autocomplete: "off"});
  const asOf = el("input", {type: "datetime-local", name: "asof", value: parameters.asof ?? ""});
  const limit = el("input", {type: "number", name: "limit", min: "1", max: "100", value: parameters.limit ?? "10"});
  const budget = el("input", {type: "number", name: "tokens", min: "0", max: "100000", step: "1", value: parameters.tokens ?? "1000"});
  const results = el("div", {class: "results"});
  let running = null;

  const run = async () => {
    const given = {...scope.value(), q: query.value.trim(), asof: asOf.value || null,
      limit: limit.value === "10" ? null : limit.value, tokens: budget.value === "1000" ? null : budget.value};
    replace("search", given);
    if (!given.q || (!hasScope(given) && !session().scope)) {
      results.replaceChildren(empty("Ask something", "Name a user, agent or run, and what an agent would ask. "
        + "The hits come with each signal’s share of their score."));
      return;
    }
    running?.abort();
    const controller = running = new AbortController();
    signal.addEventListener("abort", () => controller.abort());
    results.replaceChildren(loading("Searching…"));
    const at = given.asof ? new Date(given.asof).toISOString() : null;
    try {
      const found = await api.search({
        ...scopeOf(given), query: given.q, limit: Number(limit.value), tokenBudget: Number(budget.value), explain: true,
        ...(at ? {asOf: {valid: at, recorded: at}} : {}),
      }, controller.signal);
      results.replaceChildren(...shown(found, given));
      say(plural(found.hits.length, "hit"));
    } catch (thrown) {
      if (thrown.name !== "AbortError") {
        results.replaceChildren(failure(thrown, run));
      }
    }
  };

  main.append(head("Search"),
      el("form", {
        class: "search-form", role: "search", onsubmit: (event) => {
          event.preventDefault();
          run();
        },
      },
          el("div", {class: "search-line"}, field("Query", query), el("button", {type: "submit", class: "primary"}, "Search")),
          el("div", {class: "search-options"}, ...scope.elements, field("As of", asOf), field("Hits", limit), field("Tokens", budget))),
      results);
  run();
}

function shown({hits, context, contextTokens, notices, relevance}, given) {
  const best = Math.max(...hits.map(({score}) => score), 0);
  return [
    el("div", {class: "tiles"},
        tile("Relevance", `${Math.round(relevance.probability * 100)} %`, "probability that it is known"),
        tile("Best score", relevance.score.toFixed(2), "0 to 1"),
        tile("Similarity", relevance.similarity.toFixed(2), "highest with the query"),
        tile("Words", `${Math.round(relevance.coverage * 100)} %`, "of the query in one hit"),
        tile("Prompt", plural(contextTokens, "token"), `${plural(hits.filter(({contextStatus}) => contextStatus.startsWith("O") && contextStatus !== "OVER_BUDGET").length, "hit")} stated`)),
    ...notices.map((notice) => el("p", {class: "note notice"}, notice)),
    el("div", {class: "columns"},
        el("section", {"aria-label": "Hits"}, el("h2", {}, plural(hits.length, "hit")),
            hits.length ? el("ol", {class: "hits"}, ...hits.map((hit) => hitCard(hit, best, given))) : empty("Nothing was found")),
        el("section", {"aria-label": "Prompt"}, el("h2", {}, "What went into the prompt"),
            context ? el("pre", {class: "code prompt", tabindex: "0"}, context) : el("p", {class: "note"}, "Nothing went into the prompt."))),
  ];
}

function hitCard({item, score, explanation, contextStatus}, best, given) {
  const {user, agent, run} = given;
  const inside = contextStatus === "OWN_LINE" || contextStatus === "OTHER_LINES";
  return el("li", {class: "hit"},
      el("p", {class: "words"}, el("a", {
        href: address("memories", {user, agent, run, view: item.type === "turn" ? "turns" : null, item: item.id, type: item.type}),
      }, item.text.slice(0, 500))),
      el("p", {class: "row-meta"}, el("span", {class: `kind ${item.type}`}, kindOf(item)), ...badges(item),
          when(item.type === "turn" ? item.saidAt : item.recordedAt),
          el("span", {class: `context-status ${inside ? "in" : "out"}`}, STATUS[contextStatus] ?? contextStatus)),
      why({score, shares: explanation}, best),
      el("details", {class: "legend"}, el("summary", {}, "Signals"),
          el("table", {class: "signals"},
              el("thead", {}, el("tr", {}, el("th", {scope: "col"}, "Signal"), el("th", {scope: "col", class: "number"}, "Value"), el("th", {scope: "col", class: "number"}, "Share"))),
              el("tbody", {}, ...explanation.map(({signal, value, share}) => el("tr", {}, el("th", {scope: "row"}, signal),
                  el("td", {class: "number"}, value.toFixed(3)), el("td", {class: "number"}, share.toFixed(3))))))));
}
