// Each library in a fresh page of one Chromium: node browser.js BASE_URL SIZES NAME…, one JSON line a library.
// @ts-nocheck
import { chromium } from "playwright-core";

const [base, sizes, ...names] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: process.env.CHROME,
  args: ["--no-sandbox", "--disable-dev-shm-usage", "--enable-precise-memory-info"],
});
console.log(JSON.stringify({ version: browser.version() }));
for (const name of names) {
  const page = await browser.newPage();
  page.setDefaultTimeout(600_000);
  await page.goto(`${base}xtask/bench/js/blank.html`);
  const result = await page.evaluate(
    async ({ name, sizes }) => {
      const text = async (file) => (await fetch(`/dist/bench/${file}`)).text();
      const { measure } = await import("/xtask/bench/js/measure.js");
      const input = { article: await text("article.txt"), texts: [] };
      for (const bytes of sizes) input.texts.push({ bytes, text: await text(`${bytes}.txt`) });
      let memory;
      const site = {
        async engine() {
          const glue = await import("/www/pkg/conflict_annotator.js");
          memory = (await glue.default()).memory;
          return new glue.Engine();
        },
        engineMemory: () => memory.buffer.byteLength,
      };
      const result = await measure(() => import(`/dist/bench/${name}.js`), site, input);
      result.peak = performance.memory?.totalJSHeapSize ?? null;
      return result;
    },
    { name, sizes: sizes.split(",").map(Number) },
  );
  console.log(JSON.stringify({ name, ...result }));
  await page.close();
}
const page = await browser.newPage();
const open = [], ready = [];
for (let run = 0; run < 5; run += 1) {
  try {
    await page.goto(base, { waitUntil: "commit" });
    await page.waitForSelector("textarea:enabled", { timeout: 10_000 });
    open.push(await page.evaluate(() => performance.now()));
    ready.push(await page.evaluate(async () => {
      await document.querySelector("conflict-annotator").annotator;
      return performance.now();
    }));
  } catch {
    break;
  }
}
const median = (times) => times.sort((a, b) => a - b)[times.length >> 1] ?? null;
console.log(JSON.stringify({ open: median(open), ready: median(ready) }));
await browser.close();
