// @ts-check
import { h } from "./dom.js";
export function buildTimeline(/** @type {any} */ _r, /** @type {any} */ _e, /** @type {any} */ _c) { return h("p", {}, "timeline"); }
