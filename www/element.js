// @ts-check
// <conflict-annotator>: from a pasted text to a marked article, and what a reader does with it.

import { buildCard } from "./card.js";
import { buildClaims } from "./claims.js";
import { KIND_NAME, formatNumber } from "./describe.js";
import { button, h } from "./dom.js";
import * as edits from "./edits.js";
import { sheet } from "./element-style.js";
import { Find } from "./find.js";
import { FORMATS, download } from "./formats.js";
import { PANELS, buildFrame } from "./frame.js";
import { buildHelp } from "./help.js";
import { History } from "./history.js";
import { actionOf } from "./keys.js";
import { MapPanel } from "./map.js";
import { ReadingView } from "./reading.js";
import { reanchor } from "./reanchor.js";
import { KINDS, entities, findEntity, isMinor, readResult, toNativeJson as toNative } from "./result.js";
import { slottedText } from "./slotted.js";
import { canKeep, forgetText, keepText, keptText } from "./store.js";
import { buildTable, tableState } from "./table.js";
import { buildTimeline } from "./timeline.js";

/** @import {Annotator, Entity, Kind, Result} from "./types.js" */

const BUSY_AFTER_MS = 150;
/** From here on the inspector stands beside the article; below the other, controls make do with less. */
const WIDE_REM = 58;
const SLIM_REM = 28;
const KIND_KEYS = /** @type {Record<string, Kind>} */ ({ 1: "party", 2: "casualty", 3: "location", 4: "date", 5: "materiel" });
const PANEL_NAME = { claims: "Claims", map: "Map", timeline: "Timeline", table: "Table" };

/** One engine for all elements of a page that were given none of their own. @type {Promise<Annotator> | null} */
let common = null;

function commonAnnotator() {
  if (!common) {
    common = import("./annotator.js").then(({ createAnnotator }) => createAnnotator());
    // What failed to load is tried again with the next text.
    common.catch(() => { common = null; });
  }
  return common;
}

/** Where pages are rendered on a server there are no elements, but there are imports. */
const Base = /** @type {typeof HTMLElement} */ (globalThis.HTMLElement ?? class {});

export class ConflictAnnotatorElement extends Base {
  static formAssociated = true;
  static observedAttributes = ["document-date", "kinds", "readonly", "labels", "panels", "theme", "max-length", "persist", "waiting"];

  #internals = this.attachInternals();
  #shadow = this.attachShadow({ mode: "open", delegatesFocus: false });
  #history = new History();
  #find = new Find();
  #map = new MapPanel();
  #table = tableState();
  /** @type {import("./frame.js").Frame} */ #frame;
  /** @type {ReadingView} */ #view;
  /** @type {Promise<Annotator> | null} */ #annotator = null;
  /** @type {Result | null} */ #result = null;
  /** @type {Result | null} the last result, whose edits the next one takes over */ #before = null;
  #writing = false;
  /** @type {Entity[]} */ #orphaned = [];
  /** @type {string | null} */ #selected = null;
  /** @type {import("./frame.js").PanelName} */ #panel = "claims";
  /** @type {Set<Kind>} */ #off = new Set();
  /** @type {AbortController | null} */ #running = null;
  /** @type {[number, number] | null} */ #chosen = null;
  #text = "";
  #sample = "";
  #remark = "";
  #error = "";
  #ms = 0;
  #singles = true;
  #minor = false;
  #hidden = false;
  #adding = false;
  #built = false;

  constructor() {
    super();
    const act = this.#actions();
    this.act = act;
    this.#frame = buildFrame(act);
    this.#view = new ReadingView(this.#frame.article, (id) => this.#choose(id));
    this.#shadow.adoptedStyleSheets = [sheet(), this.#find.sheet];
    this.#shadow.append(this.#frame.frame);
    this.#listen();
  }

