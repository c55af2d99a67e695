// @ts-check
// JSON-RPC 2.0 (https://www.jsonrpc.org/specification) over a MessagePort: the answering side.

export const CODE = /** @type {const} */ ({
  request: -32600, method: -32601, params: -32602, internal: -32603,
  // Of our own, in the range that the specification leaves to servers.
  engine: -32000, tooLong: -32001, notInitialized: -32002, superseded: -32003, nothingYet: -32004,
});

export class RpcError extends Error {
  /** @param {number} code @param {string} message */
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

/** @typedef {"string" | "number" | "boolean" | "string or null" | "bytes" | "date" | readonly string[]} Kind what a parameter may be; a list: one of these words */
/** @typedef {{params: Record<string, Kind>, required?: string[], run: (params: any) => unknown}} Method */

/**
 * The answer to one message, or to a batch of them; null where none is due (notifications).
 * @param {unknown} message @param {Record<string, Method>} methods @returns {Promise<object | null>}
 */
export async function answer(message, methods) {
  if (!Array.isArray(message)) return answerOne(message, methods);
  if (!message.length) return failure(null, CODE.request, "An empty batch asks for nothing.");
  const answers = [];
  // One after the other: a batch of setText and annotate means that order.
  for (const one of message) answers.push(await answerOne(one, methods));
  const due = answers.filter((one) => one !== null);
  return due.length ? due : null;
}

/** @param {any} message @param {Record<string, Method>} methods */
async function answerOne(message, methods) {
  const id = typeof message?.id === "string" || typeof message?.id === "number" ? message.id : null;
  if (typeof message !== "object" || message === null || message.jsonrpc !== "2.0" || typeof message.method !== "string") {
    return failure(id, CODE.request, `A request is an object like {"jsonrpc": "2.0", "id": 1, "method": "annotate"}.`);
  }
  try {
    const method = Object.hasOwn(methods, message.method) ? methods[message.method] : null;
    if (!method) throw new RpcError(CODE.method, `There is no method '${message.method}'; there are ${Object.keys(methods).join(", ")}.`);
    const result = await method.run(checked(message.method, method, message.params ?? {}));
    return "id" in message ? { jsonrpc: "2.0", id, result: result ?? null } : null;
  } catch (error) {
    if (!("id" in message)) return null;
    const { code, message: sentence } = /** @type {any} */ (error);
    return failure(id, error instanceof RpcError ? code : CODE.internal, String(sentence ?? error));
  }
}

/** @param {string | number | null} id @param {number} code @param {string} message */
const failure = (id, code, message) => ({ jsonrpc: "2.0", id, error: { code, message } });

/** @param {string} name @param {Method} method @param {any} params */
function checked(name, { params: known, required = [] }, params) {
  const wrong = (/** @type {string} */ sentence) => new RpcError(CODE.params, sentence);
  const takes = Object.keys(known).join(", ") || "none";
  if (typeof params !== "object" || Array.isArray(params)) throw wrong(`${name} takes its parameters by name: ${takes}.`);
  for (const key of required) if (params[key] === undefined) throw wrong(`${name} wants '${key}'.`);
  for (const [key, value] of Object.entries(params)) {
    if (!Object.hasOwn(known, key)) throw wrong(`${name} has no parameter '${key}'; it takes ${takes}.`);
    if (value !== undefined && !fits(value, known[key])) throw wrong(`${name}: '${key}' wants ${wanted(known[key])}, not ${spelled(value)}.`);
  }
  return params;
}

/** @param {unknown} value @param {Kind} kind */
function fits(value, kind) {
  if (Array.isArray(kind)) return kind.includes(/** @type {string} */ (value));
  if (kind === "string or null") return value === null || typeof value === "string";
  if (kind === "date") return typeof value === "string" && (value === "" || (/^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value))));
  if (kind === "bytes") return value instanceof ArrayBuffer || ArrayBuffer.isView(value);
  return typeof value === kind && !Number.isNaN(value);
}

/** @param {Kind} kind */
function wanted(kind) {
  if (Array.isArray(kind)) return `one of ${kind.join(", ")}`;
  return { bytes: "an ArrayBuffer", date: "a date like 2022-09-12", string: "a string", number: "a number", boolean: "true or false", "string or null": "a string or null" }[/** @type {string} */ (kind)];
}

/** @param {unknown} value never the whole of it: it may be an article */
function spelled(value) {
  if (typeof value === "string") return `'${value.length > 40 ? `${value.slice(0, 40)}…` : value}'`;
  return value === null ? "null" : Array.isArray(value) ? "an array" : typeof value === "object" ? "an object" : String(value);
}
