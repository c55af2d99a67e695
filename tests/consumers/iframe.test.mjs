// embed.html in a sandboxed frame: README's example, the protocol, what the frame can and cannot do.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { livePage } from "../../www/build/examples.mjs";
import { example } from "../../www/build/readme.mjs";
import { ARTICLE, newContext, useChromium } from "../browser/chromium.mjs";
import { serve } from "../browser/server.mjs";
import { DIST } from "./apps.mjs";

/** @import {Frame, Page} from "playwright-core" */

useChromium();

/** @type {Map<string, {body: string, headers?: Record<string, string>}>} */
const pages = new Map();
/** @type {Awaited<ReturnType<typeof serve>>} */
let server;
before(async () => {
  server = await serve({ base: "/conflict-annotator/", root: `${DIST}npm/`, answer: (path) => pages.get(path) ?? null });
});
after(() => server.close());

/** @param {string} body @param {(page: Page, frame: Frame) => Promise<void>} check @param {string} [policy] */
async function onPage(body, check, policy) {
  pages.set("/host.html", { body, headers: policy ? { "content-security-policy": policy } : {} });
  const page = await (await newContext({ acceptDownloads: true })).newPage();
  page.setDefaultTimeout(15_000);
  /** @type {string[]} */
  const errors = [];
  page.on("pageerror", (error) => errors.push(error.message));
  try {
    await page.goto(new URL("/host.html", server.url).href);
    const frame = /** @type {Frame} */ (await (await page.locator("iframe").elementHandle())?.contentFrame());
    await check(page, frame);
    assert.deepEqual(errors, []);
  } finally {
    await page.context().close();
  }
}

/** @param {string} [fragment] */
const host = (fragment = "") => `<!doctype html><html lang="en"><meta charset="utf-8"><title>host</title><link rel="icon" href="data:,">
  <iframe title="annotator" sandbox="allow-scripts allow-downloads" src="./conflict-annotator/embed.html${fragment}" style="width: 1000px; height: 600px"></iframe>
  <script type="module">
    import { connect } from "./conflict-annotator/host.js";
    window.connect = (options) => connect(document.querySelector("iframe"), options);
    window.told = [];
    window.begin = async (options) => {
      window.frame = await window.connect(options);
      for (const name of ["annotated", "changed", "selected", "failed"]) window.frame.on(name, (params) => window.told.push([name, params]));
      return window.frame.about;
    };
    window.loaded = true;
  </script>`;
/** @param {Page} page @param {string} code */
const ask = async (page, code) => {
  await page.waitForFunction("window.loaded");
  return page.evaluate(`(async () => ${code})()`);
};
const STRICT = (/** @type {string} */ url) => `default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'unsafe-inline'; frame-src ${url}embed.html; img-src data:`;

test("README: the example, under a policy that lets the page frame this one file", async () => {
  await onPage(livePage(example("iframe"), "./conflict-annotator/"), async (page, frame) => {
    await frame.waitForFunction(() => document.querySelector("conflict-annotator")?.shadowRoot?.querySelector("mark.on"));
    assert.equal(await page.locator("#chosen").innerText(), "Press a mark.", "what the host selects is not told back to it");
    await frame.locator("mark[data-entity=date] a").click();
    await page.waitForFunction(() => document.querySelector("#chosen")?.textContent === "date: Tuesday");
  }, STRICT(server.url));
});

