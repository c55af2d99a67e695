// @ts-check
// When: dates on a scale that stretches towards the day of publication, and an ordered list of the same.

import { button, h, svg } from "./dom.js";
import { capital, dateWords, valueWords } from "./describe.js";

/** @import {Entity, Result} from "./types.js" */

const DAY = 86_400_000;
const WIDTH = 480;
const LANE = 17;
/** @type {[number, string][]} days from the day of reference, and how they are called */
const TICKS = [[1, "day"], [7, "week"], [30.4, "month"], [365.25, "year"], [3652.5, "10 years"], [36525, "100 years"]];

/** Days since 1970, or null. @param {string | undefined | null} iso */
function dayOf(iso) {
  const match = /^(\d{4})-(\d\d)-(\d\d)/.exec(iso ?? "");
  return match ? Date.UTC(+match[1], +match[2] - 1, +match[3]) / DAY : null;
}

/** First and last day of a date mark. @param {any} mark @returns {[number, number] | null} */
export function daysOf({ interval, value, type }) {
  if (type === "DURATION" || type === "SET") return null;
  if (interval) {
    const first = dayOf(interval[0]);
    const last = dayOf(interval[1]);
    if (first !== null && last !== null) return [first, Math.max(first, last)];
  }
  const day = dayOf(value);
  if (day !== null) return [day, day];
  const month = /^(\d{4})-(\d\d)$/.exec(value);
  if (month) return [Date.UTC(+month[1], +month[2] - 1, 1) / DAY, Date.UTC(+month[1], +month[2], 0) / DAY];
  const year = /^(\d{4})$/.exec(value);
  if (year) return [Date.UTC(+year[1], 0, 1) / DAY, Date.UTC(+year[1], 11, 31) / DAY];
  return null;
}

/** Nearness counts: a day beside publication takes as much room as a year long past. @param {number} days signed */
const stretch = (days) => Math.sign(days) * Math.log1p(Math.abs(days));

/** @param {Result} result @param {Entity[]} entities @param {{select: (id: string) => void, selected: string | null}} context */
export function buildTimeline(result, entities, { select, selected }) {
  const dates = entities.filter(({ kind }) => kind === "date");
  const placed = dates.flatMap((entity) => {
    const days = daysOf(entity.mark);
    return days ? { entity, days } : [];
  }).sort((a, b) => a.days[0] - b.days[0] || a.days[1] - b.days[1]);
  const open = dates.filter((entity) => !daysOf(entity.mark));
  const published = dayOf(result.document.date);
  const reference = published ?? placed.at(-1)?.days[1] ?? 0;
  const known = published === null ? "the last date in the article" : "publication";
  return h("div", { class: "timeline" },
    placed.length > 0 && draw(placed, reference, published !== null, selected, select),
    placed.length > 0 && h("p", { class: "note" }, `The scale stretches towards ${known}: near days get room, long past ones move together.`),
    placed.length ? null : h("p", { class: "note" }, "No date could be placed on a calendar."),
    h("ol", { class: "dates" }, grouped(placed).map(({ value, type, words, items }) => h("li", { class: items.some(({ id }) => id === selected) ? "on" : null },
      time(value, type, words), h("span", { class: "mentions" }, items.map(({ id, mark }) => button(mark.text, () => select(id), { class: "quote", dir: "auto" })))))),
    open.length > 0 && h("section", {}, h("h2", {}, "Lengths of time, and dates that stay open"),
      h("ul", { class: "dates" }, open.map((entity) => h("li", { class: entity.id === selected ? "on" : null },
        time(entity.mark.value, entity.mark.type, capital(valueWords(entity))), h("span", { class: "mentions" }, button(entity.mark.text, () => select(entity.id), { class: "quote", dir: "auto" })))))));
}

/** @param {{entity: Entity, days: [number, number]}[]} placed */
function grouped(placed) {
  /** @type {{value: string, type: string, words: string, items: Entity[]}[]} */
  const groups = [];
  for (const { entity } of placed) {
    const { value, type } = entity.mark;
    const last = groups.at(-1);
    if (last && last.value === value) last.items.push(entity);
    else groups.push({ value, type, words: dateWords(value, type), items: [entity] });
  }
  return groups;
}

/** @param {string} value @param {string} type @param {string} words */
function time(value, type, words) {
  const valid = type === "DURATION" ? /^PT?\d+[DHM]$/.test(value) : /^\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d)?Z?)?)?|-W\d\d)?$/.test(value);
  return h("time", { datetime: valid ? value : null, part: "timeline" }, words);
}

/** @param {{entity: Entity, days: [number, number]}[]} placed @param {number} reference @param {boolean} published @param {string | null} selected @param {(id: string) => void} select */
function draw(placed, reference, published, selected, select) {
  const spans = placed.map(({ entity, days }) => ({ entity, from: stretch(days[0] - reference), to: stretch(days[1] + 1 - reference) }));
  const low = Math.min(...spans.map(({ from }) => from), -stretch(8));
  const high = Math.max(...spans.map(({ to }) => to), stretch(1.5));
  const at = (/** @type {number} */ value) => 8 + ((value - low) / (high - low)) * (WIDTH - 16);
  /** @type {number[]} where each lane is free again */
  const lanes = [];
  const bars = spans.map(({ entity, from, to }) => {
    const left = at(from);
    const right = Math.max(left + 9, at(to));
    let lane = lanes.findIndex((free) => free < left);
    if (lane < 0) lane = lanes.length;
    lanes[lane] = right + 3;
    return svg("rect", { class: `span${entity.id === selected ? " on" : ""}`, x: left, y: lane * LANE + 4, width: right - left, height: LANE - 6, rx: 3, onclick: () => select(entity.id) },
      svg("title", {}, `${entity.mark.text}: ${valueWords(entity)}`));
  });
  const height = Math.max(2, lanes.length) * LANE + 6;
  const ticks = TICKS.flatMap(([days, name]) => [[-days, `−1 ${name}`], [days, `+1 ${name}`]]).filter(([days]) => stretch(+days) > low && stretch(+days) < high);
  let last = -100;
  const marks = ticks.sort((a, b) => +a[0] - +b[0]).flatMap(([days, name]) => {
    const x = at(stretch(+days));
    const text = x - last > 58 && Math.abs(x - at(0)) > 52;
    if (text) last = x;
    return [svg("path", { class: "tick", d: `M${x} 0V${height}` }), text ? svg("text", { x, y: height + 14, "text-anchor": "middle" }, String(name).replace("1 10", "10").replace("1 100", "100")) : null];
  });
  const now = at(0);
  return svg("svg", { class: "axis", viewBox: `0 0 ${WIDTH} ${height + 20}`, "aria-hidden": "true" }, marks,
    svg("path", { class: "now", d: `M${now} 0V${height}` }), svg("text", { x: Math.min(now, WIDTH - 34), y: height + 14, "text-anchor": "middle", class: "now" }, published ? "published" : "last date"), bars);
}
