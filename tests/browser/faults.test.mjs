// What goes wrong around the page: files missing, cut short or sent wrongly, a worker that dies, storage that refuses, an
// engine that panics. Each time the text is still there, the message says what to do, and doing it works.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { ARTICLE, marked, newContext, openPage, paste, ready, useChromium } from "./chromium.mjs";
import { ROOT, serve } from "./server.mjs";

/** @import {Page} from "playwright-core" */

useChromium();

const file = (/** @type {string} */ path) => readFileSync(join(ROOT, path));
const WASM = "www/pkg/conflict_annotator_bg.wasm";
const GAZETTEER = "www/pkg/gazetteer.bin";

/** @param {Page} page @param {string} code evaluated with `element` at hand */
const ask = (page, code) => page.evaluate(`(() => { const element = document.querySelector("conflict-annotator"); return ${code}; })()`);
const boxText = (/** @type {Page} */ page) => page.locator("#input").inputValue();

/**
 * A server whose answers can change while the page is open: a path's end → what to send instead.
 * @param {Record<string, {status?: number, type?: string, body: string | Buffer}>} wrong
 */
async function serveWrong(wrong) {
  return serve({ answer: (path) => Object.entries(wrong).find(([end]) => path.endsWith(end))?.[1] });
}

/** @type {[string, {status?: number, type?: string, body: string | Buffer}, RegExp][]} */
const BROKEN_WASM = [
  ["missing", { status: 404, type: "text/plain", body: "no such file" }, /404/],
  ["refused by the server", { status: 503, type: "text/plain", body: "later" }, /503/],
  ["cut short", { type: "application/wasm", body: file(WASM).subarray(0, 500_000) }, /WebAssembly module, or only a part/],
  ["empty", { type: "application/wasm", body: "" }, /WebAssembly module, or only a part/],
  ["another page, as hosts answer for what they lack", { type: "text/html", body: "<!doctype html><title>Welcome</title>" }, /sent as text\/html/],
];
for (const [name, answer, cause] of BROKEN_WASM) {
  test(`the engine's file is ${name}: the text stays, and comes along when the page is loaded again`, async () => {
    const wrong = { ".wasm": answer };
    const server = await serveWrong(wrong);
    const page = await openPage(server.url);
    await paste(page, ARTICLE);
    const notice = page.locator(".notice.error");
    await notice.waitFor();
    assert.match(await notice.innerText(), /engine could not be loaded/i);
    assert.match(await notice.innerText(), cause);
    assert.equal(await boxText(page), ARTICLE);
    // The host mends its file.
    delete (/** @type {any} */ (wrong))[".wasm"];
    await page.getByRole("button", { name: "Load again with my text" }).click();
    await page.waitForLoadState();
    await ready(page);
    await marked(page);
    assert.equal(await ask(page, "element.text"), ARTICLE);
    await page.context().close();
    await server.close();
  });
}

test("the engine's file is sent with a wrong type: it works all the same", async () => {
  const server = await serve({ mime: { ".wasm": "text/plain" } });
  const page = await openPage(server.url);
  await paste(page, ARTICLE);
  await marked(page);
  await page.context().close();
  await server.close();
});

/** @type {[string, {status?: number, type?: string, body: string | Buffer}][]} */
const BROKEN_GAZETTEER = [
  ["missing", { status: 404, type: "text/plain", body: "no" }],
  ["cut short", { type: "application/octet-stream", body: file(GAZETTEER).subarray(0, 100_000) }],
  ["another page", { type: "text/html", body: "<!doctype html>" }],
  ["of another version", { type: "application/octet-stream", body: Buffer.concat([Buffer.from("CAGZ9"), file(GAZETTEER).subarray(5)]) }],
];
for (const [name, answer] of BROKEN_GAZETTEER) {
  test(`the gazetteer is ${name}: larger places serve, and the page says so`, async () => {
    const server = await serveWrong({ "gazetteer.bin": answer });
    const page = await openPage(server.url);
    await paste(page, ARTICLE);
    await marked(page);
    assert.ok(await ask(page, "element.result.locations.some((mark) => mark.country === 'ETH')"));
    assert.match(await page.locator(".notices").innerText(), /^Fewer places\. [^.]*built-in places serve/m);
    await page.context().close();
    await server.close();
  });
}

