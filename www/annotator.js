// @ts-check
// The engine for JavaScript callers: on a worker where one may be made, else on the calling thread.

import { Engine, __wbg_reset_state as resetModule, exportResult, initSync } from "./pkg/conflict_annotator.js";
import * as files from "./engine-files.js";
import { addressOf, compile, load } from "./files.js";
import { KINDS, LAYER, emptyResult, readResult, toNativeJson } from "./result.js";
import { scriptUrl } from "./trusted.js";

/** @import {AnnotateOptions, Annotator, AnnotatorOptions, Result} from "./types.js" */

/**
 * The engine, ready to read. Fails with a sentence where its files cannot be had.
 * @param {AnnotatorOptions} [options] @returns {Promise<Annotator>}
 */
export const createAnnotator = async (options) => beginAnnotator(options).annotator;

/** What an engine is made of. @typedef {[module: WebAssembly.Module, gazetteer: BufferSource | null]} Parts */

/**
 * The same for a page that seals itself: when `fetched` is settled, no request comes any more, while the engine may still be
 * busy with what came.
 * @param {Omit<AnnotatorOptions, "gazetteer"> & {gazetteer?: AnnotatorOptions["gazetteer"] | Promise<AnnotatorOptions["gazetteer"]>}} [options]
 * @returns {{fetched: Promise<unknown>, annotator: Promise<Annotator>}}
 */
export function beginAnnotator({ worker = true, wasm, gazetteer = null } = {}) {
  const program = worker && typeof Worker === "function" ? files.workerProgram().catch(() => null) : null;
  const module = (async () => compile(wasm ?? await files.wasm()))();
  const places = (async () => placesOf(await gazetteer))();
  const parts = Promise.all([module, places]);
  // Whoever asks for the annotator hears of it, which may be later.
  parts.catch(() => {});
  return { fetched: Promise.allSettled([program, module, places]), annotator: start(program, parts) };
}

/** @param {Promise<{text: string, type: WorkerType} | null> | null} program @param {Promise<Parts>} parts @returns {Promise<Annotator>} */
async function start(program, parts) {
  const loop = await program;
  if (loop) {
    try {
      return await WorkerAnnotator.start(loop, parts);
    } catch {
      // The host page allows no worker: the same engine runs here.
    }
  }
  return new LocalAnnotator(...await parts);
}

/** @param {AnnotatorOptions["gazetteer"]} given @returns {Promise<BufferSource | null>} */
async function placesOf(given) {
  if (given === true) {
    given = await files.gazetteer();
    if (!given) throw new Error("This build has no full gazetteer inside: pass the address or the bytes of gazetteer.bin.");
  }
  if (!given) return null;
  given = addressOf(given);
  return given instanceof URL ? (await load(given, "The full gazetteer")).arrayBuffer() : given;
}

/**
 * What both annotators share: from the engine's JSON to a checked result, and exports.
 * Exports always run on the calling thread: they are short, and a download needs its bytes at once.
 */
class BaseAnnotator {
  /** @type {WebAssembly.Module | undefined} */
  module;

  /** What is wrong with the gazetteer file that was given; empty where nothing is. @type {string} */
  misfit = "";

  /** @param {Result} result @param {string} format @returns {Uint8Array} */
  export(result, format) {
    if (format === "json") return new TextEncoder().encode(JSON.stringify(toNativeJson(result), null, 1));
    initSync({ module: this.module });
    try {
      return exportResult(JSON.stringify(toNativeJson(withoutRejected(result))), format);
    } catch (error) {
      if (isTrap(error)) resetModule();
      throw error;
    }
  }

  terminate() {}
}

/** A panic or an exhausted stack: the module broke off in the middle, and its memory is not to be trusted. @param {unknown} error */
const isTrap = (error) => error instanceof WebAssembly.RuntimeError || error instanceof RangeError;

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

/** @param {unknown} text @param {AnnotateOptions} options */
function check(text, { documentDate, kinds }) {
  if (typeof text !== "string") throw new TypeError(`annotate() wants the article as a string, not ${text === null ? "null" : typeof text}.`);
  if (documentDate && !/^\d{4}-\d\d-\d\d$/.test(documentDate)) throw new TypeError(`documentDate wants a date like 2022-09-12, not '${documentDate}'.`);
  const strange = kinds?.find((kind) => !KINDS.includes(kind));
  if (strange !== undefined) throw new TypeError(`There is no kind '${strange}'; there are ${KINDS.join(", ")}.`);
}

const MISFIT = "The gazetteer file is damaged or of another release than the engine; the built-in places serve.";

/** @implements {Annotator} */
export class LocalAnnotator extends BaseAnnotator {
  /** @param {WebAssembly.Module} module @param {BufferSource | null} gazetteer */
  constructor(module, gazetteer) {
    super();
    this.module = module;
    this.gazetteer = gazetteer;
    this.engine = this.#fresh();
    this.#givePlaces();
  }

  #fresh() {
    initSync({ module: this.module });
    return new Engine();
  }

  #givePlaces() {
    if (!this.gazetteer) return;
    this.loadGazetteer(this.gazetteer).catch((error) => {
      this.gazetteer = null;
      console.warn(`conflict-annotator: ${(this.misfit = error.message)}`);
    });
  }

  /** @param {BufferSource | URL | string} source */
  async loadGazetteer(source) {
    const bytes = await placesOf(source);
    try {
      return this.engine.loadGazetteer(bytesOf(/** @type {BufferSource} */ (bytes)));
    } catch {
      throw new Error(MISFIT);
    }
  }

  /** @param {string} text @param {AnnotateOptions} [options] */
  async annotate(text, options = {}) {
    check(text, options);
    if (options.signal?.aborted) throw aborted();
    if (!text) return emptyResult(text);
    let json;
    try {
      json = this.engine.annotate(text, options.documentDate || undefined);
    } catch (error) {
      if (isTrap(error)) {
        resetModule();
        this.engine = this.#fresh();
        this.#givePlaces();
      }
      throw error;
    }
    return read(json, text, options);
  }
}

