// @ts-check
// Find in the text. Hits are custom highlights: they change no element, so marks and selection stay as they are.

/** @import {ReadingView} from "./reading.js" */

let instances = 0;

export class Find {
  /** @type {[number, number][]} */ hits = [];
  at = -1;
  #name = `ca-${++instances}-find`;
  /** @type {CSSStyleSheet} */ sheet = new CSSStyleSheet();

  constructor() {
    this.sheet.replaceSync(`::highlight(${this.#name}) { background: Highlight; color: HighlightText; }
      ::highlight(${this.#name}-all) { background: var(--ca-hit); color: var(--ca-ink); }`);
  }

  /** @param {string} text @param {string} wanted */
  search(text, wanted) {
    this.hits = [];
    this.at = -1;
    const needle = wanted.trim().toLowerCase();
    const hay = text.toLowerCase();
    // Lower case may change the length of a few letters; then only exact spelling is found.
    const [where, what] = hay.length === text.length ? [hay, needle] : [text, wanted.trim()];
    if (!what) return;
    for (let from = where.indexOf(what); from >= 0 && this.hits.length < 5000; from = where.indexOf(what, from + what.length)) {
      this.hits.push([from, from + what.length]);
    }
  }

  /** @param {ReadingView} view @param {-1 | 0 | 1} step */
  show(view, step) {
    if (this.hits.length) this.at = step === 0 ? 0 : (this.at + step + this.hits.length) % this.hits.length;
    const registry = /** @type {any} */ (globalThis.CSS).highlights;
    const ranges = view.ranges(this.hits);
    const range = ranges[this.at];
    if (registry) {
      const Highlight = /** @type {any} */ (globalThis).Highlight;
      registry.set(`${this.#name}-all`, new Highlight(...ranges));
      registry.set(this.#name, new Highlight(...(range ? [range] : [])));
      if (registry.get(this.#name)) registry.get(this.#name).priority = 1;
    }
    if (range && step !== 0) scrollTo(range);
  }

  clear() {
    const registry = /** @type {any} */ (globalThis.CSS).highlights;
    registry?.delete(`${this.#name}-all`);
    registry?.delete(this.#name);
    this.hits = [];
    this.at = -1;
  }
}

/** @param {Range} range */
function scrollTo(range) {
  const { top, bottom } = range.getBoundingClientRect();
  if (top < 80 || bottom > innerHeight - 40) scrollBy({ top: top - innerHeight / 3 });
}
