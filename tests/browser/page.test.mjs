// The page as a reader uses it: paste, read, correct, undo, find, export, open again.
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { ARTICLE, handMade, marked, openPage, paste, ready, showHandMade, useChromium } from "./chromium.mjs";
import { serve } from "./server.mjs";

/** @import {Page} from "playwright-core" */

useChromium();
/** @type {Awaited<ReturnType<typeof serve>>} */
let server;
before(async () => { server = await serve(); });
after(() => server.close());

/** @param {string} name @param {(page: Page) => Promise<void>} body @param {import("playwright-core").BrowserContextOptions} [options] */
const onPage = (name, body, options) => test(name, async () => {
  const page = await openPage(server.url, options);
  /** @type {string[]} */
  const errors = [];
  page.on("pageerror", (error) => errors.push(error.message));
  try {
    await body(page);
    assert.deepEqual(errors, []);
  } finally {
    await page.context().close();
  }
});

/** @param {Page} page @param {string} code evaluated with `element` at hand */
const ask = (page, code) => page.evaluate(`(() => { const element = document.querySelector("conflict-annotator"); return ${code}; })()`);

onPage("pasting marks at once, in every layer, and leaves the text as it is", async (page) => {
  await paste(page, ARTICLE);
  await marked(page);
  assert.equal(await ask(page, "element.shownText"), ARTICLE);
  for (const layer of ["parties", "casualties", "materiel", "locations", "dates"]) {
    assert.ok(await ask(page, `element.result.${layer}.length > 0`), `no ${layer}`);
    assert.ok(await ask(page, `element.result.${layer}.every((mark) => mark.rule && element.result.text.slice(mark.start, mark.end) === mark.text)`), layer);
  }
  assert.match(await page.locator(".status").innerText(), /place/);
});

onPage("a publication date anchors the weekdays again", async (page) => {
  await paste(page, "Shells fell on Gori on Tuesday, killing two people.");
  await marked(page);
  await page.locator("#date").fill("2008-08-14");
  await page.waitForFunction(() => /** @type {any} */ (document.querySelector("conflict-annotator")).result.dates.some((/** @type {any} */ date) => date.value === "2008-08-12"));
});

onPage("nothing that is pasted becomes markup", async (page) => {
  const text = `<img src=x onerror="document.title='owned'"><script>document.title='owned'</script> killed 3 people in <b>Aleppo</b> & "Homs"`;
  await paste(page, text);
  await marked(page);
  assert.equal(await ask(page, "element.shownText"), text);
  assert.equal(await page.locator("article.article img, article.article script, article.article b").count(), 0);
  assert.notEqual(await page.title(), "owned");
});

onPage("line ends become LF, nothing else changes: emoji, right-to-left, no-break spaces, half pairs", async (page) => {
  const text = "One\r\nTwo\rThree\u00a0🕊 \u202bحلب\u202c \ud83d end  \t.";
  await paste(page, text);
  await marked(page);
  assert.equal(await ask(page, "element.shownText"), "One\nTwo\nThree\u00a0🕊 \u202bحلب\u202c \ud83d end  \t.");
});

onPage("chips filter the kinds and count them", async (page) => {
  await showHandMade(page);
  const chip = page.getByRole("button", { name: /Places/ });
  assert.match(await chip.innerText(), /4/);
  await chip.click();
  assert.equal(await chip.getAttribute("aria-pressed"), "false");
  await page.waitForFunction(() => !document.querySelector("conflict-annotator")?.shadowRoot?.querySelector("mark[data-entity=location]"));
  assert.equal(await ask(page, "element.shownText"), ARTICLE);
});

onPage("labels say the kind without colour, and can be switched", async (page) => {
  await showHandMade(page);
  const link = page.locator("mark[data-entity=location] a[data-tag]").first();
  assert.equal(await link.getAttribute("data-tag"), "place ERI");
  const styles = await page.locator("mark").evaluateAll((marks) => [...new Set(marks.map((mark) => getComputedStyle(mark).textDecorationStyle))].sort());
  assert.deepEqual(styles, ["dashed", "dotted", "double", "solid", "wavy"]);
  await page.locator("summary", { hasText: "View" }).click();
  await page.getByLabel("Labels after marks").selectOption("none");
  await page.waitForFunction(() => !document.querySelector("conflict-annotator")?.shadowRoot?.querySelector("article.article a[data-tag]"));
});

