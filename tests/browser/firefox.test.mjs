// A smoke test in Firefox, where there is one: FIREFOX names it, else the usual place.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { test } from "node:test";
import puppeteer from "puppeteer-core";
import { ARTICLE, handMade } from "./chromium.mjs";
import { serve } from "./server.mjs";

const executablePath = [process.env.FIREFOX, "/usr/bin/firefox-esr", "/usr/bin/firefox"].find((path) => path && existsSync(path));

test("Firefox: the page seals itself, marks a pasted text, and sends nothing", { skip: executablePath ? false : "no Firefox here" }, async () => {
  const server = await serve();
  const browser = await puppeteer.launch({ browser: "firefox", executablePath, headless: true });
  try {
    const page = await browser.newPage();
    await page.goto(server.url);
    await page.waitForFunction(() => !(/** @type {any} */ (document.querySelector("conflict-annotator"))?.waiting ?? true), { timeout: 60_000 });
    await new Promise((resolve) => setTimeout(resolve, 1500));
    const seen = server.log.length;
    await page.evaluate((text) => {
      const box = /** @type {HTMLTextAreaElement} */ (document.querySelector("conflict-annotator")?.shadowRoot?.querySelector("#input"));
      box.value = text;
      box.dispatchEvent(new InputEvent("input", { inputType: "insertFromPaste", bubbles: true }));
    }, ARTICLE);
    await page.waitForFunction(() => (/** @type {any} */ (document.querySelector("conflict-annotator"))).shadowRoot.querySelector("article.article mark"));
    assert.equal(await page.evaluate(() => /** @type {any} */ (document.querySelector("conflict-annotator")).shownText), ARTICLE);
    const went = await page.evaluate(async (origin) => {
      /** @type {string[]} */
      const out = [];
      await fetch(`${origin}leak-fetch`).then(() => out.push("fetch"), () => {});
      await import(`${origin}leak-import`).then(() => out.push("import"), () => {});
      for (const rel of ["prefetch", "stylesheet", "preload", "modulepreload"]) document.head.append(Object.assign(document.createElement("link"), { rel, as: "fetch", href: `${origin}leak-${rel}` }));
      new Image().src = `${origin}leak-image`;
      navigator.sendBeacon(`${origin}leak-beacon`, "text");
      await new Promise((resolve) => setTimeout(resolve, 1500));
      return out;
    }, server.url);
    assert.deepEqual(went, []);
    assert.deepEqual(server.log.slice(seen), []);
    // Marking selected words, and the keyboard, hang on what a browser says of selections in a shadow tree.
    await page.evaluate((result) => { /** @type {any} */ (document.querySelector("conflict-annotator")).result = result; }, handMade());
    await page.waitForFunction(() => (/** @type {any} */ (document.querySelector("conflict-annotator"))).shadowRoot.querySelectorAll("article.article mark").length > 10);
    const box = await page.evaluate(() => {
      const article = /** @type {any} */ (document.querySelector("conflict-annotator")).shadowRoot.querySelector("article.article");
      article.scrollIntoView();
      const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = (node.textContent ?? "").indexOf("the town of");
        if (at < 0) continue;
        const range = document.createRange();
        range.setStart(node, at + 4);
        range.setEnd(node, at + 8);
        const { left, right, top, height } = range.getBoundingClientRect();
        return { left, right, y: top + height / 2 };
      }
      return null;
    });
    assert.ok(box);
    await page.mouse.move(box.left + 1, box.y);
    await page.mouse.down();
    await page.mouse.move(box.right - 1, box.y, { steps: 4 });
    await page.mouse.up();
    await page.waitForFunction(() => !(/** @type {any} */ (document.querySelector("conflict-annotator"))).shadowRoot.querySelector(".maker").hidden);
    await page.evaluate(() => /** @type {any} */ (document.querySelector("conflict-annotator")).shadowRoot.querySelector(".maker button[data-entity=location]").click());
    assert.equal(await page.evaluate(() => /** @type {any} */ (document.querySelector("conflict-annotator")).result.locations.find((/** @type {any} */ mark) => mark.review === "added")?.text), "town");
  } finally {
    await browser.close();
    await server.close();
  }
});