test("the client: initialize, text, result, exports, selection, notifications", async () => {
  await onPage(host(), async (page, frame) => {
    const about = await ask(page, `begin({ documentDate: "2022-09-14", theme: "dark", panels: "claims map", gazetteer: await (await fetch("./conflict-annotator/gazetteer.bin")).arrayBuffer() })`);
    assert.equal(about.name, "conflict-annotator");
    assert.deepEqual([about.protocol, about.format, about.sealed], [1, "conflict-annotator/1", true]);
    assert.ok(about.places > 10_000, "the host hands the gazetteer over");
    assert.ok(about.exports.includes("geojson"));
    assert.equal(await ask(page, `frame.getResult()`), null);
    assert.deepEqual(await ask(page, `frame.setText("Rockets killed five soldiers in Gori on Tuesday.")`), { length: 48 });
    const result = await ask(page, `frame.annotate()`);
    assert.deepEqual([result.casualties[0].count.best, result.dates[0].value], [5, "2022-09-13"]);
    assert.deepEqual(await ask(page, `frame.getResult()`), result);
    assert.equal(await frame.evaluate(async () => "worker" in /** @type {any} */ (await /** @type {any} */ (document.querySelector("conflict-annotator")).annotator)), true);
    assert.match(await ask(page, `new TextDecoder().decode(await frame.export("geojson"))`), /FeatureCollection/);
    assert.deepEqual(await ask(page, `frame.select(${JSON.stringify(result.locations[0].id)})`), { selected: result.locations[0].id });
    assert.equal(await frame.locator("[part=card]").isVisible(), true);
    await frame.evaluate(() => /** @type {any} */ (document.querySelector("conflict-annotator")).act.reject());
    await frame.locator("mark[data-entity=casualty] a").first().click();
    await page.waitForFunction("told.length >= 3");
    const told = await ask(page, `told`);
    assert.deepEqual(told.map((/** @type {any} */ [name]) => name), ["annotated", "changed", "selected"]);
    assert.deepEqual(told[1][1].action, "update");
    assert.equal(told[2][1].entity.kind, "casualty");
    // A text that the reader pastes into the frame is told too.
    assert.equal(await ask(page, `frame.annotate("Shells wounded three people in Homs.").then((result) => result.casualties[0].count.best)`), 3);
    assert.equal(await frame.evaluate(() => getComputedStyle(/** @type {Element} */ (document.querySelector("conflict-annotator"))).colorScheme), "dark");
  });
});

test("the protocol by hand: JSON-RPC 2.0, with its errors as sentences", async () => {
  const body = `<!doctype html><html lang="en"><meta charset="utf-8"><title>host</title><link rel="icon" href="data:,">
    <script>
      window.talk = new Promise((resolve) => addEventListener("message", function hear({ source, data }) {
        if (data?.type !== "conflict-annotator:hello") return;
        window.hello = data;
        removeEventListener("message", hear);
        const { port1, port2 } = new MessageChannel();
        source.postMessage({ type: "conflict-annotator:connect", v: 1 }, "*", [port2]);
        resolve((message) => new Promise((done) => {
          const wait = setTimeout(() => done("nothing"), 400);
          port1.onmessage = ({ data }) => { if (data.method) return; clearTimeout(wait); done(data); };
          port1.postMessage(message);
        }));
      }));
      window.loaded = true;
    </script>
    <iframe title="annotator" sandbox="allow-scripts allow-downloads" src="./conflict-annotator/embed.html" style="width: 1000px; height: 600px"></iframe>`;
  await onPage(body, async (page) => {
    /** @param {unknown} message */
    const say = (message) => ask(page, `(await window.talk)(${JSON.stringify(message)})`);
    let id = 0;
    /** @param {string} method @param {unknown} [params] */
    const call = (method, params) => say({ jsonrpc: "2.0", id: ++id, method, params });
    /** @param {any} reply @param {number} code @param {RegExp} words */
    const fails = (reply, code, words) => {
      assert.equal(reply.jsonrpc, "2.0");
      assert.equal(reply.error?.code, code, JSON.stringify(reply));
      assert.match(reply.error.message, words);
    };
    fails(await call("annotate"), -32002, /^Call initialize first\.$/);
    assert.deepEqual(Object.keys(await ask(page, `hello`)).sort(), ["load", "type", "v"], "hello carries no data");
    fails(await call("initialize", { protocol: 2 }), -32602, /speaks protocol 1, not 2/);
    fails(await call("initialize", { documentDate: "14 September" }), -32602, /'documentDate' wants a date like 2022-09-12, not '14 September'/);
    fails(await call("initialize", { colour: "red" }), -32602, /no parameter 'colour'; it takes protocol, documentDate/);
    assert.equal((await call("initialize", { protocol: 1 })).result.sealed, true);
    fails(await call("annotate"), -32004, /no text to annotate: call setText/);
    fails(await call("open"), -32601, /no method 'open'; there are initialize, setText, annotate, getResult, select/);
    fails(await call("toString"), -32601, /no method 'toString'/);
    fails(await call("setText"), -32602, /setText wants 'text'/);
    fails(await call("setText", { text: 5 }), -32602, /'text' wants a string, not 5/);
    fails(await call("setText", ["words"]), -32602, /takes its parameters by name: text, documentDate/);
    fails(await call("setText", { text: "a".repeat(200_001) }), -32001, /200001 characters; up to 200000/);
    fails(await call("getResult", { format: "docx" }), -32602, /'format' wants one of claims-csv, .*not 'docx'/);
    fails(await call("getResult", { format: "geojson" }), -32004, /call annotate first/);
    fails(await say("hello"), -32600, /A request is an object like/);
    fails(await say({ id: 3, method: "annotate" }), -32600, /jsonrpc/);
    fails(await say([]), -32600, /empty batch/);
    assert.equal(await say({ jsonrpc: "2.0", method: "setText", params: { text: "Shells wounded three people in Homs." } }), "nothing", "a notification has no answer");
    const [first, second] = await say([{ jsonrpc: "2.0", id: "a", method: "annotate" }, { jsonrpc: "2.0", id: "b", method: "getResult" }, { jsonrpc: "2.0", method: "select", params: { id: null } }]);
    assert.deepEqual([first.id, second.id, first.result.locations[0].canonical], ["a", "b", "Homs"]);
    assert.deepEqual(second.result, first.result);
    fails(await call("select", { id: "x9" }), -32602, /no mark 'x9'/);
    assert.deepEqual((await call("select", { id: null })).result, { selected: null });
  });
});