onPage("state: nothing found", async (page) => {
  await paste(page, "zzz qqq xxx");
  await marked(page);
  assert.match(await page.locator(".notices").innerText(), /Nothing found in this text[^]*Looked for/);
});

onPage("state: too long keeps the text", async (page) => {
  const text = "word ".repeat(40_001);
  await paste(page, text);
  await page.locator(".notice.error").waitFor();
  assert.match(await page.locator(".notice.error").innerText(), /too long[^]*200,005/);
  assert.equal((await page.locator("#input").inputValue()).length, text.length);
});

onPage("state: the engine fails on a text, and the main thread is tried", async (page) => {
  await page.evaluate(() => {
    const element = /** @type {any} */ (document.querySelector("conflict-annotator"));
    element.real = element.annotator;
    element.annotator = element.real.then((/** @type {any} */ real) => ({ module: real.module, annotate: () => Promise.reject(new Error("unreachable")), export: () => new Uint8Array(), terminate() {} }));
  });
  await paste(page, ARTICLE);
  await page.locator(".notice.error").waitFor();
  await page.getByRole("button", { name: "Try again" }).click();
  await marked(page);
});

onPage("state: busy can be cancelled, and the text is kept", async (page) => {
  await page.evaluate(() => {
    const element = /** @type {any} */ (document.querySelector("conflict-annotator"));
    element.annotator = Promise.resolve({
      annotate: (/** @type {string} */ _text, /** @type {any} */ { signal }) => new Promise((_, reject) => signal.addEventListener("abort", () => reject(new DOMException("", "AbortError")))),
      export: () => new Uint8Array(), terminate() {},
    });
  });
  await paste(page, ARTICLE);
  await page.locator(".progress").waitFor();
  assert.equal(await page.locator(".frame").getAttribute("aria-busy"), "true");
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.locator(".notice.error", { hasText: "Cancelled" }).waitFor();
  assert.equal(await page.locator("#input").inputValue(), ARTICLE);
});

onPage("state: sample, cleared again", async (page) => {
  for (const name of await page.locator("#samples button").allInnerTexts()) {
    await page.locator("#samples button", { hasText: name }).click();
    await marked(page);
    assert.match(await page.locator(".notice.sample").innerText(), /^Sample/);
    assert.ok(await ask(page, "element.result.parties.length > 4 && element.result.casualties.length > 2 && element.result.locations.length > 2 && element.result.dates.length > 2"), name);
    await page.getByRole("button", { name: /Clear/ }).click();
    assert.equal(await page.locator("#input").inputValue(), "");
    assert.equal(await ask(page, "element.shadowRoot.activeElement.id"), "input");
  }
});

onPage("keyboard only: marks, cards, reject, undo, redo, back", async (page) => {
  await showHandMade(page);
  assert.equal(await page.locator("article.article a[tabindex='0']").count(), 1, "one tab stop");
  await page.locator("article.article a[tabindex='0']").focus();
  const at = () => ask(page, "element.shadowRoot.activeElement.dataset.id ?? element.shadowRoot.activeElement.id");
  assert.equal(await at(), "l1");
  await page.keyboard.press("ArrowRight");
  assert.equal(await at(), "d1");
  await page.keyboard.press("]");
  assert.equal(await at(), "d2");
  await page.keyboard.press("End");
  assert.equal(await at(), "l4");
  await page.keyboard.press("Home");
  await page.keyboard.press("Enter");
  assert.equal(await at(), "card-title");
  await page.keyboard.press("Escape");
  assert.equal(await at(), "l1");
  await page.keyboard.press("Delete");
  await page.waitForFunction(() => /** @type {any} */ (document.querySelector("conflict-annotator")).result.locations[0].review === "rejected");
  assert.equal(await at(), "l1", "the focus stays on the mark");
  await page.keyboard.press("Control+z");
  assert.equal(await ask(page, "element.result.locations[0].review"), "auto");
  await page.keyboard.press("Control+Shift+z");
  assert.equal(await ask(page, "element.result.locations[0].review"), "rejected");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Shift+ArrowRight");
  assert.equal(await ask(page, "element.result.dates[0].text"), "Feb. 9 -- At");
  await page.keyboard.press("Shift+ArrowLeft");
  assert.equal(await ask(page, "element.result.dates[0].text"), "Feb. 9");
  await page.keyboard.press("Control+Shift+h");
  await page.waitForFunction(() => !document.querySelector("conflict-annotator")?.shadowRoot?.querySelector("article.article mark"));
  await page.keyboard.press("Control+Shift+h");
});

