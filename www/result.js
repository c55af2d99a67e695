// @ts-check
// One annotated article as the page holds it: never changed in place, so that undo is a list of older ones.

/** @import {Entity, Kind, Layer, Mark, Result} from "./types.js" */

/** @type {Kind[]} */
export const KINDS = ["party", "casualty", "materiel", "location", "date"];

/** @type {Record<Kind, Layer>} */
export const LAYER = { party: "parties", casualty: "casualties", materiel: "materiel", location: "locations", date: "dates" };

const FORMAT = "conflict-annotator/1";

/** @param {string} text @returns {Result} */
export function emptyResult(text) {
  return {
    format: FORMAT, id: "", text, offset_unit: "utf16",
    document: { date: null, date_source: "none", sides: { A: [], B: [] }, warnings: [] },
    parties: [], casualties: [], materiel: [], locations: [], dates: [],
  };
}

/**
 * Checks what comes from outside (the engine, a file, a host page) and fills what the page relies on.
 * Offsets in code points become UTF-16; marks that point outside the text are dropped.
 * @param {any} given @returns {Result}
 */
export function readResult(given) {
  if (!given || typeof given !== "object" || typeof given.text !== "string") {
    throw new TypeError("This file is not an annotated article: it has no text.");
  }
  if (given.format !== FORMAT) throw new TypeError(`This file is not in the format ${FORMAT}.`);
  const text = given.text;
  const units = given.offset_unit === "utf16" ? null : unitsOfCodePoints(text);
  const toUnit = (/** @type {number} */ offset) => (units ? units[offset] ?? -1 : offset);
  const toSpan = (/** @type {any} */ span) =>
    Array.isArray(span) && span.length === 2 ? [toUnit(span[0]), toUnit(span[1])] : null;
  const points = codePointsOfUnits(text);
  const ids = new Set();
  const result = { ...emptyResult(text), id: String(given.id ?? "") };
  const info = given.document ?? {};
  result.document = {
    ...info,
    date: typeof info.date === "string" ? info.date : null,
    date_source: DATE_SOURCES.has(info.date_source) ? info.date_source : "inferred",
    sides: { A: strings(info.sides?.A), B: strings(info.sides?.B) },
    warnings: list(info.warnings).map((/** @type {any} */ warning) => ({
      code: String(warning.code), message: String(warning.message), spans: list(warning.spans).map(toSpan).filter(Boolean),
    })),
  };
  for (const kind of KINDS) {
    const layer = LAYER[kind];
    /** @type {any[]} */ (result[layer]) = list(given[layer]).flatMap((/** @type {any} */ mark) => {
      const start = toUnit(Number(mark.start));
      const end = toUnit(Number(mark.end));
      if (!(start >= 0 && end > start && end <= text.length)) return [];
      let id = typeof mark.id === "string" && mark.id ? mark.id : "";
      if (!id || ids.has(id)) id = freshId(ids, kind);
      ids.add(id);
      const checked = {
        ...mark, id, start, end, start_cp: points(start), end_cp: points(end), text: text.slice(start, end),
        rule: String(mark.rule ?? ""), review: REVIEWS.has(mark.review) ? mark.review : "auto",
      };
      if (kind === "casualty") {
        checked.victim_span = toSpan(mark.victim_span);
        checked.claimant_span = toSpan(mark.claimant_span);
        checked.victim_kind = strings(mark.victim_kind);
      }
      if (kind === "casualty" || kind === "materiel") checked.count = { ...NO_COUNT, ...mark.count };
      if (kind === "party") checked.canonical = strings(mark.canonical);
      if (kind === "location") checked.alternatives = list(mark.alternatives);
      if (kind === "date") checked.value = String(mark.value ?? "");
      if (kind === "date" && mark.timex3_extent) checked.timex3_extent = toSpan(mark.timex3_extent);
      return [checked];
    }).sort(inTextOrder).filter(notTooDeep());
  }
  return result;
}

/**
 * Marks of one layer never overlap; ones drawn by hand may, a few at a time. A made-up file with thousands around one
 * word would be drawn thousands of times over. For marks in text order.
 */
function notTooDeep() {
  /** @type {number[]} */
  let open = [];
  return (/** @type {{start: number, end: number}} */ { start, end }) => {
    open = open.filter((other) => other > start);
    return open.length < DEEPEST && open.push(end) > 0;
  };
}
const DEEPEST = 8;