test("the frame sends nothing, keeps nothing, leads nowhere; downloads work", async (context) => {
  await onPage(host(), async (page, frame) => {
    await ask(page, `begin()`);
    await ask(page, `frame.annotate(${JSON.stringify(ARTICLE)})`);
    await page.waitForTimeout(300);
    const seen = server.log.length;
    const tried = await frame.evaluate(async (origin) => {
      /** @type {Record<string, string>} */
      const out = {};
      const attempt = async (/** @type {string} */ name, /** @type {() => any} */ way) => { try { await way(); out[name] = "passed"; } catch (error) { out[name] = /** @type {Error} */ (error).name; } };
      await attempt("fetch", () => fetch(`${origin}leak-fetch`));
      await attempt("import", () => import(`${origin}leak-import.js`));
      await attempt("storage", () => localStorage.length);
      await attempt("cookie", () => document.cookie);
      await attempt("host", () => /** @type {any} */ (window.parent).document.title);
      navigator.sendBeacon(`${origin}leak-beacon`, "text");
      new Image().src = `${origin}leak-image`;
      for (const rel of ["prefetch", "preload", "modulepreload", "stylesheet", "icon", "prerender"]) document.head.append(Object.assign(document.createElement("link"), { rel, as: "fetch", href: `${origin}leak-${rel}` }));
      document.body.append(Object.assign(document.createElement("iframe"), { src: `${origin}leak-frame` }));
      const form = Object.assign(document.createElement("form"), { action: `${origin}leak-form`, method: "post" });
      document.body.append(form);
      form.submit();
      out.popup = window.open(`${origin}leak-popup`) ? "passed" : "refused";
      await attempt("top", () => { /** @type {Window} */ (window.top).location.href = `${origin}leak-top`; });
      await attempt("meta", () => document.querySelectorAll("meta[http-equiv]").forEach((meta) => meta.remove()));
      await attempt("fetch after", () => fetch(`${origin}leak-fetch-after`));
      out.peer = "RTCPeerConnection" in window ? "there" : "gone";
      await new Promise((resolve) => setTimeout(resolve, 500));
      return out;
    }, server.url);
    assert.deepEqual(server.log.slice(seen), []);
    assert.deepEqual({ ...tried, meta: undefined }, { fetch: "TypeError", import: "TypeError", storage: "SecurityError", cookie: "SecurityError", host: "SecurityError", popup: "refused", top: "SecurityError", "fetch after": "TypeError", peer: "gone", meta: undefined });
    assert.equal(new URL(page.url()).pathname, "/host.html");
    // What a reader could do without the frame being allowed to: leading the frame itself elsewhere is the host's to forbid.
    await frame.locator("summary", { hasText: "View" }).click();
    assert.equal(await frame.getByText("Keep my text on this device").isVisible(), false);
    await frame.locator("summary", { hasText: "View" }).click();
    await frame.locator("summary", { hasText: "Export" }).click();
    const download = page.waitForEvent("download");
    await frame.locator("button[data-format=json]").click();
    assert.equal(JSON.parse(readFileSync(await (await download).path(), "utf8")).format, "conflict-annotator/1");
    context.diagnostic(JSON.stringify(tried));
  }, STRICT(server.url));
});

