// @ts-check
// The iframe's start: load everything, seal, say hello. Only the MessagePort that the host sends in return carries data.

import { createAnnotator } from "./annotator.js";
import "./define.js";
import { h } from "./dom.js";
import { PROTOCOL, methodsOf } from "./embed-methods.js";
import { loadLand } from "./map.js";
import { answer } from "./rpc.js";
import { closePeerConnections, seal } from "./seal.js";
import { keepNothing } from "./store.js";

/** @import {ConflictAnnotatorElement} from "./element.js" */

const HELLO = "conflict-annotator:hello";
const ASK = "conflict-annotator:hello?";
const CONNECT = "conflict-annotator:connect";

/** Settings that stand behind the # of the frame's address: `origin`, the only host to talk to; `id`, its name in height messages. */
const settings = new URLSearchParams(location.hash.slice(1));
const origin = settings.get("origin") ?? "*";
const id = settings.get("id") ?? "conflict-annotator";

const sheet = new CSSStyleSheet();
sheet.replaceSync(`body { margin: 0; } conflict-annotator { padding: .75rem; box-sizing: border-box; min-height: 6rem; }
  .alone { margin: 0; padding: .6rem .75rem; font: .9rem/1.5 system-ui, sans-serif; background: #fdf3d6; color: #1b1d20; } .alone code { font-size: .95em; }`);
document.adoptedStyleSheets = [sheet];

const element = /** @type {ConflictAnnotatorElement} */ (document.querySelector("conflict-annotator"));
keepNothing();
closePeerConnections();
const engine = createAnnotator();
/** @type {string} */
let failure = "";
await Promise.all([loadLand().catch(() => {}), engine.catch((error) => { failure = error.message; })]);
seal();
element.annotator = engine;
element.sealed = true;
element.waiting = false;
document.querySelector(".alone")?.remove();

const framed = window.parent !== window;
if (framed) {
  listen();
  hello();
  reportHeight();
} else notice("This page is made to stand in another page's iframe; it works here as well. How to embed it: ", h("code", {}, "docs/embedding.md"), ".");

/** The same for every hello of this load: a host that hears two connects once. */
function hello() {
  window.parent.postMessage({ type: HELLO, v: PROTOCOL, load: performance.timeOrigin }, origin);
}

function listen() {
  let connected = false;
  addEventListener("message", (event) => {
    const type = event.data?.type;
    if (event.source !== window.parent || connected || (type !== ASK && type !== CONNECT)) return;
    if (origin !== "*" && event.origin !== origin) {
      notice(`This frame was made for ${origin} and does not connect to ${event.origin}.`);
      return;
    }
    if (type === ASK) return hello();
    const [port] = event.ports;
    if (!port) return notice("The page around this frame sent no MessagePort with its connect message.");
    connected = true;
    serve(port);
  });
}

/** @param {MessagePort} port */
function serve(port) {
  const methods = methodsOf(element, async (bytes) => (await engine).loadGazetteer(bytes), failure);
  // One request after the other: a host may send setText, annotate and getResult without waiting in between.
  let last = Promise.resolve();
  port.onmessage = ({ data }) => {
    last = last.then(async () => {
      const reply = await answer(data, methods);
      if (reply) port.postMessage(reply);
    });
  };
  /** @type {[string, string, (detail: any) => object][]} */
  const told = [
    ["annotate", "annotated", ({ result, ms }) => ({ result, ms })],
    ["change", "changed", ({ entity, previous, action }) => ({ entity, previous, action })],
    ["select", "selected", ({ entity }) => ({ entity })],
    ["error", "failed", ({ code }) => ({ code, message: element.problem?.message ?? "" })],
  ];
  for (const [name, method, params] of told) {
    element.addEventListener(`conflict-annotator:${name}`, (event) => {
      port.postMessage({ jsonrpc: "2.0", method, params: params(/** @type {CustomEvent} */ (event).detail) });
    });
  }
}

/** As Datawrapper's charts do it: the host may give the frame the height that its content has. */
function reportHeight() {
  let before = 0;
  new ResizeObserver(() => {
    const height = Math.ceil(document.body.getBoundingClientRect().height);
    if (height === before) return;
    before = height;
    window.parent.postMessage({ "conflict-annotator-height": { [id]: height } }, origin);
  }).observe(document.body);
}

/** @param {...(Node | string)} words */
function notice(...words) {
  document.querySelector(".alone")?.remove();
  /** @type {HTMLElement} */ (element.parentElement).prepend(h("p", { class: "alone", role: "status" }, ...words));
}
