// @ts-check
import { h } from "./dom.js";
export function buildTimeline(_r, _e, _c) { return h("p", {}, "timeline"); }
