// Results, segments, edits and re-anchoring: the parts of the page that need no browser.
import assert from "node:assert/strict";
import { test } from "node:test";
import * as edits from "../../www/edits.js";
import { reanchor } from "../../www/reanchor.js";
import { codePointsOfUnits, emptyResult, entities, findEntity, isMinor, readResult, toNativeJson } from "../../www/result.js";
import { blocks, pieces } from "../../www/segments.js";

const TEXT = "🕊 Eritrea said Ethiopian jets killed four people in Asmara.\n\nEthiopia denied it.";

/** @param {string} words @param {object} [values] @param {string} [text] */
function mark(words, values = {}, text = TEXT) {
  const start = text.indexOf(words);
  return { id: "", start, end: start + words.length, text: words, rule: "test", ...values };
}

const sample = () => readResult({
  ...emptyResult(TEXT),
  parties: [mark("Eritrea", { id: "p1", canonical: ["Eritrea"] }), mark("Ethiopian", { id: "p2", canonical: ["Ethiopia"] }), mark("Ethiopia denied", { id: "p3" })],
  casualties: [mark("killed four people", { id: "c1", outcome: "killed", count: { low: 4, best: 4, high: 4, hedge: "exact" }, status: "asserted", claimant_span: [3, 10] })],
  locations: [mark("Asmara", { id: "l1", canonical: "Asmara", primary: true })],
});

test("offsets in code points become UTF-16 and go back", () => {
  const native = toNativeJson(sample());
  assert.equal(native.offset_unit, "codepoint");
  assert.equal(native.parties[0].start, 2, "the dove is one code point");
  assert.deepEqual(native.casualties[0].claimant_span, [2, 9]);
  assert.equal("start_cp" in native.parties[0], false);
  assert.deepEqual(readResult(JSON.parse(JSON.stringify(native))), sample());
});

test("what points outside the text is dropped, ids are made unique", () => {
  const result = readResult({ ...emptyResult("abc"), dates: [{ id: "d1", start: 0, end: 2 }, { id: "d1", start: 2, end: 3 }, { start: 2, end: 9 }, { start: -1, end: 1 }, {}] });
  assert.equal(result.dates.length, 2);
  assert.notEqual(result.dates[0].id, result.dates[1].id);
});

test("files of another kind are refused with a sentence", () => {
  assert.throws(() => readResult({ hello: 1 }), /no text/);
  assert.throws(() => readResult({ text: "x", format: "other/2" }), /conflict-annotator\/1/);
  assert.throws(() => readResult(null), /no text/);
});

test("code points are counted in one pass, also inside a pair", () => {
  const points = codePointsOfUnits("a🕊b");
  assert.deepEqual([0, 1, 2, 3, 4].map(points), [0, 1, 1, 2, 3]);
});

test("minor marks: toponyms inside parties, vague adverbs", () => {
  const minor = (/** @type {any} */ kind, /** @type {any} */ values) => isMinor({ id: "", kind, start: 0, end: 1, mark: values });
  assert.equal(minor("location", { primary: false }), true);
  assert.equal(minor("date", { value: "PRESENT_REF" }), true);
  assert.equal(minor("date", { value: "2001" }), false);
});

test("blocks joined are the text", () => {
  for (const text of ["", "a", "a\n", "\n\na\n\n\nb", TEXT, "x\n\n"]) {
    assert.equal(blocks(text).map(({ start, end }) => text.slice(start, end)).join(""), text);
  }
});

/** @param {[string, number, number][]} spans */
const tree = (spans, end = 100) => pieces(spans.map(([id, start, stop]) => ({ id, kind: /** @type {any} */ (id.startsWith("c") ? "casualty" : "party"), start, end: stop, mark: {} })), 0, end);
/** @param {ReturnType<typeof tree>} roots @returns {string} */
const drawn = (roots) => roots.map(({ entity, start, end, last, inside }) => `${entity.id}${last ? "" : "-"}[${start} ${end}${inside.length ? ` ${drawn(inside)}` : ""}]`).join(" ");

