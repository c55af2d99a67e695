// Where the page may stand: below a folder, with a wrong MIME type, without a network, without a worker.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ARTICLE, marked, newContext, openPage, paste, ready, useChromium } from "./chromium.mjs";
import { pack } from "../../www/share.js";
import { serve } from "./server.mjs";

useChromium();

for (const [name, options] of /** @type {const} */ ([
  ["below a folder", { base: "/repo/app/" }],
  ["with a wrong MIME type for wasm", { mime: { ".wasm": "application/octet-stream" } }],
])) {
  test(`works ${name}`, async () => {
    const server = await serve(options);
    const page = await openPage(server.url);
    await paste(page, ARTICLE);
    await marked(page);
    await page.context().close();
    await server.close();
  });
}

test("works offline after the first visit, and no address with an article is cached", async () => {
  const server = await serve({ base: "/repo/app/" });
  const page = await openPage(`${server.url}#t=${await pack(ARTICLE)}`);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.waitForFunction(async () => (await caches.keys()).length > 0 && (await (await caches.open((await caches.keys())[0])).keys()).length > 30);
  const cached = await page.evaluate(async () => (await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map((request) => request.url)))).flat());
  assert.equal(cached.some((url) => url.includes("#") || url.includes("?")), false);
  await server.close();
  await page.reload();
  await ready(page);
  await paste(page, ARTICLE);
  await marked(page);
  await page.context().close();
});

test("annotates on the main thread where a worker is refused", async () => {
  const server = await serve();
  const context = await newContext();
  await context.addInitScript(() => { /** @type {any} */ (globalThis).Worker = class { constructor() { throw new Error("refused"); } }; });
  const page = await context.newPage();
  await page.goto(server.url);
  await ready(page);
  await paste(page, ARTICLE);
  await marked(page);
  await context.close();
  await server.close();
});

test("a text typed before the engine is ready is marked when it is", async () => {
  const server = await serve();
  const page = await openPage(server.url);
  await page.evaluate((text) => {
    const element = /** @type {any} */ (document.querySelector("conflict-annotator"));
    const real = element.annotator;
    element.annotator = new Promise((resolve) => setTimeout(() => resolve(real), 600));
    element.text = text;
    element.annotate();
  }, ARTICLE);
  await marked(page);
  await page.context().close();
  await server.close();
});

for (const [name, answer] of /** @type {const} */ ([
  ["damaged", { type: "application/octet-stream", body: "CAGZ1 and nothing that fits" }],
  ["missing", { status: 404, body: "" }],
])) {
  test(`a ${name} gazetteer file is told in one sentence, and the built-in places serve`, async () => {
    const server = await serve({ answer: (path) => path.endsWith("gazetteer.bin") ? answer : null });
    const page = await openPage(server.url);
    await paste(page, ARTICLE);
    await marked(page);
    assert.match(await page.locator("conflict-annotator .notice.warning").first().innerText(), /^Fewer places\. [^.]*built-in places serve[^.]*\.$/);
    assert.equal(await page.evaluate(() => /** @type {any} */ (document.querySelector("conflict-annotator")).result.locations.some((/** @type {any} */ place) => place.country === "ETH" || place.country === "ERI")), true);
    await page.context().close();
    await server.close();
  });
}
