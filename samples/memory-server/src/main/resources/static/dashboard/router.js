// Addresses: "#/search?user=zoe&q=sister" is the page "search" with those parameters.

/** The page and the parameters of the address; what is missing is empty. */
export function route() {
  const [path, query = ""] = location.hash.replace(/^#\/?/, "").split("?", 2);
  return {page: path, parameters: Object.fromEntries(new URLSearchParams(query))};
}

/** The address of a page. */
export function address(page, parameters = {}) {
  const given = Object.entries(parameters).filter(([, value]) => value !== null && value !== undefined && value !== "");
  const query = new URLSearchParams(given).toString();
  return `#/${page}${query ? `?${query}` : ""}`;
}

/** Goes to a page, with an entry in the browser's history. */
export function go(page, parameters) {
  location.hash = address(page, parameters);
}

/** Changes the address of the page that is shown, without an entry in the browser's history. */
export function replace(page, parameters) {
  history.replaceState(null, "", address(page, parameters));
}

/** The scope that parameters name, with the names that the API has. */
export const scopeOf = ({user, agent, run}) => ({
  ...(user ? {userId: user} : {}), ...(agent ? {agentId: agent} : {}), ...(run ? {runId: run} : {}),
});

/** The parameters of a scope. */
export const parametersOf = ({userId, agentId, runId} = {}) => ({
  ...(userId ? {user: userId} : {}), ...(agentId ? {agent: agentId} : {}), ...(runId ? {run: runId} : {}),
});

export const hasScope = ({user, agent, run}) => Boolean(user || agent || run);

/** A scope in words. */
export const scopeName = ({user, agent, run}) => [user, agent && `agent ${agent}`, run && `run ${run}`].filter(Boolean).join(" · ");
