// @ts-check
// Marks of different layers overlap; elements may only nest. This turns spans into a tree, splitting what crosses.

/** @import {Entity} from "./types.js" */
/**
 * A piece of a mark: the whole of it, or, where it crosses another mark's border, a part.
 * @typedef {object} Piece
 * @property {Entity} entity
 * @property {number} start
 * @property {number} end
 * @property {boolean} last whether the mark ends here: the piece that carries the label
 * @property {number} level 0: nothing inside; the underline of a piece lies below those of the pieces inside it
 * @property {Piece[]} inside
 */

/** Of two marks with the same span the one named first here lies outside. */
const OUTSIDE_FIRST = ["casualty", "materiel", "date", "location", "party"];

/**
 * The pieces of `entities` that lie in [start, end), as a tree in text order.
 * @param {Entity[]} entities @param {number} start @param {number} end @returns {Piece[]}
 */
export function pieces(entities, start, end) {
  /** @type {Piece[]} */
  const queue = entities
    .filter((entity) => entity.start < end && entity.end > start)
    .map((entity) => ({
      entity, start: Math.max(entity.start, start), end: Math.min(entity.end, end), last: entity.end <= end, level: 0, inside: [],
    }))
    .sort(outsideFirst);
  /** @type {Piece[]} */
  const roots = [];
  /** @type {Piece[]} */
  const open = [];
  for (let index = 0; index < queue.length; index++) {
    const piece = queue[index];
    while (open.length && open[open.length - 1].end <= piece.start) open.pop();
    const parent = open[open.length - 1];
    if (parent && piece.end > parent.end) {
      const rest = { ...piece, start: parent.end, inside: [] };
      piece.end = parent.end;
      piece.last = false;
      let at = index + 1;
      while (at < queue.length && outsideFirst(queue[at], rest) < 0) at++;
      queue.splice(at, 0, rest);
    }
    (parent ? parent.inside : roots).push(piece);
    open.push(piece);
  }
  roots.forEach(setLevel);
  return roots;
}

/** @param {Piece} a @param {Piece} b */
function outsideFirst(a, b) {
  return a.start - b.start || b.end - a.end || OUTSIDE_FIRST.indexOf(a.entity.kind) - OUTSIDE_FIRST.indexOf(b.entity.kind);
}

/** @param {Piece} piece @returns {number} */
function setLevel(piece) {
  piece.level = piece.inside.reduce((level, inner) => Math.max(level, setLevel(inner) + 1), 0);
  return piece.level;
}

/**
 * The article cut into blocks: a paragraph with the line ends after it. Joined again they are the text, unit for unit.
 * @param {string} text @returns {{start: number, end: number}[]}
 */
export function blocks(text) {
  const found = [];
  const paragraph = /[^\n]*\n+|[^\n]+$/g;
  for (let match = paragraph.exec(text); match; match = paragraph.exec(text)) {
    found.push({ start: match.index, end: match.index + match[0].length });
  }
  return found;
}
