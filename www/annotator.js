// @ts-check
// The engine for JavaScript callers: on a worker where one may be made, else on the calling thread.

import { Engine, exportResult, initSync } from "./pkg/conflict_annotator.js";
import { KINDS, LAYER, emptyResult, readResult, toNativeJson } from "./result.js";
import { scriptUrl } from "./trusted.js";

/** @import {AnnotateOptions, Annotator, AnnotatorOptions, Result} from "./types.js" */

/** @param {AnnotatorOptions} [options] @returns {Promise<Annotator>} */
export async function createAnnotator({ worker = true, wasm, gazetteer = null } = {}) {
  const [module, names, source] = await Promise.all([
    compile(wasm ?? new URL("./pkg/conflict_annotator_bg.wasm", import.meta.url)),
    gazetteer instanceof URL ? fetchBytes(gazetteer) : gazetteer,
    worker ? workerSource().catch(() => null) : null,
  ]);
  if (source) {
    try {
      return await WorkerAnnotator.start(module, names, source);
    } catch {
      // The host page allows no worker: the same engine runs here.
    }
  }
  return new LocalAnnotator(module, names);
}

/** @param {URL} url */
async function fetchOk(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url.pathname} answered ${response.status}`);
  return response;
}

/** @param {URL} url */
const fetchBytes = async (url) => (await fetchOk(url)).arrayBuffer();

/** @param {URL | BufferSource | WebAssembly.Module} wasm @returns {Promise<WebAssembly.Module>} */
async function compile(wasm) {
  if (wasm instanceof WebAssembly.Module) return wasm;
  if (!(wasm instanceof URL)) return WebAssembly.compile(wasm);
  const response = await fetchOk(wasm);
  try {
    // Streaming lets the browser cache the compiled code, but asks for the right MIME type.
    return await WebAssembly.compileStreaming(response.clone());
  } catch {
    return WebAssembly.compile(await response.arrayBuffer());
  }
}

/** The worker's whole program as one text: bindings, then the loop. */
async function workerSource() {
  const parts = ["./pkg/conflict_annotator.js", "./engine-worker.js"].map((path) => new URL(path, import.meta.url));
  return (await Promise.all(parts.map(async (url) => (await fetchOk(url)).text()))).join("\n");
}

/**
 * What both annotators share: from the engine's JSON to a checked result, and exports.
 * Exports always run on the calling thread: they are short, and a download needs its bytes at once.
 */
class BaseAnnotator {
  /** @param {WebAssembly.Module} module */
  constructor(module) {
    this.module = module;
  }

  /** @param {Result} result @param {string} format @returns {Uint8Array} */
  export(result, format) {
    if (format === "json") return new TextEncoder().encode(JSON.stringify(toNativeJson(result), null, 1));
    initSync({ module: this.module });
    return exportResult(JSON.stringify(toNativeJson(withoutRejected(result))), format);
  }

  terminate() {}
}

/** Only native JSON can say that a mark was rejected. @param {Result} result @returns {Result} */
function withoutRejected(result) {
  const kept = KINDS.map((kind) => [LAYER[kind], /** @type {any[]} */ (result[LAYER[kind]]).filter(({ review }) => review !== "rejected")]);
  return { ...result, ...Object.fromEntries(kept) };
}

/** @param {string} json @param {string} text @param {AnnotateOptions} options @returns {Result} */
function read(json, text, { kinds }) {
  // The caller's own string, not the engine's copy of it: half a surrogate pair survives.
  const result = readResult({ ...JSON.parse(json), text });
  if (kinds) for (const kind of KINDS) if (!kinds.includes(kind)) /** @type {any[]} */ (result[LAYER[kind]]) = [];
  return result;
}

const aborted = () => new DOMException("The annotation was cancelled.", "AbortError");

/** @implements {Annotator} */
export class LocalAnnotator extends BaseAnnotator {
  /** @param {WebAssembly.Module} module @param {BufferSource | null} gazetteer */
  constructor(module, gazetteer) {
    super(module);
    initSync({ module });
    this.engine = new Engine();
    try {
      if (gazetteer) this.engine.loadGazetteer(bytesOf(gazetteer));
    } catch {
      // A gazetteer of another version: the built-in core serves.
    }
  }

  /** @param {string} text @param {AnnotateOptions} [options] */
  async annotate(text, options = {}) {
    if (options.signal?.aborted) throw aborted();
    if (!text) return emptyResult(text);
    return read(this.engine.annotate(text, options.documentDate || undefined), text, options);
  }
}

/** @param {BufferSource} source */
const bytesOf = (source) =>
  ArrayBuffer.isView(source) ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength) : new Uint8Array(source);

/** @implements {Annotator} */
export class WorkerAnnotator extends BaseAnnotator {
  /** @type {Worker | null} */ worker = null;
  /** @type {Promise<void>} */ ready = Promise.resolve();
  /** @type {Map<number, {resolve: (json: string) => void, reject: (reason: unknown) => void}>} */ waiting = new Map();
  next = 0;

  /** @param {WebAssembly.Module} module @param {BufferSource | null} gazetteer @param {string} source */
  static async start(module, gazetteer, source) {
    const annotator = new WorkerAnnotator(module, gazetteer, source);
    annotator.#spawn();
    await annotator.ready;
    return annotator;
  }

  /** @param {WebAssembly.Module} module @param {BufferSource | null} gazetteer @param {string} source */
  constructor(module, gazetteer, source) {
    super(module);
    this.gazetteer = gazetteer;
    this.url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  }

  #spawn() {
    const worker = new Worker(scriptUrl(this.url), { type: "module" });
    this.worker = worker;
    this.ready = new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => {
        if (data.ready) return resolve();
        const call = this.waiting.get(data.id);
        this.waiting.delete(data.id);
        if (data.error) {
          // A trapped module is not to be trusted again: the next call gets a new one.
          this.#stop(new Error(data.error));
          call?.reject(new Error(data.error));
        } else call?.resolve(data.json);
      };
      worker.onerror = (event) => {
        event.preventDefault?.();
        const reason = new Error(event.message || "the worker did not start");
        reject(reason);
        this.#stop(reason);
      };
    });
    this.ready.catch(() => {});
    worker.postMessage({ module: this.module, gazetteer: this.gazetteer });
  }

  /** @param {unknown} reason */
  #stop(reason) {
    this.worker?.terminate();
    this.worker = null;
    for (const { reject } of this.waiting.values()) reject(reason);
    this.waiting.clear();
  }

  /** @param {string} text @param {AnnotateOptions} [options] */
  async annotate(text, options = {}) {
    const { signal, documentDate } = options;
    if (signal?.aborted) throw aborted();
    if (!text) return emptyResult(text);
    if (!this.worker) this.#spawn();
    await this.ready;
    const json = await new Promise((resolve, reject) => {
      const id = this.next++;
      this.waiting.set(id, { resolve, reject });
      // The engine does not stop half-way, so cancelling ends its worker; a new one starts with the next text.
      signal?.addEventListener("abort", () => this.waiting.has(id) && this.#stop(aborted()), { once: true });
      this.worker?.postMessage({ id, text, documentDate: documentDate || undefined });
    });
    return read(json, text, options);
  }

  terminate() {
    this.#stop(aborted());
    URL.revokeObjectURL(this.url);
  }
}
