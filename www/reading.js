// @ts-check
// The reading view: the article exactly as pasted, with its marks, and one tab stop that moves from mark to mark.

import { h } from "./dom.js";
import { sentence, tagWords } from "./describe.js";
import { blocks, pieces } from "./segments.js";

/** @import {Entity} from "./types.js" */
/** @import {Piece} from "./segments.js" */
/** @typedef {{element: HTMLElement, start: number, end: number, shown: Entity[] | null, wanted: Entity[]}} Block */

/** How long marking up may hold the main thread before it lets the browser draw. */
const SLICE_MS = 12;
/** From how many paragraphs on the browser may leave out what is far from the screen. */
const LONG = 80;

export class ReadingView {
  /** @type {Block[]} */ #blocks = [];
  /** @type {Entity[]} */ entities = [];
  /** @type {Map<string, Entity>} */ #byId = new Map();
  #text = "";
  #labels = "short";
  #run = 0;
  /** @type {string | null} */ current = null;

  /** @param {HTMLElement} root @param {(id: string) => void} onselect */
  constructor(root, onselect) {
    this.root = root;
    root.addEventListener("click", (event) => {
      const id = idOf(event.target);
      if (!id) return;
      event.preventDefault();
      onselect(id);
    });
    root.addEventListener("focusin", (event) => {
      const id = idOf(event.target);
      if (id) this.moveTabStop(id);
    });
  }

  /**
   * Shows the text at once as it is and adds the marks in slices; resolves when all are in place.
   * @param {string} text @param {Entity[]} entities in text order @param {string} labels
   */
  async show(text, entities, labels) {
    const run = ++this.#run;
    if (text !== this.#text || !this.#blocks.length) this.#setText(text);
    const relabel = labels !== this.#labels;
    this.#labels = labels;
    this.entities = entities;
    this.#byId = new Map(entities.map((entity) => [entity.id, entity]));
    if (!this.current || !this.#byId.has(this.current)) this.current = entities[0]?.id ?? null;
    this.#deal(entities, relabel);
    // A mark in several pieces is one tab stop all the same.
    if (this.current) this.moveTabStop(this.current);
    let began = performance.now();
    for (const block of this.#blocks) {
      if (!block.shown) this.#mark(block);
      if (performance.now() - began < SLICE_MS) continue;
      await new Promise((resolve) => setTimeout(resolve));
      if (run !== this.#run) return;
      began = performance.now();
    }
  }

  /** @param {string} text */
  #setText(text) {
    this.#text = text;
    this.#blocks = blocks(text).map(({ start, end }) => ({
      element: h("div", { class: "block", dir: "auto", "data-start": start }, text.slice(start, end)), start, end, shown: null, wanted: [],
    }));
    this.root.classList.toggle("long", this.#blocks.length > LONG);
    this.root.replaceChildren(...this.#blocks.map(({ element }) => element));
  }

  /** Gives every block its marks; one whose marks are the same objects as before stays untouched. */
  /** @param {Entity[]} entities @param {boolean} all */
  #deal(entities, all) {
    const before = this.#blocks.map(({ wanted }) => wanted);
    for (const block of this.#blocks) block.wanted = [];
    let first = 0;
    for (const entity of entities) {
      while (first < this.#blocks.length && this.#blocks[first].end <= entity.start) first++;
      for (let at = first; at < this.#blocks.length && this.#blocks[at].start < entity.end; at++) this.#blocks[at].wanted.push(entity);
    }
    this.#blocks.forEach((block, at) => {
      const same = block.wanted.length === before[at].length && block.wanted.every((entity, i) => entity.mark === before[at][i].mark && entity.id === before[at][i].id);
      if (!same || all) block.shown = null;
    });
  }

  /** @param {Block} block */
  #mark(block) {
    block.shown = block.wanted;
    const tree = pieces(block.wanted, block.start, block.end);
    /** @type {Node[]} */
    const children = this.#fill(tree, block.start, block.end, null);
    if (block.wanted.length) {
      // What a screen reader says after the words of a mark; not part of the text.
      children.push(h("span", { hidden: true, class: "notes" }, block.wanted.map((entity) => h("span", { id: `card-${entity.id}` }, sentence(entity)))));
    }
    const focused = block.element.contains(/** @type {ShadowRoot} */ (this.root.getRootNode()).activeElement);
    block.element.replaceChildren(...children);
    // A mark that is drawn anew keeps the focus it had.
    if (focused && this.current) /** @type {HTMLElement | null} */ (block.element.querySelector(`a[data-id="${CSS.escape(this.current)}"]`))?.focus({ preventScroll: true });
  }

