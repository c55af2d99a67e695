// What embedders are promised: the manifest of the element, the type declarations, the README, against the code.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { answer } from "../../www/rpc.js";
import { examples } from "../../www/build/readme.mjs";
import { ConflictAnnotatorElement } from "../../www/element.js";
import { FORMATS } from "../../www/formats.js";

const read = (/** @type {string} */ path) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
const manifest = JSON.parse(read("www/npm/custom-elements.json")).modules[0].declarations[0];
const names = (/** @type {{name: string}[]} */ list) => list.map(({ name }) => name).sort();
const found = (/** @type {RegExp} */ pattern, /** @type {string[]} */ ...files) => [...new Set(files.flatMap((file) => [...read(`www/${file}.js`).matchAll(pattern)].map((match) => match[1])))].sort();

test("the manifest's attributes are those that the element observes, and what every form control has", () => {
  assert.deepEqual(names(manifest.attributes), [...ConflictAnnotatorElement.observedAttributes, "name", "disabled"].sort());
});

test("every attribute's property, every member and method is on the element", () => {
  for (const name of [...manifest.attributes.map((/** @type {any} */ attribute) => attribute.fieldName), ...names(manifest.members)]) {
    assert.ok(Object.hasOwn(ConflictAnnotatorElement.prototype, name), name);
  }
});

test("events, parts, slots, states and custom properties are those of the code", () => {
  assert.deepEqual(names(manifest.events), [...found(/this\.#emit\("([\w-]+)"/g, "element").map((name) => `conflict-annotator:${name}`)].sort());
  const parts = found(/\bpart: "([\w -]+)"/g, "frame", "card", "map", "timeline").concat("mark", ...["party", "casualty", "materiel", "location", "date"].map((kind) => `mark-${kind}`), "claims", "table");
  assert.deepEqual(names(manifest.cssParts), [...new Set(parts)].sort());
  assert.deepEqual(names(manifest.slots), ["", ...found(/"slot", \{ name: "(\w+)"/g, "frame")].sort());
  assert.deepEqual(names(manifest.cssProperties), found(/(--ca-[\w-]+):/g, "element-style").sort());
  const states = /const now = \{([\s\S]*?)\};/.exec(read("www/element.js"))?.[1] ?? "";
  assert.deepEqual(names(manifest.cssStates), [...states.matchAll(/(\w+):/g)].map((match) => match[1]).sort());
});

test("the declared types are those of the code", () => {
  // The compiler checks these assignments; nothing happens when they run.
  const checks = () => {
    const element = /** @type {import("../../www/element.js").ConflictAnnotatorElement} */ (/** @type {unknown} */ (null));
    /** @type {import("../../www/npm/element.js").ConflictAnnotatorElement} */
    const declared = element;
    const index = /** @type {typeof import("../../www/index.js")} */ (/** @type {unknown} */ (null));
    /** @type {Pick<typeof import("../../www/npm/index.js"), "createAnnotator" | "FORMATS">} */
    const door = index;
    const host = /** @type {typeof import("../../www/host.js")} */ (/** @type {unknown} */ (null));
    /** @type {Pick<typeof import("../../www/npm/host.js"), "connect">} */
    const client = host;
    return [declared, door, client];
  };
  assert.equal(typeof checks, "function");
  const declared = [.../export type Format = ([^;]+);/.exec(read("www/types.d.ts"))?.[1].matchAll(/"([\w-]+)"/g) ?? []].map((match) => match[1]);
  assert.deepEqual(declared, FORMATS.map(({ format }) => format));
});

test("README has an example for every way of embedding", () => {
  assert.deepEqual(examples().map(({ name }) => name), ["element", "module", "iframe", "form", "vite", "esbuild", "node"]);
});

test("requests: what is not one, what fails inside, what has no answer", async () => {
  const methods = { add: { params: { a: /** @type {const} */ ("number") }, required: ["a"], run: (/** @type {{a: number}} */ { a }) => a + 1 }, fail: { params: {}, run: () => { throw new TypeError("inside"); } } };
  assert.deepEqual(await answer({ jsonrpc: "2.0", id: 1, method: "add", params: { a: 1 } }, methods), { jsonrpc: "2.0", id: 1, result: 2 });
  assert.deepEqual(await answer({ jsonrpc: "2.0", id: 1, method: "fail" }, methods), { jsonrpc: "2.0", id: 1, error: { code: -32603, message: "inside" } });
  assert.equal(await answer({ jsonrpc: "2.0", method: "add", params: { a: 1 } }, methods), null);
  assert.equal(await answer({ jsonrpc: "2.0", method: "nowhere" }, methods), null);
  for (const strange of [null, 5, "add", undefined, {}, { jsonrpc: "1.0", method: "add" }, { jsonrpc: "2.0", id: {}, method: 5 }]) {
    assert.equal(/** @type {any} */ (await answer(strange, methods)).error.code, -32600);
  }
  assert.equal(/** @type {any} */ (await answer({ jsonrpc: "2.0", id: 2, method: "add", params: { a: NaN } }, methods)).error.code, -32602);
  assert.equal(/** @type {any} */ (await answer({ jsonrpc: "2.0", id: 2, method: "add", params: "x" }, methods)).error.code, -32602);
  assert.equal(await answer([{ jsonrpc: "2.0", method: "add", params: { a: 1 } }], methods), null);
});
