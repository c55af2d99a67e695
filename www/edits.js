// @ts-check
// What a person can do to marks. Every edit takes a result and returns a new one.

import { KINDS, LAYER, NO_COUNT, codePointsOfUnits, inTextOrder, newId } from "./result.js";

/** @import {Entity, Kind, Result, Review} from "./types.js" */

/** Values of a mark made by hand, before its maker says more. @type {Record<Kind, object>} */
const BLANK = {
  party: { mention_type: "NAM", canonical: [], kind: "other", affiliation: null, sector: null, role: "observer", side: null },
  casualty: {
    outcome: "casualties_unspecified", count: NO_COUNT, victim_kind: ["unspecified"], victim_span: null, affiliated_party: null,
    perpetrator: null, claimant: null, claimant_span: null, status: "asserted", time_frame: "current", part_of: null, cluster: null,
    place: null, date: null,
  },
  materiel: { class: "equipment", count: NO_COUNT, effect: "hit", owner: null, perpetrator: null, claimant: null, status: "asserted", cluster: null },
  location: { canonical: null, type: "", country: null, lat: null, lon: null, where_prec: null, reading: "literal", primary: true, alternatives: [] },
  date: { type: "DATE", value: "", mod: null, anchor: null, interval: null, date_prec: null },
};

/** @param {Result} result @param {number} start @param {number} end */
function extent(result, start, end) {
  const points = codePointsOfUnits(result.text);
  return { start, end, start_cp: points(start), end_cp: points(end), text: result.text.slice(start, end) };
}

/** @param {Result} result @param {Kind} kind @param {any[]} marks @returns {Result} */
function withLayer(result, kind, marks) {
  // The engine's summary is of its own reading only; views work the clusters out from the marks.
  const { summary: _, ...document } = result.document;
  return { ...result, document, [LAYER[kind]]: marks.sort(inTextOrder) };
}

/** @param {Result} result @param {Entity} entity @param {object} changes @param {Review} review @returns {Result} */
function change(result, { kind, id }, changes, review) {
  const marks = /** @type {any[]} */ (result[LAYER[kind]]);
  return withLayer(result, kind, marks.map((mark) => (mark.id === id ? { ...mark, ...changes, review } : mark)));
}

/** An added mark stays one, however it is changed. @param {Entity} entity @returns {Review} */
const edited = ({ mark }) => (mark.review === "added" ? "added" : "edited");

/** @param {Result} result @param {Kind} kind @param {number} start @param {number} end @returns {{result: Result, id: string}} */
export function add(result, kind, start, end) {
  const id = newId(result, kind);
  const mark = { id, ...extent(result, start, end), ...BLANK[kind], ...firstValues(result, kind, start, end), rule: "by hand", review: "added" };
  return { id, result: withLayer(result, kind, [.../** @type {any[]} */ (result[LAYER[kind]]), mark]) };
}

/** @param {Result} result @param {Kind} kind @param {number} start @param {number} end */
function firstValues(result, kind, start, end) {
  const text = result.text.slice(start, end);
  if (kind === "party") return { canonical: [text] };
  if (kind === "location") return { canonical: text };
  return {};
}

/** @param {Result} result @param {Entity} entity @param {object} values @returns {Result} */
export const revise = (result, entity, values) => change(result, entity, values, edited(entity));

/** @param {Result} result @param {Entity} entity @returns {Result} */
export const confirm = (result, entity) => change(result, entity, {}, "confirmed");

/** Rejecting keeps the mark, so that it can be taken back and the export can say it; one added by hand goes. */
/** @param {Result} result @param {Entity} entity @returns {Result} */
export function reject(result, entity) {
  if (entity.mark.review !== "added") return change(result, entity, {}, "rejected");
  return withLayer(result, entity.kind, /** @type {any[]} */ (result[LAYER[entity.kind]]).filter(({ id }) => id !== entity.id));
}

/** @param {Result} result @param {Entity} entity @returns {Result} */
export const restore = (result, entity) => change(result, entity, {}, "auto");

/** @param {Result} result @param {Entity} entity @param {Kind} kind @returns {{result: Result, id: string}} */
export function retype(result, entity, kind) {
  const removed = withLayer(result, entity.kind, /** @type {any[]} */ (result[LAYER[entity.kind]]).filter(({ id }) => id !== entity.id));
  return add(removed, kind, entity.start, entity.end);
}

/** Moves one border of a mark to the next word; the mark keeps at least one word. */
/** @param {Result} result @param {Entity} entity @param {"start" | "end"} border @param {-1 | 1} step @returns {Result | null} */
export function reshape(result, entity, border, step) {
  const borders = wordBorders(result.text, entity.start, entity.end)[border];
  const here = entity[border];
  const to = step > 0 ? borders.find((at) => at > here) : borders.findLast((at) => at < here);
  if (to === undefined) return null;
  const [start, end] = border === "start" ? [to, entity.end] : [entity.start, to];
  if (start >= end) return null;
  // The engine's TIMEX3 extent belonged to its own borders.
  const { timex3_extent: _, ...rest } = entity.mark;
  const marks = /** @type {any[]} */ (result[LAYER[entity.kind]]);
  return withLayer(result, entity.kind, marks.map((mark) => (mark.id === entity.id ? { ...rest, ...extent(result, start, end), review: edited(entity) } : mark)));
}

const NEAR = 400;
const words = new Intl.Segmenter("en", { granularity: "word" });

/** Where words begin and end around a span. @param {string} text @param {number} start @param {number} end */
function wordBorders(text, start, end) {
  const from = Math.max(0, start - NEAR);
  /** @type {{start: number[], end: number[]}} */
  const borders = { start: [], end: [] };
  for (const { segment, index, isWordLike } of words.segment(text.slice(from, end + NEAR))) {
    if (!isWordLike) continue;
    borders.start.push(from + index);
    borders.end.push(from + index + segment.length);
  }
  return borders;
}

/** A span widened or narrowed to whole words. @param {string} text @param {[number, number]} span @returns {[number, number] | null} */
export function wholeWords(text, [start, end]) {
  const borders = wordBorders(text, start, end);
  const from = borders.start.findLast((at, index) => at <= start && borders.end[index] > start) ?? borders.start.find((at) => at >= start);
  const to = borders.end.find((at, index) => at >= end && borders.start[index] < end) ?? borders.end.findLast((at) => at <= end);
  return from === undefined || to === undefined || from >= to ? null : [from, to];
}

/** How many marks a person has touched. @param {Result} result */
export const editCount = (result) =>
  KINDS.reduce((sum, kind) => sum + /** @type {any[]} */ (result[LAYER[kind]]).filter(({ review }) => review !== "auto").length, 0);
