// The privacy promise: a server that logs every request, every way out tried, and a control page that must leak.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ARTICLE, marked, newContext, openPage, paste, useChromium } from "./chromium.mjs";
import { pack } from "../../www/share.js";
import { serve } from "./server.mjs";

useChromium();

/** Tries every way out that a page has; the tag tells the tries apart in the log. Runs in the page. */
const tryAll = async (/** @type {{origin: string, tag: string}} */ { origin, tag }) => {
  const url = (/** @type {string} */ way) => `${origin}leak-${tag}-${way}`;
  const wait = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));
  const attempt = async (/** @type {() => unknown} */ way) => { try { await Promise.race([way(), wait(700)]); } catch { /* refused */ } };
  const add = (/** @type {string} */ name, /** @type {object} */ values) => document.head.append(Object.assign(document.createElement(name), values));
  await attempt(() => fetch(url("fetch")));
  await attempt(() => fetch(url("fetch-nocors"), { mode: "no-cors", method: "POST", body: "text" }));
  await attempt(() => navigator.sendBeacon(url("beacon"), "text"));
  await attempt(() => { new Image().src = url("image"); });
  await attempt(() => { const request = new XMLHttpRequest(); request.open("GET", url("xhr")); request.send(); });
  await attempt(() => new WebSocket(url("websocket").replace(/^http/, "ws")));
  await attempt(() => new EventSource(url("eventsource")));
  await attempt(() => new Function("u", "return import(u)")(url("import")));
  await attempt(() => import(url("import-direct")));
  for (const rel of ["prefetch", "preload", "modulepreload", "stylesheet", "icon", "prerender", "manifest", "dns-prefetch"]) await attempt(() => add("link", { rel, as: rel === "preload" ? "fetch" : "", href: url(`link-${rel}`) }));
  await attempt(() => add("script", { src: url("script") }));
  await attempt(() => document.body.append(Object.assign(document.createElement("iframe"), { src: url("iframe") })));
  await attempt(() => document.body.append(Object.assign(document.createElement("object"), { data: url("object") })));
  await attempt(() => document.body.append(Object.assign(document.createElement("video"), { src: url("video") })));
  await attempt(() => { const box = document.createElement("div"); box.style.backgroundImage = `url(${url("background")})`; document.body.append(box); });
  await attempt(() => {
    const frame = Object.assign(document.createElement("iframe"), { name: `f${tag}` });
    document.body.append(frame);
    const form = Object.assign(document.createElement("form"), { action: url("form"), method: "post", target: frame.name });
    document.body.append(form);
    form.submit();
  });
  await attempt(() => { const font = new FontFace("x", `url(${url("font")})`); document.fonts.add(font); return font.load(); });
  await attempt(() => new Worker(url("worker")));
  await attempt(() => new Worker(URL.createObjectURL(new Blob([`fetch("${url("blob-worker")}").catch(() => {}); try { importScripts("${url("blob-import")}") } catch {}`], { type: "text/javascript" }))));
  await attempt(() => new SharedWorker(url("shared-worker")));
  await attempt(() => navigator.serviceWorker.register(url("service-worker")));
  await attempt(() => { const sheet = new CSSStyleSheet(); sheet.replaceSync(`body { background: url("${url("adopted")}") }`); document.adoptedStyleSheets.push(sheet); });
  await wait(1200);
};

test("a sealed page sends nothing, whatever is tried", async (context) => {
  const server = await serve();
  const page = await openPage(server.url);
  await paste(page, ARTICLE);
  await marked(page);
  const seen = server.log.length;
  await page.evaluate(tryAll, { origin: server.url, tag: "sealed" });
  const later = server.log.slice(seen);
  context.diagnostic(`requests before the seal: ${seen}; after it: ${JSON.stringify(later)}`);
  assert.deepEqual(later, []);
  assert.equal(server.log.some((line) => line.includes("leak")), false);
  // Taking the policy's element away changes nothing.
  await page.evaluate(() => document.querySelectorAll("meta[http-equiv]").forEach((meta) => meta.remove()));
  await page.evaluate(tryAll, { origin: server.url, tag: "unsealed" });
  assert.deepEqual(server.log.slice(seen), []);
  assert.equal(await page.evaluate(() => "RTCPeerConnection" in window), false);
  await page.context().close();
  await server.close();
});

test("the control page without a policy leaks: the log would show it", async () => {
  const server = await serve({ answer: (path) => (path === "/control" ? { body: "<!doctype html><title>control</title><body>" } : null) });
  const page = await (await newContext()).newPage();
  await page.goto(`${server.url}control`);
  await page.evaluate(tryAll, { origin: server.url, tag: "control" });
  const ways = new Set(server.log.flatMap((line) => /leak-control-([\w-]+)/.exec(line)?.[1] ?? []));
  for (const way of ["fetch", "beacon", "image", "xhr", "websocket", "import", "link-prefetch", "link-stylesheet", "script", "iframe", "form", "worker", "blob-worker", "background"]) {
    assert.ok(ways.has(way), `the control page did not leak by ${way}`);
  }
  await page.context().close();
  await server.close();
});

test("nothing that a reader does sends a request after the seal", async () => {
  const server = await serve();
  const page = await openPage(server.url);
  const seen = server.log.length;
  await paste(page, ARTICLE);
  await marked(page);
  await page.getByRole("tab", { name: "Map" }).click();
  await page.getByRole("tab", { name: "Timeline" }).click();
  await page.locator("mark a").first().click();
  await page.getByRole("button", { name: "Share" }).click();
  await page.getByRole("dialog").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Edit text" }).click();
  await page.getByRole("button", { name: "Mark the text" }).click();
  await marked(page);
  assert.deepEqual(server.log.slice(seen), []);
  await page.context().close();
  await server.close();
});

test("the box stays shut until the seal is on, and a shared text waits for it", async () => {
  /** @type {() => void} */
  let release = () => {};
  const server = await serve();
  const context = await newContext();
  const page = await context.newPage();
  const held = new Promise((resolve) => { release = () => resolve(undefined); });
  await page.route("**/*.wasm", async (route) => { await held; await route.continue(); });
  await page.goto(`${server.url}#t=${await pack(ARTICLE)}`, { waitUntil: "commit" });
  await page.waitForFunction(() => customElements.get("conflict-annotator"));
  assert.equal(await page.locator("#input").isDisabled(), true);
  assert.equal(await page.evaluate(() => /** @type {any} */ (document.querySelector("conflict-annotator")).text), "");
  release();
  await page.waitForFunction(() => !(/** @type {any} */ (document.querySelector("conflict-annotator")).waiting));
  assert.equal(await page.evaluate(() => document.querySelectorAll("meta[http-equiv=Content-Security-Policy]").length), 2);
  assert.equal(await page.locator("#input").isDisabled(), false);
  await context.close();
  await server.close();
});

test("the badge's self-test shows that the browser refuses", async () => {
  const server = await serve();
  const page = await openPage(server.url);
  await page.getByRole("button", { name: /Sealed/ }).click();
  await page.getByRole("button", { name: "Try to send something" }).click();
  await page.waitForFunction(() => document.querySelectorAll(".test li.refused, .test li.leaked").length === 5, null, { timeout: 20_000 });
  assert.equal(await page.locator(".test li.refused").count(), 5, await page.locator(".test").innerText());
  assert.equal(server.log.some((line) => line.includes("seal-self-test")), false);
  await page.context().close();
  await server.close();
});
