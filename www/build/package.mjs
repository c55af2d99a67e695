// @ts-check
// Writes everything that ships: `node www/build/package.mjs`, started by `cargo xtask package` when www/pkg is built.
// Prints one line a file: its path, TAB, what it is.
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { GAZETTEER, ROOT, WASM, bundle, text } from "./bundle.mjs";
import { npmFiles } from "./npm.mjs";
import { put, selfContained, withoutModules } from "./page-files.mjs";
import { siteFiles } from "./site.mjs";

for (const path of [WASM, GAZETTEER, "www/pkg/conflict_annotator.js"]) {
  if (!existsSync(`${ROOT}${path}`)) fail(`${path} is missing; run \`cargo xtask build\` first.`);
}
const version = /^\[package\][^[]*?^version = "([^"]+)"/ms.exec(text("Cargo.toml"))?.[1] ?? fail("Cargo.toml has no version.");

const decode = (/** @type {Uint8Array} */ contents) => new TextDecoder().decode(contents);
const [embedScript] = await bundle({ embed: "embed.js" }, {}, { minify: true });
const embed = selfContained(text("embed.html"), decode(embedScript.contents));

const [pageScript] = await bundle({ page: "boot.js" }, { gazetteer: "inside" }, { minify: true });
const style = text("www/style.css");
let home = withoutModules(text("index.html"));
home = put(home, `<link rel="stylesheet" href="www/style.css">`, `<style>${style}</style>`);
const single = selfContained(home, decode(pageScript.contents), style);

const npm = await npmFiles(version, embed);
const site = await siteFiles({ npm, embed, single });

// A file of an earlier run must not ship with this one.
for (const [folder, files] of /** @type {const} */ ([["npm", npm], ["site", site]])) {
  rmSync(`${ROOT}dist/${folder}`, { recursive: true, force: true });
  for (const [name, content] of files) {
    const path = `${ROOT}dist/${folder}/${name}`;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
}
writeFileSync(`${ROOT}dist/conflict-annotator.html`, single);

const app = [...site.keys()].filter((name) => name.startsWith("assets/"));
const shared = [...npm.keys()].filter((name) => /^[\w-]+-[A-Z0-9]{8}\.js$/.test(name));
/** @type {[string, string][]} */
const table = [
  ["dist/conflict-annotator.html", "the page as one file, full gazetteer inside"],
  ["dist/npm/embed.html", "the iframe's page, engine inside"],
  ...app.map((name) => /** @type {[string, string]} */ ([`dist/site/${name}`, `site: ${name.replace(/^assets\/([\w]+)-.*\.(\w+)$/, "$1.$2")}`])),
  ["dist/npm/index.js", "npm: the engine's door"], ["dist/npm/element.js", "npm: the element's door"], ["dist/npm/host.js", "npm: the iframe's host"],
  ...shared.map((name) => /** @type {[string, string]} */ ([`dist/npm/${name}`, "npm: shared by the doors"])),
  ...[...npm.keys()].filter((name) => /^inline\/.*\.js$/.test(name)).map((name) => /** @type {[string, string]} */ ([`dist/npm/${name}`, "npm: engine inside"])),
  [`dist/npm/${WASM.split("/").at(-1)}`, "npm: the engine"], ["dist/npm/gazetteer.bin", "npm: the full gazetteer"],
];
for (const row of table) console.log(row.join("\t"));

/** @param {string} sentence @returns {never} */
function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}