  /** @param {Piece[]} tree @param {number} start @param {number} end @param {Piece | null} owner @returns {Node[]} */
  #fill(tree, start, end, owner) {
    /** @type {Node[]} */
    const nodes = [];
    const run = (/** @type {number} */ from, /** @type {number} */ to) => {
      if (from < to) nodes.push(owner ? this.#link(owner, this.#text.slice(from, to)) : document.createTextNode(this.#text.slice(from, to)));
    };
    let at = start;
    for (const piece of tree) {
      run(at, piece.start);
      nodes.push(this.#element(piece));
      at = piece.end;
    }
    run(at, end);
    return nodes;
  }

  /** @param {Piece} piece */
  #element(piece) {
    const { entity } = piece;
    const children = this.#fill(piece.inside, piece.start, piece.end, piece);
    const tag = piece.last ? tagWords(entity, this.#labels) : "";
    let link = /** @type {HTMLElement | undefined} */ (children[children.length - 1]);
    if (piece.last && link?.localName !== "a") {
      // Other marks cover this one to its end: its label needs a place of its own to be clicked.
      link = this.#link(piece, "");
      if (!children.some((child) => /** @type {Element} */ (child).localName === "a")) link.setAttribute("aria-label", entity.mark.text);
      else link.setAttribute("aria-hidden", "true");
      children.push(link);
    }
    if (tag) link?.setAttribute("data-tag", tag);
    return h("mark", {
      "data-entity": entity.kind, "data-id": entity.id, "data-level": Math.min(piece.level, 3), "data-review": entity.mark.review,
      "data-status": entity.mark.status, part: `mark mark-${entity.kind}`,
    }, children);
  }

  /** @param {Piece} piece @param {string} text */
  #link({ entity: { id } }, text) {
    return h("a", { href: `#card-${id}`, "data-id": id, "aria-describedby": `card-${id}`, tabindex: "-1" }, text);
  }

  /** @param {string} id @returns {HTMLElement[]} every piece's links of a mark */
  links(id) {
    const entity = this.#byId.get(id);
    if (!entity) return [];
    for (const block of this.#blocks) {
      if (block.start < entity.end && block.end > entity.start && !block.shown) this.#mark(block);
    }
    return [...this.root.querySelectorAll(`a[data-id="${CSS.escape(id)}"]`)].map((link) => /** @type {HTMLElement} */ (link));
  }

  /** @param {string} id */
  moveTabStop(id) {
    if (this.current && this.current !== id) for (const link of this.links(this.current)) link.tabIndex = -1;
    this.current = id;
    const [first, ...rest] = this.links(id);
    if (first) first.tabIndex = 0;
    for (const link of rest) link.tabIndex = -1;
  }

  /** @param {string} id */
  focus(id) {
    this.moveTabStop(id);
    this.links(id)[0]?.focus();
  }

  /** @param {string} id */
  scrollTo(id) {
    this.links(id)[0]?.scrollIntoView({ block: "center", behavior: reducedMotion() ? "auto" : "smooth" });
  }

  /** The selected mark, and those that mean the same. @param {string | null} id @param {Set<string>} kin */
  highlight(id, kin) {
    for (const mark of this.root.querySelectorAll("mark.on, mark.kin")) mark.classList.remove("on", "kin");
    for (const mark of this.root.querySelectorAll("mark")) {
      const own = mark.getAttribute("data-id");
      if (own === id) mark.classList.add("on");
      else if (own && kin.has(own)) mark.classList.add("kin");
    }
  }