test("the page's program is missing: the page says to reload", async () => {
  const server = await serveWrong({ "pkg/conflict_annotator.js": { status: 404, type: "text/plain", body: "no" } });
  const page = await (await newContext()).newPage();
  await page.goto(server.url);
  await page.waitForFunction(() => getComputedStyle(/** @type {Element} */ (document.querySelector("main")), "::after").opacity === "1", null, { timeout: 15_000 });
  assert.match(await page.evaluate(() => getComputedStyle(/** @type {Element} */ (document.querySelector("main")), "::after").content), /reload/);
  await page.context().close();
  await server.close();
});

test("a page that loads whole says nothing of the kind", async () => {
  const server = await serve();
  const page = await openPage(server.url);
  assert.equal(await page.evaluate(() => getComputedStyle(/** @type {Element} */ (document.querySelector("main")), "::after").content), "none");
  assert.equal(await ask(page, "element.remark"), "");
  await page.context().close();
  await server.close();
});

test("the worker is killed in the middle: after a while the text is there to be read again", async () => {
  const server = await serve();
  const page = await openPage(server.url);
  await page.evaluate(async (text) => {
    const element = /** @type {any} */ (document.querySelector("conflict-annotator"));
    const annotator = await element.annotator;
    annotator.patience = 400;
    // No answer ever comes from a worker that the browser has ended.
    annotator.worker.terminate();
    element.text = text;
    element.annotate();
  }, ARTICLE);
  await page.locator(".notice.error", { hasText: "engine failed" }).waitFor();
  assert.equal(await boxText(page), ARTICLE);
  assert.match(String(await ask(page, "element.problem.message")), /no answer/);
  await page.evaluate(async () => { (await /** @type {any} */ (document.querySelector("conflict-annotator")).annotator).patience = 30_000; });
  await page.getByRole("button", { name: "Try again" }).click();
  await marked(page);
  await page.context().close();
  await server.close();
});

test("the worker throws outside of any text: the next text gets a new one", async () => {
  const server = await serveWrong({ "engine-worker.js": { type: "text/javascript", body: `${file("www/engine-worker.js")}\naddEventListener("message", ({ data }) => { if (data.text?.includes("BOOM")) setTimeout(() => { throw new Error("boom"); }); });` } });
  const page = await openPage(server.url);
  await paste(page, `BOOM. ${ARTICLE}`);
  await page.waitForFunction(() => { const element = /** @type {any} */ (document.querySelector("conflict-annotator")); return element.result || element.problem; });
  await page.reload();
  await ready(page);
  await paste(page, ARTICLE);
  await marked(page);
  await page.context().close();
  await server.close();
});

/** The worker's loop with a hook: a text with PANIC in it calls the module with a null pointer, on which Rust panics. */
const PANICKING = `${file("www/engine-worker.js")}\n{ const real = Engine.prototype.annotate; Engine.prototype.annotate = function (text, date) { if (text.includes("PANIC") && !globalThis.calm) { wasm.engine_annotate(0x7fff_fff0, 0, 0, 0, 0); throw new Error("it did not panic"); } return real.call(this, text, date); }; }`;

test("the engine panics in its worker: the text stays, and the main thread reads it", async () => {
  const server = await serveWrong({ "engine-worker.js": { type: "text/javascript", body: PANICKING } });
  const page = await openPage(server.url);
  const text = `PANIC. ${ARTICLE}`;
  await paste(page, text);
  const notice = page.locator(".notice.error", { hasText: "engine failed" });
  await notice.waitFor();
  assert.doesNotMatch(String(await ask(page, "element.problem.message")), /it did not panic/);
  assert.equal(await boxText(page), text);
  const report = await page.getByRole("button", { name: "Copy report" }).getAttribute("title");
  assert.match(String(report), /error engine/);
  assert.doesNotMatch(String(report), /Ethiopia|Asmara/i, "the report has no word of the text in it");
  await page.getByRole("button", { name: "Try again" }).click();
  await marked(page);
  assert.equal(await ask(page, "element.shownText"), text);
  await page.context().close();
  await server.close();
});

test("the engine panics on a text: the next text is read by a new worker", async () => {
  const server = await serveWrong({ "engine-worker.js": { type: "text/javascript", body: PANICKING } });
  const page = await openPage(server.url);
  await paste(page, `PANIC. ${ARTICLE}`);
  await page.locator(".notice.error", { hasText: "engine failed" }).waitFor();
  await paste(page, ARTICLE);
  await marked(page);
  await page.context().close();
  await server.close();
});

