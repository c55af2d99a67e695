// @ts-check
// The npm package: modules that bundlers and browsers take as they are.
import { GAZETTEER, WASM, bundle, bytes, text } from "./bundle.mjs";

/** @typedef {Map<string, string | Buffer | Uint8Array>} Files name → content */

export const WASM_NAME = "conflict_annotator_bg.wasm";

/** @param {string} version @param {string} embed the iframe's page @returns {Promise<Files>} */
export async function npmFiles(version, embed) {
  /** @type {Files} */
  const files = new Map();
  const entries = { index: "index.js", element: "define.js" };
  const outside = await bundle({ ...entries, host: "host.js" }, { wasm: WASM_NAME, gazetteer: "gazetteer.bin" }, { split: true, chunks: "[name]-[hash]" });
  // The worker's program and the module's address lie in one shared chunk: it must stand beside the module.
  for (const { path, contents } of outside) files.set(path.slice(1), contents);
  const inside = await bundle(entries, {}, { split: true, chunks: "[name]-[hash]" });
  for (const { path, contents } of inside) files.set(`inline${path}`, contents);

  files.set(WASM_NAME, bytes(WASM));
  files.set("gazetteer.bin", bytes(GAZETTEER));
  files.set("embed.html", embed);
  files.set("custom-elements.json", bytes("www/npm/custom-elements.json"));
  for (const name of ["index", "element", "host"]) files.set(`${name}.d.ts`, text(`www/npm/${name}.d.ts`).replaceAll("../types.js", "./types.js"));
  files.set("types.d.ts", bytes("www/types.d.ts"));
  files.set("inline/index.d.ts", `export * from "../index.js";\n`);
  files.set("inline/element.d.ts", `export * from "../element.js";\n`);
  for (const name of ["LICENSE-APACHE", "LICENSE-MIT", "docs/embedding.md", "docs/native-json.md"]) files.set(name, bytes(name));
  files.set("README.md", readme());
  files.set("package.json", `${JSON.stringify(manifest(version), null, 2)}\n`);
  return files;
}

/** @param {string} version */
function manifest(version) {
  const module = (/** @type {string} */ name) => ({ types: `./${name}.d.ts`, default: `./${name}.js` });
  return {
    name: "conflict-annotator", version,
    description: "Marks parties, casualties, locations and dates in English war reporting, normalised and explained; in the browser, with nothing sent anywhere",
    keywords: ["nlp", "annotation", "conflict", "wasm", "web-component", "geoparsing", "casualties", "timex3"],
    license: "MIT OR Apache-2.0", type: "module", engines: { node: ">=20.16" },
    exports: {
      ".": module("index"), "./element": module("element"), "./host": module("host"), "./inline": module("inline/index"), "./inline/element": module("inline/element"),
      "./conflict_annotator_bg.wasm": "./conflict_annotator_bg.wasm", "./gazetteer.bin": "./gazetteer.bin", "./embed.html": "./embed.html",
      "./custom-elements.json": "./custom-elements.json", "./package.json": "./package.json",
    },
    types: "./index.d.ts", customElements: "custom-elements.json",
  };
}

/** README for the package's page: what it is, how to embed it, its limits and licence. */
function readme() {
  const whole = text("README.md");
  const section = (/** @type {string} */ title) => {
    const found = new RegExp(`^## ${title}\n[\\s\\S]*?(?=^## |(?![\\s\\S]))`, "m").exec(whole)?.[0];
    if (!found) throw new Error(`README.md has no section "${title}".`);
    return found.trim();
  };
  const intro = whole.slice(0, whole.indexOf("<picture>")).trim();
  const embedding = section("Embedding");
  return `${[
    intro,
    "Everything that each part offers is in [docs/embedding.md](docs/embedding.md). Examples of plain pages find this package's folder as `./conflict-annotator/`.",
    embedding.slice(embedding.indexOf("**One tag.**")).replaceAll("`npm install ./dist/npm`", "`npm install` this package"),
    section("Limits"), section("Licence").replace("; see `data/README.md`", ""),
  ].join("\n\n")}\n`;
}
