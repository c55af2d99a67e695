// @ts-check
// Everything in one table, sortable by each column.

import { button, h } from "./dom.js";
import { KIND_NAME, facts, valueWords } from "./describe.js";

/** @import {Child} from "./dom.js" */
/** @import {Entity} from "./types.js" */

/** How many rows a table shows before it asks. */
const PAGE = 300;

/**
 * What a column sorts by, and how its cells look where that is not the same text. Few columns: the table stands in the inspector.
 * @type {{name: string, of: (entity: Entity) => string | number, cell?: (entity: Entity, select: (id: string) => void) => Child}[]}
 */
const COLUMNS = [
  { name: "At", of: ({ start }) => start, cell: ({ mark }) => String(mark.start_cp) },
  { name: "Kind", of: ({ kind }) => KIND_NAME[kind].one, cell: ({ kind, mark }) => [KIND_NAME[kind].one, mark.review !== "auto" && h("div", { class: "note" }, mark.review)] },
  { name: "Words", of: ({ mark }) => mark.text, cell: ({ id, mark }, select) => button(mark.text, () => select(id), { class: "quote", dir: "auto" }) },
  { name: "Read as", of: valueWords, cell: (entity) => [valueWords(entity), h("div", { class: "note" }, details(entity))] },
];

const details = (/** @type {Entity} */ entity) => [...new Set(facts(entity).slice(0, 4).map(([, value]) => value))].join(" · ");

/** @typedef {{column: number, down: boolean, shown: number}} TableState */
/** @returns {TableState} */
export const tableState = () => ({ column: 0, down: false, shown: PAGE });

/**
 * @param {Entity[]} entities @param {TableState} state
 * @param {{select: (id: string) => void, selected: string | null, redraw: () => void}} context
 */
export function buildTable(entities, state, { select, selected, redraw }) {
  const { of } = COLUMNS[state.column];
  const order = new Intl.Collator("en", { numeric: true });
  const rows = entities.map((entity) => ({ entity, key: of(entity) })).sort((a, b) =>
    (typeof a.key === "number" && typeof b.key === "number" ? a.key - b.key : order.compare(String(a.key), String(b.key))) || a.entity.start - b.entity.start);
  if (state.down) rows.reverse();
  const sortBy = (/** @type {number} */ column) => {
    state.down = column === state.column && !state.down;
    state.column = column;
    redraw();
  };
  return h("div", { class: "table-place", role: "region", "aria-label": "All marks", tabindex: "0" },
    h("table", {},
      h("thead", {}, h("tr", {}, COLUMNS.map(({ name }, column) => h("th", {
        scope: "col", "aria-sort": column !== state.column ? "none" : state.down ? "descending" : "ascending",
      }, button(name, () => sortBy(column), { class: "sort", "data-column": column }))))),
      h("tbody", {}, rows.slice(0, state.shown).map(({ entity }) => h("tr", { "data-entity": entity.kind, "data-review": entity.mark.review, class: entity.id === selected ? "on" : null },
        COLUMNS.map(({ of: key, cell }) => h("td", {}, cell ? cell(entity, select) : String(key(entity)))))))),
    rows.length > state.shown && button(`Show more (${rows.length - state.shown} left)`, () => { state.shown += PAGE * 3; redraw(); }));
}
