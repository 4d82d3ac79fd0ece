// The server, as functions. Whose memory is meant stands in every call.

/** The server said no; the message says why. */
export class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** The server did not answer. */
export class Unreachable extends Error {
  constructor() {
    super("The server does not answer.");
  }
}

const JSON_TYPE = {"Content-Type": "application/json"};

async function call(path, user, {query = {}, ...options} = {}) {
  const parameters = new URLSearchParams({...(user === null ? {} : {user}), ...query});
  let response;
  try {
    response = await fetch(`/api/${path}?${parameters}`, options);
  } catch (failure) {
    throw failure.name === "AbortError" ? failure : new Unreachable();
  }
  if (!response.ok) {
    const problem = await response.json().catch(() => ({}));
    throw new Refused(response.status, problem.detail ?? `The server answered with ${response.status}.`);
  }
  return response;
}

const read = async (...call_) => {
  const response = await call(...call_);
  try {
    return await response.json();
  } catch {
    throw new Unreachable();
  }
};

const item = (id) => `items/${encodeURIComponent(id)}`;
const page = (after) => ({query: after ? {after} : {}});

export const status = () => read("status", null);
export const stats = (user) => read("stats", user);
export const conversation = (user, id) => read(`conversations/${id}`, user);
export const memories = (user, after) => read("memories", user, page(after));
export const turns = (user, after) => read("turns", user, page(after));
export const search = (user, q, signal) => read("search", user, {query: {q}, signal});
export const quotes = (user, id) => read(`${item(id)}/quotes`, user);
export const history = (user, id) => read(`${item(id)}/history`, user);
export const sources = (user, id) => read(`${item(id)}/sources`, user);
export const suppressed = (user) => read("suppressed", user);
export const suppress = (user, id) => call(`${item(id)}/suppressed`, user, {method: "PUT", headers: JSON_TYPE, body: "{}"});
export const unsuppress = (user, id) => call(`${item(id)}/suppressed`, user, {method: "DELETE"});
export const undo = (user, step) => call(`steps/${encodeURIComponent(step)}`, user, {method: "DELETE"});
export const forget = (user, id) => read(item(id), user, {method: "DELETE"});
export const forgetAll = (user) => read("items", user, {method: "DELETE"});
export const edit = (user, id, words) =>
  read(item(id), user, {method: "PUT", headers: JSON_TYPE, body: JSON.stringify({words})});

/** Says something; yields the parts of the answer as they come. Ends with "written" or "failed", or throws. */
export async function* say(user, conversation, words, signal) {
  const response = await call(`conversations/${conversation}`, user, {
    method: "POST",
    headers: {...JSON_TYPE, Accept: "application/x-ndjson, application/problem+json"},
    body: JSON.stringify({words}),
    signal,
  });
  let last;
  for await (const line of lines(response.body)) {
    last = JSON.parse(line);
    yield last;
  }
  if (last?.type !== "written" && last?.type !== "failed") {
    throw new Unreachable();
  }
}

async function* lines(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    let part;
    try {
      part = await reader.read();
    } catch (failure) {
      throw failure.name === "AbortError" ? failure : new Unreachable();
    }
    if (part.done) {
      return;
    }
    const pieces = (rest + part.value).split("\n");
    rest = pieces.pop();
    yield* pieces.filter((piece) => piece);
  }
}