  /** @param {number} step @param {(entity: Entity) => boolean} [accept] @returns {string | null} the mark before or after the current one */
  neighbour(step, accept = () => true) {
    const from = this.entities.findIndex(({ id }) => id === this.current);
    for (let at = from + step; at >= 0 && at < this.entities.length; at += step) {
      if (accept(this.entities[at])) return this.entities[at].id;
    }
    return null;
  }

  /** The selected words as offsets in the text, or null. @returns {[number, number] | null} */
  selection() {
    const range = composedRange(this.root);
    if (!range) return null;
    const start = this.offsetOf(range.startContainer, range.startOffset);
    const end = this.offsetOf(range.endContainer, range.endOffset);
    return start === null || end === null || start >= end ? null : [start, end];
  }

  /** @param {Node} node @param {number} offset @returns {number | null} */
  offsetOf(node, offset) {
    const element = node instanceof Element ? node : node.parentElement;
    const block = element?.closest(".block");
    if (!block || !this.root.contains(block)) return null;
    const range = document.createRange();
    range.setStart(block, 0);
    range.setEnd(node, offset);
    // Descriptions stand at the block's end and are not text of the article.
    const fragment = range.cloneContents();
    fragment.querySelector(".notes")?.remove();
    return Number(block.getAttribute("data-start")) + (fragment.textContent ?? "").length;
  }

  /** DOM ranges of [start, end) spans, for highlights. @param {[number, number][]} spans in text order @returns {Range[]} */
  ranges(spans) {
    /** @type {Range[]} */
    const ranges = [];
    let at = 0;
    for (const block of this.#blocks) {
      while (at < spans.length && spans[at][1] <= block.start) at++;
      if (at >= spans.length) break;
      if (spans[at][0] >= block.end) continue;
      const walker = document.createTreeWalker(block.element, NodeFilter.SHOW_TEXT);
      let begin = block.start;
      let index = at;
      /** @type {Range | null} */
      let open = null;
      for (let node = /** @type {Text | null} */ (walker.nextNode()); node && begin < block.end && index < spans.length; node = /** @type {Text | null} */ (walker.nextNode())) {
        const finish = begin + node.data.length;
        while (index < spans.length && spans[index][0] < finish) {
          const [start, end] = spans[index];
          if (!open) {
            open = document.createRange();
            open.setStart(node, Math.max(0, start - begin));
          }
          if (end > finish) break;
          open.setEnd(node, end - begin);
          ranges.push(open);
          open = null;
          index++;
        }
        begin = finish;
      }
    }
    return ranges;
  }

  /** The text as the view shows it: equals what was pasted. */
  get shownText() {
    return this.#blocks.map(({ element }) => {
      const copy = /** @type {Element} */ (element.cloneNode(true));
      copy.querySelector(".notes")?.remove();
      return copy.textContent;
    }).join("");
  }
}

/** @param {EventTarget | null} target */
function idOf(target) {
  return target instanceof Element ? target.closest("a[data-id]")?.getAttribute("data-id") ?? null : null;
}

/** @param {HTMLElement} root @returns {StaticRange | Range | null} */
function composedRange(root) {
  const selection = /** @type {any} */ (document.getSelection());
  const shadow = /** @type {any} */ (root.getRootNode());
  if (!selection) return null;
  if (typeof selection.getComposedRanges === "function" && shadow instanceof ShadowRoot) {
    try {
      const [range] = selection.getComposedRanges({ shadowRoots: [shadow] });
      if (range && !range.collapsed) return range;
    } catch {
      // An older signature of the same method; the next way works there.
    }
  }
  const inner = typeof shadow.getSelection === "function" ? shadow.getSelection() : selection;
  return inner?.rangeCount && !inner.isCollapsed ? inner.getRangeAt(0) : null;
}

export const reducedMotion = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
