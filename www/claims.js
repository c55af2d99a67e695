// @ts-check
// The claims of an article, one group for each loss: who says how many of whom, side by side, and the article's range.

import { button, h } from "./dom.js";
import { OUTCOME, STATUS, capital, countWords, dateWords, formatNumber, plain, rangeWords, whomWords } from "./describe.js";

/** @import {Entity, Kind, Result} from "./types.js" */

/**
 * @typedef {object} Cluster
 * @property {string} id
 * @property {Kind} kind
 * @property {Entity[]} claims in text order
 * @property {{low: number | null, best: number | null, high: number | null}} range over the claims that stand
 * @property {boolean} disputed
 */

/** From how many clusters on the browser may leave out what is far from the screen. */
const LONG = 40;

/** Groups the casualty and equipment marks; rejected ones count for nothing. @param {Entity[]} entities @returns {Cluster[]} */
export function clusters(entities) {
  /** @type {Map<string, Entity[]>} */
  const groups = new Map();
  for (const entity of entities) {
    if ((entity.kind !== "casualty" && entity.kind !== "materiel") || entity.mark.review === "rejected") continue;
    const key = `${entity.kind}:${entity.mark.cluster ?? entity.id}`;
    groups.set(key, [...(groups.get(key) ?? []), entity]);
  }
  return [...groups].map(([id, claims]) => {
    const counts = claims.map(({ mark }) => mark.count);
    return { id, kind: claims[0].kind, claims, range: rangeOf(claims), disputed: claims.some(({ mark }) => mark.status === "denied") || differ(counts) };
  });
}

/** Lowest low, highest high; best only where the claims agree on one. @param {Entity[]} claims */
function rangeOf(claims) {
  const standing = claims.filter(({ mark }) => mark.status === "asserted" || mark.status === "none_reported");
  const counts = (standing.length ? standing : claims).map(({ mark }) => mark.count);
  const bests = new Set(counts.map(({ best }) => best).filter((best) => best !== null));
  const lows = counts.map(({ low }) => low);
  const highs = counts.map(({ high }) => high);
  return {
    low: lows.includes(null) ? null : Math.min(...lows),
    best: bests.size === 1 ? [...bests][0] : null,
    high: highs.includes(null) ? null : Math.max(...highs),
  };
}

/** @param {{best: number | null}[]} counts */
const differ = (counts) => new Set(counts.map(({ best }) => best).filter((best) => best !== null)).size > 1;

/**
 * @param {Result} result @param {Entity[]} entities @param {{select: (id: string) => void, selected: string | null}} context
 */
export function buildClaims(result, entities, { select, selected }) {
  const groups = clusters(entities);
  const { A, B } = result.document.sides;
  return h("div", { class: groups.length > LONG ? "claims long" : "claims" },
    (A.length > 0 || B.length > 0) && h("div", { class: "sides" },
      h("p", {}, h("b", {}, "Side A"), " ", A.join(", ") || "–"), h("p", {}, h("b", {}, "Side B"), " ", B.join(", ") || "–")),
    groups.length ? null : h("p", { class: "note" }, "The article makes no claim about losses that was recognised."),
    ["current", "historical"].map((frame) => {
      const own = groups.filter(({ claims }) => (claims[0].mark.time_frame ?? "current") === frame);
      if (!own.length) return null;
      return h("section", {}, frame === "historical" && h("h2", {}, "Earlier losses, named as history"),
        own.map((group) => buildCluster(group, select, selected, frame === "historical" ? "h3" : "h2")));
    }));
}

/** @param {Cluster} cluster @param {(id: string) => void} select @param {string | null} selected @param {"h2" | "h3"} heading */
function buildCluster({ kind, claims, range, disputed }, select, selected, heading) {
  const { mark } = claims[0];
  const what = kind === "casualty" ? capital(OUTCOME[mark.outcome] ?? plain(mark.outcome)) : capital(`${plain(mark.class)} ${mark.effect}`);
  const whom = kind === "casualty"
    ? whomWords(mark)
    : mark.owner ? `of ${mark.owner}` : "";
  const bounds = claims.flatMap(({ mark: { count } }) => [count.low, count.best, count.high].filter((n) => n !== null));
  // An open end needs room beyond the largest number named.
  const top = Math.max(1, ...bounds) * (claims.some(({ mark: { count } }) => count.high === null) ? 1.4 : 1);
  return h("section", { class: "cluster", "data-entity": kind },
    h(heading, {}, `${what}: `, h("b", {}, rangeWords(range)), " ", h("span", { class: "whom" }, whom)),
    (mark.place || mark.date || mark.part_of) && h("p", { class: "note" },
      [mark.place, mark.date && dateWords(mark.date), mark.part_of && "part of a larger total: do not add"].filter(Boolean).join(" · ")),
    disputed && h("p", { class: "disputed" }, "Claims differ"),
    h("ul", { class: "rival" }, claims.map(({ id, mark: claim }) => h("li", { class: id === selected ? "on" : null, "data-status": claim.status },
      h("p", { class: "says" }, claim.claimant ?? "The article", claim.status !== "asserted" && h("b", { class: "standing" }, ` ${STATUS[claim.status] ?? claim.status}`)),
      h("p", { class: "tally" }, capital(countWords(claim.count)), claim.count.best !== null && claim.count.low !== claim.count.high && h("span", { class: "note" }, ` (${boundsBrief(claim.count)})`)),
      new Set(bounds).size > 1 && meter(claim.count, top),
      button(`“${claim.text}”`, () => select(id), { class: "quote", "aria-label": `Show in the text: ${claim.text}` })))));
}

/** @param {{low: number | null, high: number | null}} count */
const boundsBrief = ({ low, high }) => `${low === null ? "?" : formatNumber(low)} to ${high === null ? "open" : formatNumber(high)}`;

/** A line from low to high under the cluster's scale; decoration, the words say it all. */
/** @param {{low: number | null, best: number | null, high: number | null}} count @param {number} top */
function meter({ low, best, high }, top) {
  if (low === null && best === null && high === null) return null;
  const bar = h("span", { class: high === null ? "open" : null });
  const from = (low ?? 0) / top;
  const to = (high ?? top) / top;
  bar.style.setProperty("inset-inline-start", `${from * 96}%`);
  bar.style.setProperty("inline-size", `${Math.max(0, to - from) * 96 + 4}%`);
  return h("span", { class: "meter", "aria-hidden": "true" }, bar);
}
