// @ts-check
// The host's side of embed.html: from an <iframe> to an annotator that can be asked. What crosses is JSON-RPC 2.0 on a
// MessagePort; docs/embedding.md describes it for those who would rather write their own.

/** @import {ConnectOptions, Frame} from "./types.js" */

const PROTOCOL = 1;

/** @param {HTMLIFrameElement} iframe @param {ConnectOptions} [options] @returns {Promise<Frame>} */
export function connect(iframe, { timeout = 30_000, autoHeight = false, ...settings } = {}) {
  if (!(iframe instanceof HTMLIFrameElement)) throw new TypeError("connect() wants the <iframe> that shows embed.html.");
  /** @type {Map<number, {resolve: (value: any) => void, reject: (reason: Error) => void}>} */
  const waiting = new Map();
  /** @type {Map<string, Set<(params: any) => void>>} */
  const listeners = new Map();
  /** @type {MessagePort | null} */
  let port = null;
  /** @type {number | null} */
  let load = null;
  let next = 1;

  /** @param {string} method @param {object} [params] @param {Transferable[]} [transfer] @returns {Promise<any>} */
  const request = (method, params = {}, transfer = []) => new Promise((resolve, reject) => {
    if (!port) return reject(new Error("The frame is closed."));
    const id = next++;
    waiting.set(id, { resolve, reject });
    port.postMessage({ jsonrpc: "2.0", id, method, params }, transfer);
  });
  const drop = (/** @type {string} */ why) => {
    port?.close();
    port = null;
    for (const { reject } of waiting.values()) reject(new Error(why));
    waiting.clear();
  };
  const open = () => {
    drop("The frame was loaded anew.");
    const channel = new MessageChannel();
    port = channel.port1;
    port.onmessage = ({ data }) => {
      if (data.method) {
        for (const listener of listeners.get(data.method) ?? []) listener(data.params);
        return;
      }
      const call = waiting.get(data.id);
      waiting.delete(data.id);
      if (data.error) call?.reject(Object.assign(new Error(data.error.message), { code: data.error.code }));
      else call?.resolve(data.result);
    };
    // A sandboxed frame has no origin that could be named here; what goes there is the port and nothing else.
    iframe.contentWindow?.postMessage({ type: "conflict-annotator:connect", v: PROTOCOL }, "*", [channel.port2]);
    return request("initialize", { protocol: PROTOCOL, ...settings });
  };

  return new Promise((resolve, reject) => {
    const give = (/** @type {Error} */ error) => {
      close();
      reject(error);
    };
    const timer = setTimeout(() => give(new Error(
      `No hello from the frame in ${timeout / 1000} s. Does its src lead to embed.html, does its sandbox say allow-scripts, and does this page's frame-src allow it?`)), timeout);
    /** @param {MessageEvent} event */
    const hear = (event) => {
      if (event.source !== iframe.contentWindow) return;
      const height = event.data?.["conflict-annotator-height"];
      if (height && autoHeight) {
        for (const px of Object.values(height)) if (typeof px === "number") iframe.style.height = `${px}px`;
      }
      if (event.data?.type !== "conflict-annotator:hello" || event.data.load === load) return;
      if (event.data.v !== PROTOCOL) return give(new Error(`The frame speaks protocol ${event.data.v}, this script ${PROTOCOL}: take both from the same release.`));
      clearTimeout(timer);
      load = event.data.load;
      open().then((about) => resolve(frameOf(about)), give);
    };
    const close = () => {
      clearTimeout(timer);
      removeEventListener("message", hear);
      drop("The frame is closed.");
    };
    /** @param {Frame["about"]} about @returns {Frame} */
    const frameOf = (about) => ({
      about, request, close,
      setText: (text, documentDate) => request("setText", { text, ...(documentDate !== undefined && { documentDate }) }),
      annotate: (text, documentDate) => request("annotate", { ...(text !== undefined && { text }), ...(documentDate !== undefined && { documentDate }) }),
      getResult: () => request("getResult"),
      export: async (format) => (await request("getResult", { format })).bytes,
      select: (id) => request("select", { id }),
      on(name, listener) {
        const set = listeners.get(name) ?? new Set();
        listeners.set(name, set.add(listener));
        return () => set.delete(listener);
      },
    });
    addEventListener("message", hear);
    // The frame may have said hello before anybody listened here.
    iframe.contentWindow?.postMessage({ type: "conflict-annotator:hello?" }, "*");
  });
}