onPage("single keys can be switched off in Help", async (page) => {
  await showHandMade(page);
  await page.locator("article.article a[tabindex='0']").focus();
  await page.keyboard.press("?");
  await page.locator("dialog.help").waitFor();
  await page.getByLabel(/Single keys on/).uncheck();
  await page.keyboard.press("Escape");
  await page.locator("article.article a[tabindex='0']").focus();
  await page.keyboard.press("Delete");
  assert.equal(await ask(page, "element.result.locations.every((mark) => mark.review === 'auto')"), true);
});

onPage("clicking a mark opens its card; values can be corrected, and undone", async (page) => {
  await showHandMade(page);
  await page.locator("mark[data-id=c1] > a").first().click();
  const card = page.locator("article.card");
  assert.match(await card.innerText(), /At least 7 killed[^]*Government of Eritrea[^]*made by hand/);
  assert.equal(new URL(page.url()).hash, "", "the address stays");
  await card.locator("summary", { hasText: "Correct it" }).click();
  await card.getByLabel("High").fill("9");
  await card.getByLabel("High").press("Tab");
  assert.equal(await ask(page, "element.result.casualties[0].count.high"), 9);
  assert.equal(await ask(page, "element.result.casualties[0].review"), "edited");
  assert.ok(await card.locator("details[open]").count(), "the form stays open");
  await page.getByRole("button", { name: "Undo" }).click();
  assert.equal(await ask(page, "element.result.casualties[0].count.high"), null);
  await page.getByRole("button", { name: "Redo" }).click();
  assert.match(await page.locator(".status").innerText(), /1 edit by hand/);
});

onPage("an alternative place can be taken", async (page) => {
  await showHandMade(page);
  await ask(page, "element.setSelected('l2')");
  await page.getByRole("button", { name: "This one" }).click();
  assert.equal(await ask(page, "element.result.locations[1].country"), "ETH");
  assert.equal(await ask(page, "element.result.locations[1].alternatives[0].canonical"), "Adi Quala");
});