test("marks nest, the longer one outside", () => assert.equal(drawn(tree([["p", 5, 8], ["c", 0, 10]])), "c[0 10 p[5 8]]"));
test("of equal spans the claim lies outside", () => assert.equal(drawn(tree([["p", 0, 4], ["c", 0, 4]])), "c[0 4 p[0 4]]"));
test("crossing marks are split, and only the last piece has the label", () => assert.equal(drawn(tree([["c", 0, 6], ["p", 4, 9]])), "c[0 6 p-[4 6]] p[6 9]"));
test("marks are cut at the block's end", () => assert.equal(drawn(tree([["c", 2, 9]], 5)), "c-[2 5]"));

test("edits return new results and leave the old ones", () => {
  const before = sample();
  const entity = /** @type {any} */ (findEntity(before, "l1"));
  const after = edits.confirm(before, entity);
  assert.equal(before.locations[0].review, "auto");
  assert.equal(after.locations[0].review, "confirmed");
  assert.equal(edits.editCount(after), 1);
  assert.equal(edits.reject(before, entity).locations[0].review, "rejected");
});

test("a mark moves by words and keeps one", () => {
  const result = sample();
  const killed = /** @type {any} */ (findEntity(result, "c1"));
  const grown = /** @type {any} */ (edits.reshape(result, killed, "end", 1));
  assert.equal(grown.casualties[0].text, "killed four people in");
  assert.equal(grown.casualties[0].review, "edited");
  assert.equal(grown.casualties[0].start_cp, grown.casualties[0].start - 1);
  const place = /** @type {any} */ (findEntity(result, "l1"));
  assert.equal(edits.reshape(result, place, "end", -1), null);
});

test("selected characters become whole words", () => {
  const at = TEXT.indexOf("jets") + 1;
  assert.deepEqual(edits.wholeWords(TEXT, [at, at + 1]), [at - 1, at + 3]);
  assert.equal(edits.wholeWords("... ", [0, 2]), null);
});

test("adding, retyping, and taking an added mark away", () => {
  const at = TEXT.indexOf("jets");
  const { result, id } = edits.add(sample(), "materiel", at, at + 4);
  assert.equal(result.materiel[0].review, "added");
  const retyped = edits.retype(result, /** @type {any} */ (findEntity(result, id)), "party");
  assert.equal(retyped.result.materiel.length, 0);
  const party = /** @type {any} */ (findEntity(retyped.result, retyped.id));
  assert.deepEqual(party.mark.canonical, ["jets"]);
  assert.equal(findEntity(edits.reject(retyped.result, party), retyped.id), null);
});

test("decisions follow their words into a changed text", () => {
  const before = edits.reject(sample(), /** @type {any} */ (findEntity(sample(), "l1")));
  const text = `News. ${TEXT}`;
  const fresh = readResult({ ...emptyResult(text), locations: [mark("Asmara", { id: "l9", canonical: "Asmara" }, text)] });
  const { result, orphaned } = reanchor(before, fresh);
  assert.equal(orphaned.length, 0);
  assert.equal(result.locations[0].review, "rejected");
  assert.equal(result.locations[0].id, "l9");
});

test("of several copies the one with the same surroundings is taken", () => {
  const first = "In Keren two died. In Massawa two died.";
  const second = "In Keren two died. Now: in Keren nobody, in Massawa two died.";
  const at = first.lastIndexOf("two");
  const { result } = edits.add(readResult(emptyResult(first)), "casualty", at, at + 3);
  const moved = reanchor(result, readResult(emptyResult(second)));
  assert.equal(moved.result.casualties[0].start, second.lastIndexOf("two"));
});

test("decisions whose words are gone come back as orphaned", () => {
  const before = edits.confirm(sample(), /** @type {any} */ (findEntity(sample(), "l1")));
  const { orphaned } = reanchor(before, readResult(emptyResult("Another text.")));
  assert.deepEqual(orphaned.map(({ mark: { text } }) => text), ["Asmara"]);
});

test("all marks come in text order", () => {
  const starts = entities(sample()).map(({ start }) => start);
  assert.deepEqual(starts, [...starts].sort((a, b) => a - b));
});
