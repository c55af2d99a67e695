// @ts-check
import { h } from "./dom.js";
export class MapPanel {
  reset() {}
  reveal(/** @type {any} */ _id) {}
  build(/** @type {any} */ _e, /** @type {any} */ _c) { return h("p", {}, "map"); }
}
