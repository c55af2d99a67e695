// dist/site as hosts serve it, and the page as one file from a disk.
import assert from "node:assert/strict";
import { cpSync, mkdirSync, readFileSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { examples } from "../../www/build/readme.mjs";
import { SAMPLES } from "../../www/samples.js";
import { ARTICLE, marked, newContext, openPage, paste, ready, useChromium } from "../browser/chromium.mjs";
import { serve } from "../browser/server.mjs";
import { DIST, headersOf } from "./apps.mjs";

useChromium();

const SITE = `${DIST}site/`;
const headers = headersOf(readFileSync(`${SITE}_headers`, "utf8"));

/** @type {Awaited<ReturnType<typeof serve>>} */
let bare;
/** @type {Awaited<ReturnType<typeof serve>>} */
let full;
before(async () => {
  // As GitHub Pages: below a folder, without headers of our own. As Netlify: at the root, with _headers.
  bare = await serve({ base: "/repo/app/", root: SITE });
  full = await serve({ root: SITE, headers });
});
after(async () => { await bare.close(); await full.close(); });

for (const [name, server] of /** @type {[string, () => typeof bare][]} */ ([["below a folder, without headers", () => bare], ["at the root, with its _headers", () => full]])) {
  test(`the site ${name}: loads, seals itself, reads, and sends nothing`, async () => {
    const { url, log } = server();
    const page = await openPage(url);
    /** @type {string[]} */
    const errors = [];
    page.on("pageerror", (error) => errors.push(error.message));
    page.on("console", (message) => { if (message.type() === "error") errors.push(message.text()); });
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.waitForFunction(async () => (await (await caches.open((await caches.keys())[0])).keys()).length >= 7);
    const seen = log.length;
    await paste(page, ARTICLE);
    await marked(page);
    const worker = await page.evaluate(async () => "worker" in /** @type {any} */ (await /** @type {any} */ (document.querySelector("conflict-annotator")).annotator));
    assert.equal(worker, true);
    await page.getByRole("tab", { name: "Map" }).click();
    await page.waitForFunction(() => document.querySelector("conflict-annotator")?.shadowRoot?.querySelector("path.land")?.hasAttribute("d"));
    await page.evaluate((origin) => fetch(`${origin}leak`).catch(() => {}), url);
    assert.deepEqual(log.slice(seen), []);
    assert.deepEqual(errors.filter((error) => !/leak/.test(error)), []);
    await page.context().close();
  });
}

test("what is not found is not there: every file that a page names exists", () => {
  const names = new Set(readdirSync(SITE, { recursive: true }).map(String));
  for (const page of [...names].filter((name) => name.endsWith(".html"))) {
    const folder = page.includes("/") ? `${page.split("/").slice(0, -1).join("/")}/` : "";
    for (const [, address] of readFileSync(`${SITE}${page}`, "utf8").slice(0, 20_000).matchAll(/(?:href|src)="(?!data:|#)([^"#]+)[^"]*"/g)) {
      if (page.endsWith("examples/index.html") && address.startsWith("./conflict-annotator/")) continue;
      assert.doesNotMatch(address, /^\//, `${page} has an address that is not relative: ${address}`);
      const path = new URL(address, `http://x/${folder}`).pathname.slice(1);
      assert.ok(names.has(path) || names.has(`${path}index.html`), `${page} names ${address}`);
    }
  }
  assert.ok(names.has(".nojekyll"));
});

test("the service worker's version is its content's, and it keeps what the page loads", async () => {
  const source = readFileSync(`${SITE}sw.js`, "utf8");
  assert.match(source, /VERSION = "[0-9a-f]{10}"/);
  const context = await newContext();
  const page = await context.newPage();
  const gone = await serve({ base: "/repo/app/", root: SITE });
  await page.goto(`${gone.url}index.html`);
  await ready(page);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.waitForFunction(async () => (await (await caches.open((await caches.keys())[0])).keys()).length >= 7);
  await gone.close();
  await page.goto(gone.url);
  await ready(page);
  await paste(page, ARTICLE);
  await marked(page);
  await context.close();
});

test("a broken cache or a failed worker registration changes nothing", async () => {
  const context = await newContext({ serviceWorkers: "block" });
  const page = await context.newPage();
  await page.goto(full.url);
  await ready(page);
  await paste(page, ARTICLE);
  await marked(page);
  await context.close();
});

test("headers: who may frame what, what may be kept, who may use the library", () => {
  assert.match(headers("/")["content-security-policy"], /^default-src 'none'; .*; frame-ancestors 'self'$/);
  assert.equal(headers("/")["content-security-policy"], headers("/index.html")["content-security-policy"]);
  assert.match(headers("/embed.html")["content-security-policy"], /frame-ancestors \*$/);
  assert.doesNotMatch(headers("/embed.html")["content-security-policy"], /'self'|https?:/, "the frame's policy names no address at all");
  assert.match(headers("/assets/x.js")["cache-control"], /immutable/);
  assert.equal(headers("/sw.js")["cache-control"], "no-cache");
  assert.equal(headers("/lib/index.js")["access-control-allow-origin"], "*");
  assert.equal(headers("/examples/")["x-content-type-options"], "nosniff");
});

test("the examples' page: every example of README is there, and the live ones run", async () => {
  const page = await (await newContext({ viewport: { width: 1280, height: 900 } })).newPage();
  await page.goto(`${full.url}examples/`);
  assert.deepEqual(await page.locator("h2").allInnerTexts(), examples().map(({ title }) => title));
  for (const { name, code, language } of examples()) {
    assert.equal((await page.locator(`#${name} code`).innerText()).trim(), code.trim(), name);
    if (language !== "html") continue;
    await page.locator(`#${name} iframe`).scrollIntoViewIfNeeded();
    const frame = await (await page.locator(`#${name} iframe`).elementHandle())?.contentFrame();
    const inner = frame && name === "iframe" ? await (await frame.waitForSelector("iframe")).contentFrame() : frame;
    assert.ok(frame && inner);
    if (name === "module") {
      await frame.waitForFunction(() => /** @type {any} */ (document.querySelector("#read"))?.onclick);
      await frame.locator("#read").click();
      await frame.waitForFunction(() => /killed: 9/.test(document.querySelector("#found")?.textContent ?? ""));
    } else await inner.locator("mark[data-entity]").first().waitFor({ timeout: 20_000 });
  }
  await page.context().close();
});

test("another site can use the library from here", async () => {
  const other = await serve({ answer: (path) => (path === "/" ? { body: `<!doctype html><html lang="en"><meta charset="utf-8"><title>elsewhere</title><script type="module" src="${full.url}lib/element.js"></script><conflict-annotator>${ARTICLE}</conflict-annotator>` } : null) });
  const page = await (await newContext()).newPage();
  await page.goto(other.url);
  await page.locator("mark").first().waitFor();
  await page.context().close();
  await other.close();
});

test("one file, from a disk: reads with all its places, exports, and asks the network for nothing", async () => {
  const folder = join(tmpdir(), `conflict-annotator-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  // Alone in a folder of its own, so that nothing beside it helps.
  cpSync(`${DIST}conflict-annotator.html`, join(folder, "a b.html"));
  const page = await (await newContext({ acceptDownloads: true })).newPage();
  /** @type {string[]} */
  const requests = [];
  /** @type {string[]} */
  const errors = [];
  page.on("request", (request) => requests.push(request.url().slice(0, 60)));
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => { if (message.type() === "error") errors.push(message.text()); });
  await page.goto(pathToFileURL(join(folder, "a b.html")).href);
  await ready(page);
  // A town that only the full gazetteer has.
  await paste(page, `${ARTICLE} A mine wounded a farmer in Olpe, Germany.`);
  await marked(page);
  const result = await page.evaluate(() => /** @type {any} */ (document.querySelector("conflict-annotator")).result);
  assert.ok(result.casualties.length >= 3);
  assert.ok(result.locations.some((/** @type {any} */ place) => place.text.startsWith("Olpe") && place.lat > 50), JSON.stringify(result.locations.map((/** @type {any} */ place) => [place.text, place.lat])));
  assert.equal(await page.evaluate(async () => "worker" in /** @type {any} */ (await /** @type {any} */ (document.querySelector("conflict-annotator")).annotator)), true);
  await page.locator("summary", { hasText: "Export" }).click();
  const download = page.waitForEvent("download");
  await page.locator("button[data-format=claims-csv]").click();
  assert.match(readFileSync(await (await download).path(), "utf8"), /side_a,side_b/);
  await page.getByRole("button", { name: /Sealed/ }).click();
  await page.getByRole("button", { name: "Try to send something" }).click();
  await page.waitForFunction(() => document.querySelectorAll(".test li.refused").length === 5, null, { timeout: 20_000 });
  assert.deepEqual(requests.filter((url) => !/^(file|blob|data):/.test(url)), []);
  assert.deepEqual(errors.filter((error) => !/Content.Security.Policy|seal-self-test/i.test(error)), []);
  await page.context().close();
});

test("one file: what it holds is the page", () => {
  const single = readFileSync(`${DIST}conflict-annotator.html`, "utf8");
  assert.ok(single.includes(SAMPLES[0].title));
  assert.doesNotMatch(single.slice(0, 12_000), /(?:src|href)="(?!data:|#)/);
});
