// The server's REST API, as functions. Nothing else calls the server.

import {key} from "./session.js";

const BASE = "/api/v1/";

/** The server refused; the message says why. */
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

/** The parameters that have a value. */
function parameters(query) {
  const given = Object.entries(query).filter(([, value]) => value !== null && value !== undefined && value !== "" && value !== false);
  const text = new URLSearchParams(given).toString();
  return text ? `?${text}` : "";
}

async function call(method, path, {query = {}, body, headers = {}, signal} = {}) {
  const secret = key();
  let response;
  try {
    response = await fetch(BASE + path + parameters(query), {
      method,
      signal,
      headers: {
        ...(secret ? {Authorization: `Bearer ${secret}`} : {}),
        ...(body === undefined ? {} : {"Content-Type": "application/json"}),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch (failure) {
    throw failure.name === "AbortError" ? failure : new Unreachable();
  }
  if (!response.ok) {
    const problem = await response.json().catch(() => ({}));
    throw new Refused(response.status, problem.detail ?? `The server answered with ${response.status}.`);
  }
  try {
    const text = await response.text();
    return text ? JSON.parse(text) : null;
  } catch (failure) {
    throw failure.name === "AbortError" ? failure : new Unreachable();
  }
}

const get = (path, query, signal) => call("GET", path, {query, signal});
const part = encodeURIComponent;

/** The collection of an item. */
const items = (type) => (type === "turn" ? "turns" : "memories");

export const status = () => get("status");

export const users = (query, signal) => get("scopes", query, signal);
export const stats = (scope, signal) => get("stats", scope, signal);
export const listing = (type, scope, query, signal) => get(items(type), {...scope, ...query}, signal);
export const item = (type, scope, id, signal) => get(`${items(type)}/${part(id)}`, scope, signal);
export const search = (body, signal) => call("POST", "search", {body, signal});

export const history = async (type, scope, id, signal) => (await get(`${items(type)}/${part(id)}/history`, scope, signal)).items;
export const sources = async (scope, id, signal) => (await get(`memories/${part(id)}/sources`, scope, signal)).items;
export const undo = (scope, step) => call("POST", `events/${part(step)}/undo`, {query: scope});
export const suppress = (scope, id) => call("POST", "suppress", {body: {...scope, ids: [id], why: "hidden on the dashboard"}});
export const unsuppress = (scope, id) => call("POST", "unsuppress", {body: {...scope, ids: [id]}});
export const forget = (scope, id) => call("POST", "forget", {body: {...scope, id}});
export const forgetAll = (scope) => call("POST", "forget", {body: {...scope, everything: true}});
export const previewForget = (scope, signal) => call("POST", "forget/preview", {body: scope, signal});
export const profile = (scope, signal) => get("profile", scope, signal);
export const entities = (scope, after, signal) => get("entities", {...scope, limit: 200, after}, signal);
export const mentions = (scope, name, after, signal) => get("entities/mentions", {...scope, name, limit: 200, after}, signal);
export const scopeOf = (id) => get(`scopes/of/${part(id)}`);

/** What only admin keys may see and do. */
export const admin = {
  status: (signal) => get("admin/status", {}, signal),
  calls: (hours, signal) => get("admin/calls", {hours}, signal),
  spending: async (from, signal) => (await get("admin/spending", {from}, signal)).items,
  parked: async (signal) => (await get("admin/parked", {limit: 200}, signal)).items,
  replay: (scope) => call("POST", "admin/parked/replay", {query: scope}),
  keys: async (signal) => (await get("admin/keys", {}, signal)).items,
  createKey: (key) => call("POST", "admin/keys", {body: key}),
  revokeKey: (id) => call("DELETE", `admin/keys/${part(id)}`),
  tenants: async (signal) => (await get("admin/tenants", {}, signal)).items,
  audit: (tenant, after, signal) => get("admin/audit", {tenant, limit: 200, after}, signal),
};