const DATE_SOURCES = new Set(["user", "header", "dateline", "inferred", "none"]);
const REVIEWS = new Set(["auto", "confirmed", "edited", "added", "rejected"]);
export const NO_COUNT = { low: null, best: null, high: null, hedge: "none" };

/** @param {any} value @returns {any[]} */
const list = (value) => (Array.isArray(value) ? value : []);
/** @param {any} value @returns {string[]} */
const strings = (value) => list(value).filter((item) => typeof item === "string");

/** @param {{start: number, end: number}} a @param {{start: number, end: number}} b */
export const inTextOrder = (a, b) => a.start - b.start || b.end - a.end;

/** All marks with their kinds, in text order. @param {Result} result @returns {Entity[]} */
export function entities(result) {
  return KINDS.flatMap((kind) =>
    /** @type {any[]} */ (result[LAYER[kind]]).map((mark) => ({ id: mark.id, kind, start: mark.start, end: mark.end, mark })),
  ).sort(inTextOrder);
}

/** @param {Result} result @param {string | null | undefined} id @returns {Entity | null} */
export function findEntity(result, id) {
  if (!id) return null;
  for (const kind of KINDS) {
    const mark = /** @type {any[]} */ (result[LAYER[kind]]).find((candidate) => candidate.id === id);
    if (mark) return { id, kind, start: mark.start, end: mark.end, mark };
  }
  return null;
}

/** Marks that the reader sees only on request: toponyms inside or instead of a party, and "now", "recently". */
/** @param {Entity} entity */
export function isMinor({ kind, mark }) {
  if (kind === "location") return mark.primary === false;
  return kind === "date" && /_REF$/.test(mark.value);
}

/** @param {Set<string>} taken @param {Kind} kind */
function freshId(taken, kind) {
  for (let number = taken.size + 1; ; number++) {
    const id = `${kind[0]}${number}x`;
    if (!taken.has(id)) return id;
  }
}

/** An id that no mark of `result` has. @param {Result} result @param {Kind} kind */
export function newId(result, kind) {
  return freshId(new Set(entities(result).map(({ id }) => id)), kind);
}

/** @param {string} text @returns {(unit: number) => number} code points before a UTF-16 offset, in one pass */
export function codePointsOfUnits(text) {
  if (!/[\ud800-\udfff]/.test(text)) return (unit) => unit;
  const before = new Uint32Array(text.length + 1);
  for (let unit = 0, point = 0; unit < text.length; point++) {
    const width = /** @type {number} */ (text.codePointAt(unit)) > 0xffff ? 2 : 1;
    before[unit] = point;
    if (width === 2) before[unit + 1] = point;
    unit += width;
    before[unit] = point + 1;
  }
  return (unit) => before[unit] ?? 0;
}

/** @param {string} text @returns {number[]} the UTF-16 offset of every code point, and the end */
function unitsOfCodePoints(text) {
  const units = [];
  for (let unit = 0; unit < text.length; unit += /** @type {number} */ (text.codePointAt(unit)) > 0xffff ? 2 : 1) units.push(unit);
  units.push(text.length);
  return units;
}

/** Native JSON: offsets in code points, one shape for command line, gold and file. @param {Result} result */
export function toNativeJson(result) {
  const points = codePointsOfUnits(result.text);
  const span = (/** @type {any} */ pair) => (pair ? [points(pair[0]), points(pair[1])] : null);
  const layer = (/** @type {any[]} */ marks) => marks.map(({ start_cp, end_cp, start, end, id, ...rest }) => ({
    id, start: points(start), end: points(end), ...rest,
    ...(rest.timex3_extent && { timex3_extent: span(rest.timex3_extent) }),
    ...("victim_span" in rest && { victim_span: span(rest.victim_span), claimant_span: span(rest.claimant_span) }),
  }));
  return {
    ...result, offset_unit: "codepoint",
    document: { ...result.document, warnings: result.document.warnings.map((w) => ({ ...w, spans: w.spans.map(span) })) },
    ...Object.fromEntries(KINDS.map((kind) => [LAYER[kind], layer(result[LAYER[kind]])])),
  };
}