onPage("selected words become a mark", async (page) => {
  await showHandMade(page);
  const box = await page.evaluate(() => {
    const article = document.querySelector("conflict-annotator")?.shadowRoot?.querySelector("article.article");
    const walker = document.createTreeWalker(/** @type {Node} */ (article), NodeFilter.SHOW_TEXT);
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
  await page.locator(".maker button[data-entity=location]").click();
  assert.equal(await ask(page, "element.result.locations.find((mark) => mark.review === 'added').text"), "town");
  assert.equal(await ask(page, "element.shownText"), ARTICLE);
});

onPage("edits follow their words when the text changes, and say so when they cannot", async (page) => {
  await paste(page, ARTICLE);
  await marked(page);
  const target = /** @type {any} */ (await ask(page, "(({ id, text, start }) => ({ id, text, start }))(element.result.locations.find((mark) => mark.primary))"));
  await ask(page, `(element.setSelected(${JSON.stringify(target.id)}), element.act.confirm())`);
  await page.getByRole("button", { name: "Edit text" }).click();
  const box = page.locator("#input");
  await box.fill(`Morning news. ${ARTICLE}`);
  await page.getByRole("button", { name: "Mark the text" }).click();
  await marked(page);
  assert.equal(await ask(page, "element.result.locations.find((mark) => mark.review === 'confirmed')?.text"), target.text);
  await page.getByRole("button", { name: "Edit text" }).click();
  await box.fill("Two soldiers were killed in Keren.");
  await page.getByRole("button", { name: "Mark the text" }).click();
  await page.locator(".notice", { hasText: "no longer fit" }).waitFor();
});

onPage("find shows hits without touching the marks", async (page) => {
  await showHandMade(page);
  await page.locator("article.article a[tabindex='0']").focus();
  await page.keyboard.press("/");
  await page.keyboard.type("ethiopia");
  assert.equal(await page.locator(".find .note").innerText(), "1 of 3");
  await page.keyboard.press("Enter");
  assert.equal(await page.locator(".find .note").innerText(), "2 of 3");
});

onPage("claims, map, timeline, table", async (page) => {
  await showHandMade(page);
  assert.match(await page.locator("#panel").innerText(), /Killed: 7 or more[^]*Claims differ[^]*Ethiopia[^]*denied/);
  await page.getByRole("tab", { name: "Map" }).click();
  assert.equal(await page.locator(".world .marker").count() >= 4, true);
  assert.equal(await page.locator("ol.places > li").count(), 4);
  const before = await page.locator(".world").getAttribute("viewBox");
  await page.getByRole("button", { name: "Zoom in" }).click();
  assert.notEqual(await page.locator(".world").getAttribute("viewBox"), before);
  await page.getByRole("button", { name: "Fit all places" }).click();
  assert.equal(await page.locator(".world").getAttribute("viewBox"), before);
  await page.getByRole("tab", { name: "Timeline" }).click();
  assert.deepEqual(await page.locator("ol.dates time").evaluateAll((times) => times.map((time) => time.getAttribute("datetime"))), ["1999-02-08", "1999-02-09"]);
  await page.getByRole("tab", { name: "Timeline" }).press("ArrowRight");
  assert.equal(await page.locator("tbody tr").count(), 14);
  await page.getByRole("button", { name: "Words" }).click();
  assert.equal(await page.locator("th[aria-sort=ascending]").innerText(), "Words");
  await page.locator("tbody button", { hasText: "Badme" }).click();
  assert.match(await page.locator("article.card").innerText(), /Badme/);
});

onPage("every export downloads, and native JSON opens again with the edits in it", async (page) => {
  const prepare = async () => {
    await showHandMade(page);
    await ask(page, "(element.setSelected('c2'), element.act.reject(), element.setSelected('p1'), element.act.confirm())");
    await page.locator("summary", { hasText: "Export" }).click();
  };
  await prepare();
  const formats = await page.locator("[data-format]").evaluateAll((buttons) => buttons.map((button) => button.getAttribute("data-format")));
  assert.equal(formats.length, 11);
  /** @type {Record<string, string>} */
  const files = {};
  for (const format of formats) {
    if (format === formats[6]) {
      // Chromium stops a page after ten downloads in a row.
      await page.reload();
      await ready(page);
      await prepare();
    } else if (format !== formats[0]) await page.locator("summary", { hasText: "Export" }).click();
    const [download] = await Promise.all([page.waitForEvent("download"), page.locator(`[data-format=${format}]`).click()]);
    const path = join(tmpdir(), `ca-${process.pid}-${download.suggestedFilename()}`);
    await download.saveAs(path);
    files[/** @type {string} */ (format)] = path;
    await page.waitForFunction(() => !document.querySelector("conflict-annotator")?.shadowRoot?.querySelector("details[part=export][open]"));
  }
  const read = (/** @type {string} */ format) => readFile(files[format], "utf8");
  assert.equal((await read("claims-csv")).trim().split("\r\n").length, 3, "header and two claims: the rejected one is out");
  assert.equal(JSON.parse(await read("geojson")).features.length, 4);
  assert.equal(JSON.parse(await read("jsonld")).length, 13);
  assert.match(await read("timeml"), /<TIMEX3 tid="t1" type="DATE" value="1999-02-09">Feb. 9<\/TIMEX3>/);
  assert.equal(JSON.parse(await read("label-studio"))[0].data.text, ARTICLE);
  assert.equal(JSON.parse(await read("spacy")).text, ARTICLE);
  const native = JSON.parse(await read("json"));
  assert.equal(native.offset_unit, "codepoint");
  const before = await ask(page, "JSON.stringify(element.result)");
  await page.reload();
  await ready(page);
  await page.locator("input[type=file]").setInputFiles(files.json);
  await marked(page);
  assert.deepEqual(JSON.parse(/** @type {string} */ (await ask(page, "JSON.stringify(element.result)"))), JSON.parse(/** @type {string} */ (before)), "round trip");
  await writeFile(files.json, "{ not json");
  await page.locator("input[type=file]").setInputFiles(files.json);
  await page.locator(".notice.error", { hasText: "could not be opened" }).waitFor();
}, { acceptDownloads: true });

onPage("a shared link opens the article; a long one offers a file", async (page) => {
  await showHandMade(page);
  await page.getByRole("button", { name: "Share" }).click();
  const link = await page.getByRole("textbox", { name: "Link" }).inputValue();
  assert.match(link, /#t=/);
  const other = await openPage(link);
  await marked(other);
  assert.equal(await ask(other, "element.text"), ARTICLE);
  await other.close();
});

onPage("dropping a file opens it", async (page) => {
  const transfer = await page.evaluateHandle((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], "report.txt", { type: "text/plain" }));
    return data;
  }, ARTICLE);
  await page.locator(".frame").dispatchEvent("drop", { dataTransfer: transfer });
  await marked(page);
  assert.equal(await ask(page, "element.text"), ARTICLE);
});