test("the engine panics on the main thread: a new instance reads the next text, and exports work", async () => {
  const server = await serve();
  const page = await (await newContext()).newPage();
  await page.goto(`${server.url}xtask/bench/js/blank.html`);
  const outcome = await page.evaluate(async ({ text, base }) => {
    const { createAnnotator } = await import(`${base}www/annotator.js`);
    const glue = await import(`${base}www/pkg/conflict_annotator.js`);
    const annotator = await createAnnotator({ worker: false });
    const before = await annotator.annotate(text);
    const real = glue.Engine.prototype.annotate;
    // An address behind the memory: a true trap, such as a panic ends in.
    glue.Engine.prototype.annotate = () => glue.initSync({ module: annotator.module }).engine_annotate(0x7fff_fff0, 0, 0, 0, 0);
    const failure = await annotator.annotate(text).then(() => "", (/** @type {any} */ error) => `${error.name}: ${error.message}`);
    glue.Engine.prototype.annotate = real;
    const after = await annotator.annotate(text);
    return { failure, same: JSON.stringify(before) === JSON.stringify(after), csv: new TextDecoder().decode(annotator.export(after, "claims-csv")) };
  }, { text: ARTICLE, base: server.url });
  assert.match(outcome.failure, /RuntimeError/);
  assert.ok(outcome.same, "the new instance reads as the old one did");
  assert.match(outcome.csv, /killed/);
  await page.context().close();
  await server.close();
});

/** @type {[string, () => void][]} */
const STORES = [
  ["full", () => { Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); }; }],
  ["forbidden", () => { Object.defineProperty(globalThis, "localStorage", { get() { throw new DOMException("denied", "SecurityError"); } }); }],
];
for (const [name, spoil] of STORES) {
  test(`storage is ${name}: the text is marked, and nobody is told that it is kept`, async () => {
    const server = await serve();
    const context = await newContext();
    await context.addInitScript(spoil);
    const page = await context.newPage();
    await page.goto(server.url);
    await ready(page);
    await paste(page, ARTICLE);
    await marked(page);
    await page.locator("summary", { hasText: "View" }).click();
    const keep = page.getByLabel(/Keep my text on this device/);
    if (name === "forbidden") assert.equal(await keep.isVisible(), false, "what cannot be done is not offered");
    else {
      await keep.click();
      await page.locator(".notices", { hasText: "Not kept on this device" }).waitFor();
      assert.equal(await keep.isChecked(), false);
    }
    assert.equal(await ask(page, "element.shownText"), ARTICLE);
    await context.close();
    await server.close();
  });
}

test("storage fills up while a text is kept: the page says so and keeps no older text either", async () => {
  const server = await serve();
  const page = await openPage(server.url);
  await paste(page, "Two soldiers were killed in Keren.");
  await marked(page);
  await page.locator("summary", { hasText: "View" }).click();
  await page.getByLabel(/Keep my text on this device/).check();
  await page.evaluate(() => { Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); }; });
  await page.getByRole("button", { name: "Edit text" }).click();
  await paste(page, ARTICLE);
  await page.locator(".notices", { hasText: "Not kept on this device" }).waitFor();
  await marked(page);
  assert.equal(await page.evaluate(() => localStorage.length), 0);
  await page.context().close();
  await server.close();
});

test("a broken file takes neither the text nor the edits with it", async () => {
  const server = await serve();
  const page = await openPage(server.url);
  await paste(page, ARTICLE);
  await marked(page);
  await ask(page, "(element.setSelected(element.result.locations[0].id), element.act.confirm())");
  for (const [name, content] of [["cut.json", "{\"format\":\"conflict-annotator/1\",\"text\":\"x"], ["other.json", "{\"a\":1}"], ["deep.json", "[".repeat(100_000)]]) {
    await page.locator("input[type=file]").setInputFiles({ name, mimeType: "application/json", buffer: Buffer.from(content) });
    await page.locator(".notice.error", { hasText: "could not be opened" }).waitFor();
    assert.equal(await ask(page, "element.text"), ARTICLE);
    assert.equal(await ask(page, "element.result.locations.filter((mark) => mark.review === 'confirmed').length"), 1);
  }
  await page.context().close();
  await server.close();
});

test("half a surrogate pair, NUL and all that: the text comes back unit for unit", async () => {
  const server = await serve();
  const page = await openPage(server.url);
  const text = "Two \ud800 soldiers \udc00\ud83d were killed\0 in Mosul \ufffe on Tuesday. \udbff";
  await paste(page, text);
  await marked(page);
  assert.equal(await ask(page, "element.shownText"), text);
  assert.ok(await ask(page, "[...element.result.locations, ...element.result.dates, ...element.result.casualties].every((mark) => element.text.slice(mark.start, mark.end) === mark.text)"));
  await page.context().close();
  await server.close();
});