test("the frame cannot lead itself elsewhere under the host's frame-src", async () => {
  await onPage(host(), async (page, frame) => {
    await ask(page, `begin()`);
    const seen = server.log.length;
    await frame.evaluate((url) => { location.href = `${url}leak-self`; }, server.url).catch(() => {});
    await page.waitForTimeout(500);
    assert.deepEqual(server.log.slice(seen), []);
  }, STRICT(server.url));
});

test("a frame made for another origin stays silent and says why", async () => {
  await onPage(host("#origin=https://newsroom.example"), async (page, frame) => {
    assert.match(await ask(page, `connect({ timeout: 1500 }).catch((error) => error.message)`), /No hello from the frame in 1\.5 s\. Does its src lead to embed\.html, does its sandbox say allow-scripts, and does this page's frame-src allow it\?/);
    await frame.waitForFunction(() => /** @type {any} */ (document.querySelector("conflict-annotator"))?.waiting === false);
    await ask(page, `connect({ timeout: 500 }).catch((error) => error.message)`);
    assert.match(await frame.locator(".alone").innerText(), /^This frame was made for https:\/\/newsroom\.example and does not connect to http:\/\/127\.0\.0\.1:\d+\.$/);
    // And the one it was made for is served.
    await page.evaluate((origin) => { /** @type {HTMLIFrameElement} */ (document.querySelector("iframe")).src = `./conflict-annotator/embed.html?again#origin=${origin}`; }, new URL(server.url).origin);
    assert.equal((await ask(page, `begin()`)).protocol, 1);
  });
});

test("height messages let the host fit the frame, and settle", async () => {
  await onPage(host("#id=first"), async (page, frame) => {
    await ask(page, `(window.heights = [], addEventListener("message", ({ data }) => { if (data["conflict-annotator-height"]) heights.push(data["conflict-annotator-height"]); }))`);
    await ask(page, `begin({ autoHeight: true, panels: "claims" })`);
    await ask(page, `frame.annotate(${JSON.stringify(ARTICLE)})`);
    await page.waitForTimeout(800);
    const heights = /** @type {Record<string, number>[]} */ (await ask(page, `heights`));
    const last = heights.at(-1)?.first ?? 0;
    assert.ok(last > 300 && last < 4000 && heights.length < 20, JSON.stringify(heights));
    assert.equal(await page.locator("iframe").evaluate((iframe) => /** @type {HTMLElement} */ (iframe).style.height), `${last}px`);
    await page.waitForTimeout(300);
    assert.equal((await ask(page, `heights`)).length, heights.length, "it settles");
    assert.ok(await frame.evaluate(() => document.documentElement.scrollHeight <= innerHeight + 1), "nothing is cut off");
  });
});

test("reloaded, the frame says hello again and is set up again", async () => {
  await onPage(host(), async (page, frame) => {
    await ask(page, `begin({ theme: "dark" })`);
    await page.evaluate(() => { const iframe = /** @type {HTMLIFrameElement} */ (document.querySelector("iframe")); iframe.src = iframe.src; });
    await page.waitForTimeout(200);
    await page.waitForFunction(async () => (await /** @type {any} */ (window).frame.getResult().catch(() => "closed")) === null, null, { polling: 200 });
    assert.equal(await ask(page, `frame.annotate("Shells wounded three people in Homs.").then((result) => result.casualties[0].count.best)`), 3);
    assert.equal(await ask(page, `(frame.close(), frame.annotate("x").catch((error) => error.message))`), "The frame is closed.");
    assert.ok(frame);
  });
});

test("on its own, embed.html works and says what it is for", async () => {
  const page = await (await newContext()).newPage();
  await page.goto(`${server.url}embed.html`);
  await page.locator(".alone", { hasText: "made to stand in another page's iframe; it works here as well" }).waitFor();
  await page.evaluate((text) => {
    const element = /** @type {any} */ (document.querySelector("conflict-annotator"));
    element.text = text;
    return element.annotate();
  }, ARTICLE);
  await page.locator("mark").first().waitFor();
  await page.context().close();
});
