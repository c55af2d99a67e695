// One library in this Node process: node node.js NAME FOLDER, result as JSON on standard output.
// @ts-nocheck
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { join, resolve } from "node:path";
import { measure } from "./measure.js";

const [name, folder, root, ...sizes] = process.argv.slice(2);
const read = (file) => readFileSync(join(folder, file), "utf8");
const input = { article: read("article.txt"), texts: sizes.map((bytes) => ({ bytes: +bytes, text: read(`${bytes}.txt`) })) };
const before = process.memoryUsage().rss;
let memory;
const site = {
  async engine() {
    const glue = await import(pathToFileURL(resolve(root, "www/pkg/conflict_annotator.js")).href);
    const exports = glue.initSync({ module: readFileSync(join(root, "www/pkg/conflict_annotator_bg.wasm")) });
    memory = exports.memory;
    const engine = new glue.Engine();
    engine.loadGazetteer(readFileSync(join(root, "www/pkg/gazetteer.bin")));
    return engine;
  },
  engineMemory: () => memory.buffer.byteLength,
};
process.on("uncaughtException", (error) => {
  // Node would print the line of the minified bundle: half a megabyte.
  console.error(`${name}: ${String(error.message).slice(0, 300)}`);
  process.exit(1);
});
const result = await measure(() => import(pathToFileURL(resolve(folder, `${name}.js`)).href), site, input);
result.peak = process.resourceUsage().maxRSS * 1024 - before;
console.log(JSON.stringify(result));