  connectedCallback() {
    this.#listenOutside();
    if (this.#built) return;
    this.#built = true;
    for (const name of ["text", "result", "selected", "annotator"]) this.#upgrade(name);
    this.#frame.labels.value = this.labels;
    this.#drawTabs();
    this.#drawExports();
    if (!this.#text && !this.#result) {
      if (!this.#readSlot() && this.persist === "local") this.#setText(keptText() ?? "");
    }
    this.#draw();
  }

  disconnectedCallback() {
    // What listens on the page would keep a removed element alive.
    this.#outside.abort();
  }
  #outside = new AbortController();

  /** Takes the article between the tags; true where there is one. */
  #readSlot() {
    const text = slottedText(this);
    if (!text) return false;
    this.#setText(text);
    this.annotate();
    return true;
  }

  // A form control: its value is native JSON. No state is given to the browser to keep: nothing is stored unasked.

  formAssociatedCallback() { this.#setFormValue(); }
  formDisabledCallback() { this.#draw(); }
  formResetCallback() {
    this.#forgetResult();
    this.#setText("");
    this.#readSlot();
    this.#draw();
  }

  #setFormValue() {
    this.#internals.setFormValue(this.form && this.#result ? this.value : null, null);
  }

  /** A property set before the element was defined hides the accessor; set it again. @param {string} name */
  #upgrade(name) {
    if (!Object.hasOwn(this, name)) return;
    const value = /** @type {any} */ (this)[name];
    delete (/** @type {any} */ (this)[name]);
    /** @type {any} */ (this)[name] = value;
  }

  /** @param {string} name @param {string | null} before @param {string | null} after */
  attributeChangedCallback(name, before, after) {
    if (before === after) return;
    if (name === "document-date") {
      this.#frame.date.value = after ?? "";
      if (this.#built && this.#result) {
        this.#before ??= this.#result;
        this.annotate();
      }
    } else if (name === "labels") this.#frame.labels.value = this.labels;
    else if (name === "panels") this.#drawTabs();
    if (this.#built) this.#draw();
  }

  // Attributes as properties.

  get documentDate() { return this.getAttribute("document-date") ?? ""; }
  set documentDate(value) { this.#reflect("document-date", value); }
  get labels() { return oneOf(this.getAttribute("labels"), /** @type {const} */ (["full", "short", "none"]), "full"); }
  set labels(value) { this.#reflect("labels", value); }
  get theme() { return oneOf(this.getAttribute("theme"), /** @type {const} */ (["auto", "light", "dark"]), "auto"); }
  set theme(value) { this.#reflect("theme", value); }
  get persist() { return oneOf(this.getAttribute("persist"), /** @type {const} */ (["none", "local"]), "none"); }
  set persist(value) { this.#reflect("persist", value); }
  get readonly() { return this.hasAttribute("readonly"); }
  set readonly(value) { this.toggleAttribute("readonly", Boolean(value)); }
  /** No editing: said by the attribute, or by the form around the element. */
  get #fixed() { return this.readonly || this.matches(":disabled"); }
  get disabled() { return this.hasAttribute("disabled"); }
  set disabled(value) { this.toggleAttribute("disabled", Boolean(value)); }
  /** Set while the page is not ready to take a text. */
  get waiting() { return this.hasAttribute("waiting"); }
  set waiting(value) { this.toggleAttribute("waiting", Boolean(value)); }
  get maxLength() { return Number(this.getAttribute("max-length")) || 200_000; }
  set maxLength(value) { this.#reflect("max-length", String(value)); }
  get kinds() { return this.getAttribute("kinds") ?? KINDS.join(" "); }
  set kinds(value) { this.#reflect("kinds", value); }
  get panels() { return this.getAttribute("panels") ?? PANELS.join(" "); }
  set panels(value) { this.#reflect("panels", value); }

  /** @param {string} name @param {string | null | undefined} value */
  #reflect(name, value) {
    if (value) this.setAttribute(name, value);
    else this.removeAttribute(name);
  }

  // Properties only.

  get text() { return this.#text; }
  set text(value) {
    this.#setText(String(value ?? ""));
    this.#draw();
  }

  get result() { return this.#result; }
  set result(value) {
    if (value === null) {
      this.#forgetResult();
      this.#draw();
      return;
    }
    const result = readResult(value);
    this.#setText(result.text);
    this.#take(result);
  }

  get selected() { return this.#selected; }
  set selected(id) { this.setSelected(id); }

  /** The engine to use; set before the first text to share or configure one. @returns {Promise<Annotator> | null} */
  get annotator() { return this.#annotator; }
  set annotator(value) {
    this.#annotator = value;
    this.#annotator?.then(() => this.#emit("ready"), () => {});
  }

  get value() { return this.#result ? JSON.stringify(toNative(this.#result)) : ""; }
  get name() { return this.getAttribute("name"); }
  set name(value) { this.#reflect("name", value); }
  get form() { return this.#internals.form; }
  get type() { return this.localName; }

  // Methods.

  /**
   * Marks the text. Gives the result when the marks are there; null where there is none: `problem` says why, if it was not
   * a later text that took its place.
   * @returns {Promise<Result | null>}
   */
  async annotate() {
    this.#running?.abort();
    this.#error = "";
    if (!this.#text.trim()) {
      this.#draw();
      return null;
    }
    if (this.#text.length > this.maxLength) {
      this.#fail("too-long");
      return null;
    }
    const running = new AbortController();
    this.#running = running;
    let loaded = false;
    const text = this.#text;
    const busy = setTimeout(() => this.#drawBusy(true), BUSY_AFTER_MS);
    try {
      if (!this.#annotator) this.annotator = commonAnnotator();
      const annotator = await /** @type {Promise<Annotator>} */ (this.#annotator);
      loaded = true;
      const began = performance.now();
      const kinds = /** @type {Kind[]} */ (this.kinds.split(/\s+/).filter((kind) => KINDS.includes(/** @type {Kind} */ (kind))));
      const fresh = await annotator.annotate(text, { documentDate: this.#frame.date.value, kinds, signal: running.signal });
      if (running !== this.#running) return null;
      this.#ms = performance.now() - began;
      const { result, orphaned } = this.#before ? reanchor(this.#before, fresh) : { result: fresh, orphaned: [] };
      this.#orphaned = orphaned;
      this.#take(result);
      this.#emit("annotate", { result, ms: this.#ms });
      return result;
    } catch (error) {
      if (running !== this.#running) return null;
      if (/** @type {any} */ (error)?.name === "AbortError") this.#fail("cancelled");
      else this.#fail(loaded ? "engine" : "load", error);
      return null;
    } finally {
      clearTimeout(busy);
      if (running === this.#running) {
        this.#running = null;
        this.#drawBusy(false);
      }
    }
  }

  /** What went wrong last, until the next text; null where all is well. @returns {{code: string, message: string} | null} */
  get problem() {
    const code = this.#error;
    if (!code) return null;
    const message = code === "too-long" ? `The text has ${this.#text.length} characters; up to ${this.maxLength} are read at once.`
      : code === "cancelled" ? "The annotation was cancelled." : this.#cause;
    return { code, message };
  }

  /** @param {import("./types.js").Format} format @returns {Promise<Uint8Array>} */
  async export(format) {
    return format === "json" ? this.#export(format) : (await this.#engine()).export(this.#must(), format);
  }

  undo() { this.#step(this.#history.undo(), "before"); }
  redo() { this.#step(this.#history.redo(), "after"); }
  canUndo() { return this.#history.done.length > 0; }
  canRedo() { return this.#history.undone.length > 0; }

  /** @param {string | null} id */
  setSelected(id) {
    this.#selected = this.#result && findEntity(this.#result, id) ? id : null;
    if (this.#selected) this.#view.moveTabStop(this.#selected);
    this.#drawSelection();
  }

  /** @param {string | boolean | ScrollIntoViewOptions} [id] a mark; without one, the element itself as ever */
  scrollIntoView(id) {
    if (typeof id === "string") this.#view.scrollTo(id);
    else super.scrollIntoView(id);
  }

  /** Shows one of the page's samples. @param {string} text @param {string} name @param {string} date */
  showSample(text, name, date) {
    this.#forgetResult();
    this.#frame.date.value = date;
    this.setAttribute("document-date", date);
    this.#setText(text);
    this.#sample = name;
    return this.annotate();
  }

  /** Empties the box. */
  clear() {
    this.#running?.abort();
    this.#forgetResult();
    this.#setText("");
    this.removeAttribute("document-date");
    this.#draw();
    this.#frame.input.focus();
  }

  /** The article as the reading view shows it: the text, unit for unit. */
  get shownText() { return this.#view.shownText; }

  async #engine() { return /** @type {Promise<Annotator>} */ (this.#annotator); }

  /** @returns {Result} */
  #must() {
    if (!this.#result) throw new Error("There is no annotated article yet.");
    return this.#result;
  }

  /** @param {"json"} _format */
  #export(_format) {
    return new TextEncoder().encode(JSON.stringify(toNative(this.#must()), null, 1));
  }

  // State.

  /** CRLF becomes LF, because a text area does that; nothing else in the text is touched. @param {string} text */
  #setText(text) {
    this.#text = text.replace(/\r\n?/g, "\n");
    this.#sample = "";
    this.#error = "";
    if (this.#frame.input.value !== this.#text) this.#frame.input.value = this.#text;
    this.#keep();
  }

  /** Where the browser refuses, the choice goes back to what is true: nothing is kept. */
  #keep() {
    if (this.persist !== "local" || keepText(this.#text)) return;
    this.persist = "none";
    this.#unkept = true;
    if (this.#built) this.#draw();
  }
  #unkept = false;

  #forgetResult() {
    this.#result = null;
    this.#before = null;
    this.#writing = false;
    this.#orphaned = [];
    this.#selected = null;
    this.#history.clear();
    this.#sample = "";
    this.#error = "";
    this.#setFormValue();
  }

  /** @param {Result} result */
  #take(result) {
    this.#result = result;
    this.#before = null;
    this.#writing = false;
    this.#history.clear();
    this.#selected = null;
    this.#find.clear();
    this.#map.reset();
    this.#setFormValue();
    this.#draw();
  }

  /** @param {string} code @param {unknown} [cause] */
  #fail(code, cause) {
    this.#error = code;
    this.#cause = cause ? String(/** @type {any} */ (cause)?.message ?? cause) : "";
    this.#draw();
    this.#emit("error", { code });
  }
  #cause = "";

  /** @param {string} name @param {object} [detail] */
  #emit(name, detail = {}) {
    this.dispatchEvent(new CustomEvent(`conflict-annotator:${name}`, { bubbles: true, composed: true, detail }));
  }

  /** @param {"create" | "update" | "delete"} action @param {Entity} entity @param {Entity | null} previous @param {Result} after */
  #commit(action, entity, previous, after) {
    this.#history.push({ before: this.#must(), after, action, entity, previous });
    this.#result = after;
    this.#selected = findEntity(after, entity.id) ? entity.id : null;
    this.#setFormValue();
    this.#draw();
    this.#emit("change", { entity, previous, action });
  }

  /** @param {import("./history.js").Edit | null} edit @param {"before" | "after"} side */
  #step(edit, side) {
    if (!edit) return;
    this.#result = edit[side];
    this.#selected = findEntity(this.#result, edit.entity.id) ? edit.entity.id : findEntity(this.#result, edit.previous?.id) ? edit.previous?.id ?? null : null;
    this.#setFormValue();
    this.#draw();
    const undoing = side === "before";
    const action = edit.action === "update" || !undoing ? edit.action : edit.action === "create" ? "delete" : "create";
    this.#emit("change", { entity: undoing ? edit.previous ?? edit.entity : edit.entity, previous: undoing ? edit.entity : edit.previous, action });
  }

  /** @param {(result: Result, entity: Entity) => Result | null} edit */
  #edit(edit) {
    const entity = this.#result && findEntity(this.#result, this.#selected ?? this.#view.current);
    if (!entity || this.#fixed) return;
    const after = edit(this.#must(), entity);
    if (!after) return;
    const now = findEntity(after, entity.id);
    this.#commit(now ? "update" : "delete", now ?? entity, entity, after);
  }

  /** @param {Kind} kind @param {[number, number]} span */
  #add(kind, span) {
    const words = edits.wholeWords(this.#text, span);
    if (!words || this.#fixed) return;
    const { result, id } = edits.add(this.#must(), kind, ...words);
    document.getSelection()?.removeAllRanges();
    this.#off.delete(kind);
    const entity = findEntity(result, id);
    if (entity) this.#commit("create", entity, null, result);
    this.#toCard();
  }

  /** @param {Kind} kind */
  #retype(kind) {
    const entity = findEntity(this.#must(), this.#selected);
    if (!entity || kind === entity.kind) return;
    const { result, id } = edits.retype(this.#must(), entity, kind);
    const now = findEntity(result, id);
    if (now) this.#commit("update", now, entity, result);
    this.#toCard();
  }

  /** @param {string} id */
  #choose(id) {
    if (document.getSelection()?.isCollapsed === false && this.#view.selection()) return;
    this.setSelected(id);
    this.#view.focus(id);
    this.#emit("select", { entity: this.#result && findEntity(this.#result, id) });
  }

  #toCard() {
    /** @type {HTMLElement | null} */ (this.#shadow.querySelector("#card-title"))?.focus();
  }

  // What buttons and keys do, by name.

  /** @returns {Record<string, () => void>} */
  #actions() {
    const move = (/** @type {number} */ step, /** @type {boolean} */ same) => {
      const kind = same && this.#view.entities.find(({ id }) => id === this.#view.current)?.kind;
      const id = this.#view.neighbour(step, (entity) => !kind || entity.kind === kind);
      if (id) this.#go(id);
    };
    const end = (/** @type {number} */ at) => {
      const entity = this.#view.entities.at(at);
      if (entity) this.#go(entity.id);
    };
    return {
      previous: () => move(-1, false), next: () => move(1, false), previousSame: () => move(-1, true), nextSame: () => move(1, true),
      first: () => end(0), last: () => end(-1),
      open: () => {
        if (!this.#view.current) return;
        this.setSelected(this.#view.current);
        this.#emit("select", { entity: this.#result && findEntity(this.#result, this.#selected) });
        this.#toCard();
      },
      back: () => this.#back(),
      add: () => {
        this.#adding = true;
        this.#drawMaker();
      },
      grow: () => this.#edit((result, entity) => edits.reshape(result, entity, "end", 1)),
      shrink: () => this.#edit((result, entity) => edits.reshape(result, entity, "end", -1)),
      reject: () => this.#edit((result, entity) => (entity.mark.review === "rejected" ? edits.restore : edits.reject)(result, entity)),
      confirm: () => this.#edit((result, entity) => (entity.mark.review === "confirmed" ? edits.restore : edits.confirm)(result, entity)),
      find: () => this.#frame.findInput.focus(),
      findChanged: () => {
        this.#find.search(this.#text, this.#frame.findInput.value);
        this.#find.show(this.#view, 0);
        this.#drawFind();
      },
      findNext: () => { this.#find.show(this.#view, 1); this.#drawFind(); },
      findPrevious: () => { this.#find.show(this.#view, -1); this.#drawFind(); },
      help: () => this.#help(),
      annotate: () => this.annotate(),
      cancel: () => this.#running?.abort(),
      undo: () => this.undo(), redo: () => this.redo(),
      hide: () => {
        this.#frame.hide.checked = !this.#frame.hide.checked;
        this.act.hideChanged();
      },
      keepChanged: () => {
        this.persist = this.#frame.keep.checked ? "local" : "none";
        this.#unkept = false;
        this.#keep();
        if (this.persist === "none") forgetText();
        this.#draw();
      },
      forget: () => {
        forgetText();
        this.persist = "none";
      },
      hideChanged: () => { this.#hidden = this.#frame.hide.checked; this.#draw(); },
      labelsChanged: () => { this.labels = /** @type {any} */ (this.#frame.labels.value); },
      minorChanged: () => { this.#minor = this.#frame.minor.checked; this.#draw(); },
      dateChanged: () => this.#reflect("document-date", this.#frame.date.value),
      write: () => this.#write(),
      read: () => { this.#setText(this.#must().text); this.#before = null; this.#writing = false; this.#draw(); },
      fileChosen: () => {
        const file = this.#frame.file.files?.[0];
        if (file) this.#open(file);
        this.#frame.file.value = "";
      },
      ...Object.fromEntries(KINDS.map((kind) => [`toggle-${kind}`, () => {
        if (!this.#off.delete(kind)) this.#off.add(kind);
        this.#draw();
      }])),
    };
  }
  /** @type {Record<string, () => void>} */ act;

  /** @param {string} id */
  #go(id) {
    this.#view.focus(id);
    if (this.#selected) this.setSelected(id);
  }

  #back() {
    const id = this.#selected;
    this.#adding = false;
    this.setSelected(null);
    if (id) this.#view.focus(id);
    this.#drawMaker();
  }

  #write() {
    this.#before = this.#result;
    this.#writing = true;
    this.#frame.input.value = this.#text;
    this.#error = "";
    this.#draw();
    this.#frame.input.focus();
  }

  /** @param {File} file */
  async #open(file) {
    try {
      const text = await file.text();
      if (/\.json$/i.test(file.name) || file.type === "application/json") {
        // Read before anything goes: a broken file takes no edits with it.
        const result = readResult(JSON.parse(text));
        this.#forgetResult();
        this.result = result;
      } else {
        this.#forgetResult();
        this.#setText(text);
        await this.annotate();
      }
    } catch (error) {
      this.#fail("file", error);
    }
  }

  #help() {
    const dialog = buildHelp(this.#singles, (on) => { this.#singles = on; });
    dialog.addEventListener("close", () => dialog.remove());
    this.#shadow.append(dialog);
    dialog.showModal();
  }

  #listen() {
    const { input, article, frame, reading } = this.#frame;
    input.addEventListener("input", (event) => {
      this.#text = input.value;
      this.#sample = "";
      this.#keep();
      if (/** @type {InputEvent} */ (event).inputType === "insertFromPaste" || /** @type {InputEvent} */ (event).inputType === "insertFromDrop") this.annotate();
      else if (this.#error) { this.#error = ""; this.#draw(); }
    });
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); this.annotate(); }
    });
    article.addEventListener("keydown", (event) => this.#key(event));
    frame.addEventListener("keydown", (event) => {
      const inField = /** @type {Element} */ (event.composedPath()[0]).matches?.("input, textarea, select");
      const action = actionOf(event, false);
      // A dialog that the host page put into a slot closes itself.
      const inDialog = event.composedPath().some((node) => /** @type {any} */ (node).localName === "dialog");
      if (event.defaultPrevented || inDialog || this.#frame.read.hidden) return;
      if (action === "back" && !this.#frame.card.hidden) { event.preventDefault(); this.#back(); }
      else if (!inField && (action === "undo" || action === "redo" || action === "hide")) { event.preventDefault(); this.act[action](); }
    });
    frame.addEventListener("click", (event) => {
      for (const menu of [this.#frame.view, this.#frame.exportMenu]) if (menu.open && !event.composedPath().includes(menu)) menu.open = false;
    });
    // A parser or a framework may add the article after the element.
    this.#frame.source.addEventListener("slotchange", () => { if (this.#built && !this.#text && !this.#result && !this.waiting) this.#readSlot(); });
    reading.addEventListener("pointerup", () => setTimeout(() => this.#drawMaker()));
    for (const name of ["dragenter", "dragover"]) {
      frame.addEventListener(name, (event) => {
        if (!/** @type {DragEvent} */ (event).dataTransfer?.types.includes("Files")) return;
        event.preventDefault();
        frame.classList.add("drop");
      });
    }
    frame.addEventListener("dragleave", (event) => { if (!frame.contains(/** @type {Node} */ (event.relatedTarget))) frame.classList.remove("drop"); });
    frame.addEventListener("drop", (event) => {
      frame.classList.remove("drop");
      const file = event.dataTransfer?.files[0];
      if (!file || this.waiting) return;
      event.preventDefault();
      this.#open(file);
    });
  }

  #listenOutside() {
    this.#outside = new AbortController();
    const { signal } = this.#outside;
    const observer = new ResizeObserver(() => this.#measure());
    observer.observe(this);
    signal.addEventListener("abort", () => observer.disconnect());
    document.addEventListener("selectionchange", () => {
      if (this.#frame.read.hidden || this.#fixed) return;
      this.#chosen = this.#view.selection();
      this.#drawMaker();
    }, { signal });
    // Paper shows the claims, whatever panel was open.
    let open = this.#panel;
    addEventListener("beforeprint", () => { open = this.#panel; this.#showPanel("claims"); }, { signal });
    addEventListener("afterprint", () => this.#showPanel(open), { signal });
  }

  /** Text size counts: a wide element with large letters is narrow. */
  #measure() {
    const { clientWidth } = this.#frame.frame;
    const rem = clientWidth / (parseFloat(getComputedStyle(document.documentElement).fontSize) || 16);
    const { classList, style } = this.#frame.frame;
    classList.toggle("wide", rem >= WIDE_REM);
    classList.toggle("narrow", rem < WIDE_REM);
    classList.toggle("slim", rem < SLIM_REM);
    style.setProperty("--frame-width", `${clientWidth}px`);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (this.#adding && KIND_KEYS[event.key]) {
      event.preventDefault();
      this.#adding = false;
      if (this.#chosen) this.#add(KIND_KEYS[event.key], this.#chosen);
      return;
    }
    const action = actionOf(event, this.#singles);
    // While words are being selected, arrows with shift belong to the browser.
    if (!action || action === "back" || ((action === "grow" || action === "shrink") && this.#chosen)) return;
    event.preventDefault();
    event.stopPropagation();
    this.act[action]();
  }

  // Drawing: everything on show follows from the fields above.

  #shown() {
    if (!this.#result || this.#hidden) return [];
    return entities(this.#result).filter((entity) => !this.#off.has(entity.kind) && (this.#minor || !isMinor(entity)));
  }

  #draw() {
    const { frame, bar, read, write, article, chips, undo, redo, date, dateNote, back, annotate, input, legend, source, readBar, keep, keeping, forget } = this.#frame;
    const result = this.#result;
    const reading = Boolean(result) && !this.#writing && !this.#error;
    this.#drawStates();
    frame.dataset.theme = this.theme;
    source.hidden = this.#built;
    read.hidden = !reading;
    readBar.hidden = !reading;
    write.hidden = reading;
    bar.hidden = this.waiting;
    bar.classList.toggle("reading", reading);
    input.disabled = this.waiting || this.matches(":disabled");
    input.readOnly = this.readonly;
    input.placeholder = this.waiting ? "One moment: loading the engine, then closing the door …" : "Paste an article about a war here";
    annotate.disabled = this.waiting;
    back.hidden = !this.#writing;
    date.disabled = this.#fixed;
    undo.disabled = !this.canUndo();
    redo.disabled = !this.canRedo();
    keep.checked = this.persist === "local";
    keeping.hidden = !canKeep();
    forget.hidden = !keep.checked;
    undo.hidden = redo.hidden = this.#fixed;
    legend.hidden = this.#fixed;
    const { document: info } = result ?? { document: null };
    dateNote.textContent = dateWordsOf(info, date.value);
    this.#drawNotices(reading);
    if (!reading || !result) return;
    const all = entities(result).filter((entity) => this.#minor || !isMinor(entity));
    for (const chip of chips.children) {
      const kind = /** @type {Kind} */ (/** @type {HTMLElement} */ (chip).dataset.kind);
      chip.setAttribute("aria-pressed", String(!this.#off.has(kind)));
      /** @type {HTMLElement} */ (chip.querySelector(".count")).textContent = formatNumber(all.filter((entity) => entity.kind === kind && entity.mark.review !== "rejected").length);
    }
    this.#view.show(result.text, this.#shown(), this.labels).then(() => {
      this.#drawHighlight();
      if (this.#find.hits.length) this.#find.show(this.#view, 0);
    });
    article.setAttribute("aria-busy", "false");
    this.#drawStatus(result);
    this.#drawSelection();
  }

  /** @param {Result} result */
  #drawStatus(result) {
    const all = entities(result).filter((entity) => entity.mark.review !== "rejected" && !isMinor(entity));
    const words = KINDS.flatMap((kind) => {
      const count = all.filter((entity) => entity.kind === kind).length;
      return count ? `${formatNumber(count)} ${count === 1 ? KIND_NAME[kind].one.toLowerCase() : KIND_NAME[kind].counted}` : [];
    });
    const edited = edits.editCount(result);
    this.#frame.status.textContent = [
      words.length ? words.join(", ") : "Nothing found",
      edited ? `${edited} ${edited === 1 ? "edit" : "edits"} by hand` : "",
    ].filter(Boolean).join(" · ");
  }

  #drawStates() {
    const states = /** @type {any} */ (this.#internals).states;
    const now = {
      empty: !this.#text.trim(), sample: Boolean(this.#sample), busy: Boolean(this.#running), error: Boolean(this.#error),
      edited: Boolean(this.#result && edits.editCount(this.#result)), sealed: Boolean(this.sealed),
    };
    for (const [name, on] of Object.entries(now)) {
      try {
        if (on) states?.add(name);
        else states?.delete(name);
      } catch {
        // Browsers before custom states knew bare names; the state is for styling only.
      }
    }
  }

  /** True once the page has sealed itself; for `:state(sealed)`. */
  /** One sentence about the engine, shown above every article; empty where all is well. */
  get remark() { return this.#remark; }
  set remark(value) { this.#remark = value; this.#draw(); }

  get sealed() { return this.#sealed; }
  set sealed(value) { this.#sealed = value; this.#drawStates(); }
  #sealed = false;

  /** @param {boolean} on */
  #drawBusy(on) {
    const { progress, frame } = this.#frame;
    progress.hidden = !on;
    frame.setAttribute("aria-busy", String(on));
    this.#drawStates();
  }

  /** @param {boolean} reading */
  #drawNotices(reading) {
    const { notices, status } = this.#frame;
    /** @type {(Node | null)[]} */
    const shown = [];
    if (this.#error) shown.push(this.#errorNotice());
    if (this.#unkept) {
      shown.push(h("div", { class: "notice warning", role: "status" }, h("p", {}, h("b", {}, "Not kept on this device. "), "This browser refuses storage here, or has no room left. The text stays in the box until the page is closed; export it, or share it by link, to keep it.")));
    }
    if (!reading) status.textContent = "";
    if (reading && this.#sample) {
      shown.push(h("div", { class: "notice sample" }, h("p", {}, h("b", {}, "Sample. "), this.#sample), button("Clear, and paste your own", () => this.clear(), { class: "primary" })));
    }
    if (reading && this.#remark) shown.push(h("div", { class: "notice warning" }, h("p", {}, h("b", {}, "Fewer places. "), this.#remark)));
    if (reading && this.#result) {
      const found = entities(this.#result).filter((entity) => !isMinor(entity));
      if (!found.length) {
        shown.push(h("div", { class: "notice" }, h("div", {}, h("p", {}, h("b", {}, "Nothing found in this text.")),
          h("p", {}, "Looked for: parties (states, armies, groups, officials), casualty claims (killed, wounded, missing, captured, displaced), losses of equipment, places, and dates. The annotator reads English only. You can still select words and mark them yourself.")), button("Edit text", () => this.#write())));
      }
      for (const warning of this.#result.document.warnings) shown.push(h("div", { class: "notice warning" }, h("p", {}, h("b", {}, "Check this: "), warning.message)));
      if (this.#orphaned.length) {
        shown.push(h("div", { class: "notice" }, h("details", {}, h("summary", {}, `${this.#orphaned.length} of your edits no longer fit the text`),
          h("ul", {}, this.#orphaned.map((entity) => h("li", {}, `${KIND_NAME[entity.kind].one}: “${entity.mark.text}” (${entity.mark.review})`)))),
          button("Dismiss", () => { this.#orphaned = []; this.#draw(); }, { class: "quiet" })));
      }
    }
    notices.replaceChildren(...shown.filter((node) => node !== null));
  }

  #errorNotice() {
    const length = formatNumber(this.#text.length);
    const say = (/** @type {string} */ title, /** @type {string} */ words, /** @type {Node[]} */ ...actions) =>
      h("div", { class: "notice error", role: "alert" }, h("div", {}, h("p", {}, h("b", {}, title)), h("p", {}, words)), ...actions);
    if (this.#error === "too-long") {
      return say("This text is too long.", `It has ${length} characters; up to ${formatNumber(this.maxLength)} are read at once. Your text is kept below: shorten it, or mark it in parts.`);
    }
    if (this.#error === "cancelled") return say("Cancelled.", "Your text is kept below.", button("Mark the text", () => this.annotate()));
    if (this.#error === "file") return say("This file could not be opened.", `${this.#cause} A .txt file, or native JSON exported from here, can be opened.`);
    const report = `conflict-annotator, error ${this.#error}, ${this.#cause}, ${length} characters, ${navigator.userAgent}`;
    const copy = button("Copy report", () => navigator.clipboard?.writeText(report).catch(() => {}), { class: "quiet", title: report });
    if (this.#error === "load" && this.reload) {
      return say("The engine could not be loaded.", `${this.#cause} Your text is kept below. This page is sealed and cannot fetch anything more, so it has to be loaded again; your text can come along in the page's address, behind the # sign, which browsers do not send.`,
        button("Load again with my text", () => this.reload?.(this.#text), { class: "primary" }), copy);
    }
    if (this.#error === "load") {
      return say("The engine could not be loaded.", `${this.#cause} Your text is kept below. Try again; if that fails as well, reload the page.`, button("Try again", () => this.#retryHere()), copy);
    }
    return say("The engine failed.", "Your text is kept below. Try again on the main thread; if that fails as well, reload the page. The report has no word of your text in it.",
      button("Try again", () => this.#retryHere()), copy);
  }

  /** How a sealed page loads itself again with a text; set by the page. @type {((text: string) => void) | null} */
  reload = null;

  async #retryHere() {
    try {
      const annotator = await /** @type {any} */ (this.#annotator);
      if (annotator?.module) {
        const { LocalAnnotator } = await import("./annotator.js");
        this.annotator = Promise.resolve(new LocalAnnotator(annotator.module, annotator.gazetteer ?? null));
      }
    } catch {
      this.#annotator = null;
    }
    return this.annotate();
  }

  #drawTabs() {
    const names = PANELS.filter((name) => this.panels.split(/\s+/).includes(name));
    if (!names.includes(this.#panel)) this.#panel = names[0] ?? "claims";
    const { tabs, panel, inspector, card } = this.#frame;
    // Without panels, the inspector is there for the card alone.
    tabs.hidden = panel.hidden = !names.length;
    inspector.hidden = !names.length && card.hidden;
    const choose = (/** @type {typeof names[number]} */ name) => {
      this.#panel = name;
      for (const tab of tabs.children) {
        const on = tab.id === `tab-${name}`;
        tab.setAttribute("aria-selected", String(on));
        /** @type {HTMLElement} */ (tab).tabIndex = on ? 0 : -1;
      }
      this.#frame.panel.setAttribute("aria-labelledby", `tab-${name}`);
      this.#drawPanel();
    };
    tabs.replaceChildren(...names.map((name) => button(PANEL_NAME[name], () => choose(name), {
      role: "tab", id: `tab-${name}`, "aria-controls": "panel",
      onkeydown: (/** @type {KeyboardEvent} */ event) => {
        const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (!step) return;
        event.preventDefault();
        const next = names[(names.indexOf(name) + step + names.length) % names.length];
        choose(next);
        /** @type {HTMLElement} */ (this.#shadow.querySelector(`#tab-${next}`)).focus();
      },
    })));
    this.#showPanel = choose;
    choose(this.#panel);
  }
  /** @type {(name: import("./frame.js").PanelName) => void} */ #showPanel = () => {};

  #drawPanel() {
    const { panel } = this.#frame;
    if (!this.#result) return panel.replaceChildren();
    const shown = this.#shown();
    const kept = shown.filter(({ mark }) => mark.review !== "rejected");
    const select = (/** @type {string} */ id) => {
      this.setSelected(id);
      this.#view.scrollTo(id);
      this.#emit("select", { entity: findEntity(this.#must(), id) });
    };
    const context = { select, selected: this.#selected, redraw: () => this.#drawPanel() };
    panel.setAttribute("part", this.#panel);
    panel.replaceChildren(
      this.#panel === "claims" ? buildClaims(this.#result, kept, context)
        : this.#panel === "map" ? this.#map.build(kept, context)
          : this.#panel === "timeline" ? buildTimeline(this.#result, kept, context)
            : buildTable(shown, this.#table, context));
  }

  #drawSelection() {
    const { card, inspector, tabs } = this.#frame;
    const entity = this.#result && findEntity(this.#result, this.#selected);
    const opened = Boolean(card.querySelector("details[open]")) && card.dataset.id === entity?.id;
    const focused = card.contains(this.#shadow.activeElement);
    card.hidden = !entity;
    inspector.hidden = !entity && tabs.hidden;
    card.dataset.id = entity?.id ?? "";
    card.replaceChildren(...(entity ? [buildCard(entity, {
      close: () => this.#back(),
      confirm: this.act.confirm, reject: this.act.reject,
      revise: (values) => this.#edit((result, current) => edits.revise(result, current, values)),
      retype: (kind) => this.#retype(kind),
      reshape: (border, step) => this.#edit((result, current) => edits.reshape(result, current, border, step)),
      go: (step) => {
        const id = this.#view.neighbour(step);
        if (!id) return;
        this.#view.moveTabStop(id);
        this.setSelected(id);
        this.#view.scrollTo(id);
        this.#toCard();
      },
      showOnMap: entity.kind === "location" && entity.mark.lat !== null && this.panels.includes("map")
        ? () => { this.#map.reveal(entity.id); this.#showPanel("map"); } : null,
    }, this.#fixed)] : []));
    if (opened) card.querySelector("details")?.setAttribute("open", "");
    if (focused) this.#toCard();
    this.#drawHighlight();
    this.#drawPanel();
  }

  #drawHighlight() {
    const entity = this.#result && findEntity(this.#result, this.#selected);
    this.#view.highlight(this.#selected, entity ? kinOf(entity, this.#shown()) : new Set());
  }

  #drawFind() {
    const { hits, at } = this.#find;
    this.#frame.findCount.textContent = this.#frame.findInput.value.trim() ? (hits.length ? `${at + 1} of ${hits.length}` : "no hits") : "";
  }

  #drawMaker() {
    const { maker } = this.#frame;
    const span = this.#chosen;
    maker.hidden = !span || this.#fixed;
    if (!span || maker.childElementCount) return;
    maker.replaceChildren(h("span", { class: "note" }, "Mark the selected words as"), ...Object.entries(KIND_KEYS).map(([key, kind]) =>
      h("button", { type: "button", "data-entity": kind, onpointerdown: (/** @type {Event} */ event) => event.preventDefault(), onclick: () => this.#chosen && this.#add(kind, this.#chosen) },
        KIND_NAME[kind].one, " ", h("kbd", { "aria-hidden": "true" }, key))));
  }

  #drawExports() {
    this.#frame.exports.replaceChildren(h("ul", {}, FORMATS.map(({ format, name, says, file, mime }) => h("li", {},
      h("button", { type: "button", "data-format": format, onclick: async () => {
        try {
          download(await this.export(format), file, mime);
          this.#frame.exportMenu.open = false;
        } catch (error) {
          this.#frame.status.textContent = `The export failed: ${/** @type {Error} */ (error).message}`;
        }
      } }, h("b", {}, name), " ", h("span", { class: "note" }, says))))),
    button("Print", () => print(), { class: "quiet" }));
  }
}

/** @param {Entity} entity @param {Entity[]} shown @returns {Set<string>} marks of the same party, place, day or loss */
function kinOf(entity, shown) {
  const key = sameness(entity);
  return new Set(key ? shown.filter((other) => other.kind === entity.kind && sameness(other) === key).map(({ id }) => id) : []);
}

/** @param {Entity} entity */
function sameness({ kind, mark }) {
  if (kind === "party") return mark.canonical.join("|");
  if (kind === "location") return mark.canonical;
  if (kind === "date") return mark.value;
  return mark.cluster;
}

/** @param {import("./types.js").DocumentInfo | null} info @param {string} given */
function dateWordsOf(info, given) {
  if (given) return "";
  if (!info) return "optional: tells the year and what “Tuesday” means";
  /** @type {Record<string, string>} */
  const source = { header: "from its header", dateline: "from its dateline", inferred: "worked out from the article" };
  return info.date ? `read as ${info.date}, ${source[info.date_source] ?? "from the article"}` : "not found in the text: set it to resolve weekdays";
}

/** @template {string} T @param {string | null} value @param {readonly T[]} allowed @param {NoInfer<T>} fallback @returns {T} */
const oneOf = (value, allowed, fallback) => allowed.find((one) => one === value) ?? fallback;
