// @ts-check
// The text changed, or its date: what a person decided about marks is carried over to the new ones by quotation.

import { KINDS, LAYER, codePointsOfUnits, entities, inTextOrder, newId } from "./result.js";

/** @import {Entity, Result} from "./types.js" */

/** Characters before and after a quotation that tell its copies apart. */
const CONTEXT = 32;

/**
 * @param {Result} before with the person's decisions @param {Result} after fresh from the engine
 * @returns {{result: Result, orphaned: Entity[]}} decisions whose words are gone come back as orphaned
 */
export function reanchor(before, after) {
  /** @type {Entity[]} */
  const orphaned = [];
  let result = after;
  const points = codePointsOfUnits(after.text);
  for (const entity of entities(before)) {
    if (entity.mark.review === "auto") continue;
    const start = locate(before.text, entity, after.text);
    if (start === null) {
      orphaned.push(entity);
      continue;
    }
    const end = start + (entity.end - entity.start);
    const layer = LAYER[entity.kind];
    const marks = /** @type {any[]} */ (result[layer]);
    const found = marks.find((mark) => mark.start < end && mark.end > start && mark.review === "auto");
    const moved = {
      ...entity.mark, id: found?.id ?? (marks.some(({ id }) => id === entity.id) ? newId(result, entity.kind) : entity.id),
      start, end, start_cp: points(start), end_cp: points(end),
    };
    // What was only confirmed or rejected takes the values of the new reading.
    const kept = found && (entity.mark.review === "confirmed" || entity.mark.review === "rejected") && found.start === start && found.end === end
      ? { ...found, review: entity.mark.review } : moved;
    result = { ...result, [layer]: [...marks.filter((mark) => mark !== found), kept].sort(inTextOrder) };
  }
  return { result, orphaned };
}

/** Where the words of a mark stand now: the copy whose surroundings agree most. */
/** @param {string} before @param {Entity} entity @param {string} after @returns {number | null} */
function locate(before, { start, end }, after) {
  const quote = before.slice(start, end);
  const head = before.slice(Math.max(0, start - CONTEXT), start);
  const tail = before.slice(end, end + CONTEXT);
  let best = null;
  let score = -1;
  for (let at = after.indexOf(quote), seen = 0; at >= 0 && seen < 1000; at = after.indexOf(quote, at + 1), seen++) {
    const agreement = sharedEnd(head, after.slice(Math.max(0, at - CONTEXT), at)) + sharedStart(tail, after.slice(at + quote.length, at + quote.length + CONTEXT));
    const closeness = 1 / (1 + Math.abs(at - start));
    if (agreement + closeness > score) [best, score] = [at, agreement + closeness];
  }
  return best;
}

/** @param {string} a @param {string} b */
function sharedStart(a, b) {
  let count = 0;
  while (count < a.length && count < b.length && a[count] === b[count]) count++;
  return count;
}

/** @param {string} a @param {string} b */
function sharedEnd(a, b) {
  let count = 0;
  while (count < a.length && count < b.length && a[a.length - 1 - count] === b[b.length - 1 - count]) count++;
  return count;
}

/** @param {Result} result */
export const isTouched = (result) => KINDS.some((kind) => /** @type {any[]} */ (result[LAYER[kind]]).some(({ review }) => review !== "auto"));