/** @param {BufferSource} source */
const bytesOf = (source) =>
  ArrayBuffer.isView(source) ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength) : new Uint8Array(source);

/** A text on its way. @typedef {{request: {id: number, text: string, documentDate?: string}, resolve: (json: string) => void, reject: (reason: unknown) => void}} Call */

/** @implements {Annotator} */
export class WorkerAnnotator extends BaseAnnotator {
  /** @type {Worker | null} */ worker = null;
  /** @type {BufferSource | null} */ gazetteer = null;
  /** @type {Promise<void>} */ ready = Promise.resolve();
  /** @type {Map<number, Call>} */ waiting = new Map();
  next = 0;
  ended = false;
  /** A worker that gives no answer for so long (ms, and as many again for every million characters) is taken for dead. */
  patience = 30_000;
  #places = 0;

  /** @param {{text: string, type: WorkerType}} program @param {Promise<Parts>} parts */
  static async start(program, parts) {
    const annotator = new WorkerAnnotator(program);
    try {
      // A worker takes as long to start as a module to compile.
      annotator.#call();
      [annotator.module, annotator.gazetteer] = await parts;
      annotator.#equip();
      await annotator.ready;
      return annotator;
    } catch (error) {
      annotator.terminate();
      throw error;
    }
  }

  /** @param {{text: string, type: WorkerType}} program */
  constructor(program) {
    super();
    this.url = URL.createObjectURL(new Blob([program.text], { type: "text/javascript" }));
    this.type = program.type;
  }

  #spawn() {
    this.#call();
    this.#equip();
  }

  /** Calls a worker, which has no engine yet. */
  #call() {
    const worker = new Worker(scriptUrl(this.url), { type: this.type });
    this.worker = worker;
    this.ready = new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => {
        if (data.ready) {
          if (data.misfit) {
            console.warn(`conflict-annotator: ${MISFIT}`);
            this.misfit = MISFIT;
            this.gazetteer = null;
          }
          this.#places = data.places;
          return resolve();
        }
        const call = this.waiting.get(data.id);
        this.waiting.delete(data.id);
        if (data.error) {
          call?.reject(new Error(data.error));
          // A trapped module is not to be trusted again: whatever else waits gets a new one.
          this.#renew();
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
  }

  #equip() {
    this.worker?.postMessage({ module: this.module, gazetteer: this.gazetteer && bytesOf(this.gazetteer) });
  }

  /** @param {unknown} reason */
  #stop(reason) {
    this.worker?.terminate();
    this.worker = null;
    for (const { reject } of this.waiting.values()) reject(reason);
    this.waiting.clear();
  }

  /** Ends the worker; texts that still wait are read by the next one. */
  #renew() {
    this.worker?.terminate();
    this.worker = null;
    if (!this.waiting.size) return;
    for (const { request } of this.waiting.values()) this.#send(request);
  }

  /** @param {Call["request"]} request */
  #send(request) {
    if (!this.worker) this.#spawn();
    /** @type {Worker | null} */ (this.worker)?.postMessage(request);
  }

  /** @param {string} text @param {AnnotateOptions} [options] */
  async annotate(text, options = {}) {
    check(text, options);
    const { signal, documentDate } = options;
    if (signal?.aborted) throw aborted();
    if (this.ended) throw new Error("This annotator was terminated; make another one with createAnnotator().");
    if (!text) return emptyResult(text);
    if (!this.worker) this.#spawn();
    await this.ready;
    if (signal?.aborted) throw aborted();
    const id = this.next++;
    // The engine does not stop half-way, so cancelling ends its worker.
    const cancel = () => {
      this.waiting.get(id)?.reject(aborted());
      if (this.waiting.delete(id)) this.#renew();
    };
    const limit = this.patience * (1 + text.length / 1e6);
    // Browsers end workers without a word, where memory is short for one.
    const silent = setTimeout(() => {
      this.waiting.get(id)?.reject(new Error(`the engine gave no answer for ${Math.round(limit / 1000)} seconds`));
      if (this.waiting.delete(id)) this.#renew();
    }, limit);
    try {
      return read(await new Promise((resolve, reject) => {
        const request = { id, text, documentDate: documentDate || undefined };
        this.waiting.set(id, { request, resolve, reject });
        signal?.addEventListener("abort", cancel, { once: true });
        this.#send(request);
      }), text, options);
    } finally {
      clearTimeout(silent);
      signal?.removeEventListener("abort", cancel);
    }
  }

  /** @param {BufferSource | URL | string} source */
  async loadGazetteer(source) {
    this.gazetteer = await placesOf(source);
    this.worker?.terminate();
    this.#spawn();
    for (const { request } of this.waiting.values()) this.#send(request);
    await this.ready;
    if (!this.gazetteer) throw new Error(MISFIT);
    return this.#places;
  }

  terminate() {
    this.ended = true;
    this.#stop(aborted());
    URL.revokeObjectURL(this.url);
  }
}