onPage("a local copy is kept only on request, and can be forgotten", async (page) => {
  await paste(page, ARTICLE);
  await marked(page);
  assert.equal(await page.evaluate(() => localStorage.length), 0);
  await page.locator("summary", { hasText: "View" }).click();
  await page.getByLabel(/Keep my text on this device/).check();
  assert.equal(await page.evaluate(() => localStorage.length), 1);
  await page.reload();
  await ready(page);
  await marked(page);
  assert.equal(await ask(page, "element.text"), ARTICLE);
  await page.locator("summary", { hasText: "View" }).click();
  await page.getByRole("button", { name: "Forget" }).click();
  assert.equal(await page.evaluate(() => localStorage.length), 0);
});

onPage("a long text stays usable: 8,000 marks", async (page) => {
  const { text, parties, ...rest } = handMade();
  const block = `${text.replaceAll("\n", " ")}\n\n`;
  const many = { ...rest, text: block.repeat(600), parties: [], casualties: [], materiel: [], dates: [],
    locations: Array.from({ length: 600 * 4 }, (_, i) => { const mark = rest.locations[i % 4]; const at = Math.floor(i / 4) * block.length; return { ...mark, id: `l${i}`, start: mark.start + at, end: mark.end + at }; })
      .concat(...Array.from({ length: 600 }, (_, b) => parties.map((mark) => ({ ...mark, id: `${mark.id}-${b}`, start: mark.start + b * block.length, end: mark.end + b * block.length })))) };
  const longest = await page.evaluate(async (result) => {
    let worst = 0;
    let last = performance.now();
    let run = true;
    const tick = () => { worst = Math.max(worst, performance.now() - last); last = performance.now(); if (run) setTimeout(tick); };
    setTimeout(tick);
    const element = /** @type {any} */ (document.querySelector("conflict-annotator"));
    element.result = result;
    while (element.shadowRoot.querySelectorAll("article.article mark").length < 4800) await new Promise((resolve) => setTimeout(resolve, 20));
    run = false;
    return worst;
  }, many);
  assert.ok(longest < 1500, `held the main thread for ${longest.toFixed(0)} ms`);
});
