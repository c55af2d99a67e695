// @ts-check
// The element's skeleton: what stands where, before any article fills it.

import { button, h } from "./dom.js";
import { KINDS } from "./result.js";
import { KIND_NAME } from "./describe.js";

export const PANELS = /** @type {const} */ (["claims", "map", "timeline", "table"]);
/** @typedef {typeof PANELS[number]} PanelName */
/** @typedef {Record<string, () => void>} Actions */

/** @param {Actions} act what the buttons do, by name */
export function buildFrame(act) {
  const date = h("input", { type: "date", id: "date", max: "9999-12-31", onchange: () => act.dateChanged(), "aria-describedby": "date-note" });
  const dateNote = h("span", { id: "date-note", class: "note" });
  const undo = button("Undo", () => act.undo());
  const redo = button("Redo", () => act.redo());
  const chips = h("div", { class: "chips", role: "group", "aria-label": "Kinds of marks: press to hide or show" },
    KINDS.map((kind) => h("button", { type: "button", class: "chip", "data-kind": kind, "aria-pressed": "true", onclick: () => act[`toggle-${kind}`]() },
      h("span", { class: "swatch", "data-entity": kind, "aria-hidden": "true" }), h("span", {}, KIND_NAME[kind].many), " ", h("span", { class: "count" }, "0"))));
  const labels = h("select", { id: "labels", onchange: () => act.labelsChanged() },
    h("option", { value: "full" }, "with values"), h("option", { value: "short" }, "kind only"), h("option", { value: "none" }, "off"));
  const minor = h("input", { type: "checkbox", id: "minor", onchange: () => act.minorChanged() });
  const hide = h("input", { type: "checkbox", id: "hide", onchange: () => act.hideChanged() });
  const keep = h("input", { type: "checkbox", onchange: () => act.keepChanged() });
  const forget = button("Forget it", () => act.forget(), { class: "quiet" });
  const keeping = h("div", {}, h("label", {}, keep, " Keep my text on this device"), " ", forget);
  const view = h("details", { class: "menu" }, h("summary", {}, "View"), h("div", { class: "sheet" },
    h("label", { for: "labels" }, "Labels after marks "), labels,
    h("label", {}, minor, " Also mark places inside party names, and “now”, “recently”"),
    h("label", {}, hide, " Hide all marks"), keeping));
  const exports = h("div", { class: "sheet" });
  const exportMenu = h("details", { class: "menu", part: "export" }, h("summary", {}, "Export"), exports);
  const findInput = h("input", { type: "search", id: "find", placeholder: "Find in the text", "aria-label": "Find in the text", oninput: () => act.findChanged(),
    onkeydown: (/** @type {KeyboardEvent} */ event) => {
      if (event.key === "Enter") { event.preventDefault(); (event.shiftKey ? act.findPrevious : act.findNext)(); }
    } });
  const findCount = h("span", { class: "note", role: "status" });
  const find = h("div", { class: "find", role: "search" }, findInput,
    button("↑", () => act.findPrevious(), { "aria-label": "Previous hit" }), button("↓", () => act.findNext(), { "aria-label": "Next hit" }), findCount);

  const readBar = h("div", { class: "read-bar" },
    h("div", { class: "row" }, chips),
    h("div", { class: "row tools" }, button("Edit text", () => act.write(), { class: "edit-text" }), undo, redo, view, exportMenu, h("slot", { name: "actions" }), find,
      button("Keys and help", () => act.help(), { class: "quiet" })));
  const bar = h("div", { class: "bar", part: "toolbar" },
    h("div", { class: "row date-row" }, h("label", { for: "date" }, "Published"), date, dateNote), readBar);

  const input = h("textarea", {
    part: "input", id: "input", rows: "9", spellcheck: "false", dir: "auto", autocomplete: "off",
    placeholder: "Paste an article about a war here", "aria-label": "Article text",
  });
  const annotate = button("Mark the text", () => act.annotate(), { class: "primary" });
  const file = h("input", { type: "file", accept: ".txt,.json,text/plain,application/json", hidden: true, onchange: () => act.fileChosen() });
  const back = button("Back to the marks", () => act.read(), { class: "quiet", hidden: true });
  const write = h("section", { class: "write", "aria-label": "Your text" }, input,
    h("div", { class: "row" }, annotate, button("Open a file", () => file.click(), { class: "quiet" }), file, back,
      h("span", { class: "note" }, "or drop a .txt or .json file anywhere here")),
    h("slot", { name: "empty", onslotchange: (/** @type {Event} */ event) => {
      write.classList.toggle("beside", /** @type {HTMLSlotElement} */ (event.target).assignedElements().length > 0);
    } }));

  const progress = h("div", { class: "progress", hidden: true }, h("progress", { "aria-label": "Marking the text" }), h("span", {}, " Marking … "), button("Cancel", () => act.cancel()));
  const notices = h("div", { class: "notices" });
  const article = h("article", { class: "article", part: "text", "aria-label": "The article with its marks", tabindex: "-1" });
  const legend = h("p", { class: "note steps" }, "Press a mark to see what was read from it. Select words to mark them yourself.");
  const maker = h("div", { class: "maker", role: "group", "aria-label": "Mark the selected words as", hidden: true });
  const reading = h("section", { class: "reading", "aria-label": "Reading view" }, legend, article, maker);

  const tabs = h("div", { role: "tablist", class: "tabs", "aria-label": "Views of the article" });
  const panel = h("div", { role: "tabpanel", class: "panel", id: "panel", tabindex: "0" });
  const card = h("div", { class: "card-place" });
  const inspector = h("aside", { class: "inspector", part: "inspector", "aria-label": "What was read" }, card, tabs, panel);

  const read = h("section", { class: "read", hidden: true }, reading, inspector);
  const status = h("p", { class: "status", part: "status", role: "status" });
  const article_slot = h("slot", { class: "source" });
  const frame = h("div", { class: "frame" }, bar, notices, write, progress, status, read, article_slot);

  return {
    frame, bar, readBar, date, dateNote, undo, redo, chips, labels, minor, hide, keep, forget, keeping, view, exports, exportMenu, find, findInput, findCount, input, annotate, file,
    back, write, progress, notices, article, legend, maker, reading, tabs, panel, card, inspector, read, status, source: article_slot,
  };
}

/** @typedef {ReturnType<typeof buildFrame>} Frame */
