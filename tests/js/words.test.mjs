// What marks say in words, where they stand on map and timeline, and how claims are grouped.
import assert from "node:assert/strict";
import { test } from "node:test";
import { clusters } from "../../www/claims.js";
import { countWords, dateWords, edtf, rangeWords, sentence, tagWords } from "../../www/describe.js";
import { actionOf } from "../../www/keys.js";
import { placesOf, project } from "../../www/map.js";
import { pack, unpack } from "../../www/share.js";
import { daysOf } from "../../www/timeline.js";

/** @type {[string, [number | null, number | null, number | null, string]][]} */
const COUNTS = [
  ["6", [6, 6, 6, "exact"]], ["at least 14", [14, 14, null, "at_least"]], ["12–99", [12, 24, 99, "vague"]], ["up to 500", [null, null, 500, "up_to"]],
  ["fewer than 10", [null, null, 9, "fewer_than"]], ["none", [0, 0, 0, "exact"]], ["several, number not given", [2, null, null, "bare_plural"]],
  ["number unknown", [1, null, null, "unknown"]], ["number not given", [null, null, null, "none"]], ["3 or more", [3, null, null, "vague"]], ["about 1,000", [950, 1000, 1050, "approx"]],
];
for (const [words, [low, best, high, hedge]] of COUNTS) test(`count: ${words}`, () => assert.equal(countWords({ low, best, high, hedge }), words));

/** @type {[string, string, string?][]} */
const DATES = [
  ["12 September 2022", "2022-09-12"], ["September 2022", "2022-09"], ["week 7 of 1999", "1999-W07"], ["12 September, year unknown", "XXXX-09-12"],
  ["a Tuesday, date unknown", "XXXX-WXX-2"], ["1990s", "199"], ["3 days", "P3D", "DURATION"], ["some months", "PXM", "DURATION"], ["5 February 1994, night", "1994-02-05TNI"],
  ["10 minutes", "PT10M", "DURATION"], ["2 decades", "P2DE", "DURATION"], ["1994", "1994"], ["winter 1994", "1994-WI"], ["now", "PRESENT_REF"],
];
for (const [words, value, type] of DATES) test(`date: ${value} is ${words}`, () => assert.equal(dateWords(value, type), words));

test("EDTF where the two formats can say the same", () => {
  assert.equal(edtf({ value: "199", type: "DATE" }), "199X");
  assert.equal(edtf({ value: "1999-02", type: "DATE", mod: "APPROX" }), "1999-02~");
  assert.equal(edtf({ value: "1999-W07", type: "DATE", interval: ["1999-02-15", "1999-02-21"] }), "1999-02-15/1999-02-21");
  assert.equal(edtf({ value: "P3D", type: "DURATION" }), null);
});

/** @param {string} id @param {string} cluster @param {number | null} low @param {number | null} best @param {number | null} high @param {string} [status] @param {string} [review] */
const claim = (id, cluster, low, best, high, status = "asserted", review = "auto") => /** @type {any} */ ({
  id, kind: "casualty", start: 0, end: 1, mark: { cluster, count: { low, best, high, hedge: "exact" }, status, review, outcome: "killed", victim_kind: [], text: "x" },
});

test("rival claims give the article's range, and a denied one does not widen it", () => {
  const [group] = clusters([claim("a", "k1", 52, 52, 52), claim("b", "k1", 500, 500, 500), claim("c", "k1", 9000, 9000, 9000, "denied")]);
  assert.deepEqual(group.range, { low: 52, best: null, high: 500 });
  assert.equal(group.disputed, true);
});
test("an open end stays open", () => assert.equal(rangeWords(clusters([claim("a", "k", 3, 3, null), claim("b", "k", 5, 5, 5)])[0].range), "3 or more"));
test("rejected claims count for nothing", () => assert.equal(clusters([claim("a", "k", 3, 3, 3, "asserted", "rejected")]).length, 0));
test("claims without a cluster stand alone", () => assert.equal(clusters([claim("a", "", 1, 1, 1), { ...claim("b", "", 2, 2, 2), mark: { ...claim("b", "", 2, 2, 2).mark, cluster: null } }]).length, 2));

test("labels say kind and value without colour", () => {
  const place = /** @type {any} */ ({ kind: "location", mark: { country: "TCD", text: "Abéché", review: "auto" } });
  assert.equal(tagWords(place, "full"), "place TCD");
  assert.equal(tagWords(place, "short"), "place");
  assert.equal(tagWords(place, "none"), "");
  assert.match(sentence(place), /^Place, Abéché, TCD/);
});

test("the map's middle and its poles", () => {
  assert.deepEqual(project(0, 0), [18000, 18000]);
  const [, y] = project(90, 0);
  assert.ok(Number.isFinite(y));
});

test("one place for all its mentions", () => {
  const at = (/** @type {string} */ id) => /** @type {any} */ ({ id, kind: "location", start: 0, end: 1, mark: { canonical: "Abéché", lat: 13.8, lon: 20.8, primary: true, text: "Abéché" } });
  const [place, ...rest] = placesOf([at("l1"), at("l2"), { ...at("l3"), mark: { ...at("l3").mark, primary: false } }]);
  assert.equal(rest.length, 0);
  assert.equal(place.mentions.length, 2);
});

test("days of a date: interval, day, month, year, nothing", () => {
  const span = (/** @type {any} */ mark) => { const days = daysOf(mark); return days && days[1] - days[0]; };
  assert.equal(span({ type: "DATE", value: "1999-02-09" }), 0);
  assert.equal(span({ type: "DATE", value: "1999-02" }), 27);
  assert.equal(span({ type: "DATE", value: "1999" }), 364);
  assert.equal(span({ type: "DATE", value: "1999-W07", interval: ["1999-02-15", "1999-02-21"] }), 6);
  assert.equal(span({ type: "DURATION", value: "P3D" }), null);
  assert.equal(span({ type: "DATE", value: "XXXX-02-09" }), null);
});

test("a link carries any text", async () => {
  for (const text of ["", "plain", "Nagorno-Karabakh 🕊 حلب\n\n“quoted”", "x".repeat(20000)]) assert.equal(await unpack(await pack(text)), text);
  assert.match(await pack("???>>>"), /^[\w-]*$/);
});

test("keys: single ones can be switched off, the others stay", () => {
  const press = (/** @type {object} */ event) => /** @type {any} */ ({ key: "", ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...event });
  assert.equal(actionOf(press({ key: "?", shiftKey: true }), true), "help");
  assert.equal(actionOf(press({ key: "?", shiftKey: true }), false), null);
  assert.equal(actionOf(press({ key: "Z", ctrlKey: true, shiftKey: true }), false), "redo");
  assert.equal(actionOf(press({ key: "ArrowRight", shiftKey: true }), true), "grow");
  assert.equal(actionOf(press({ key: "s", altKey: true }), true), null);
});
