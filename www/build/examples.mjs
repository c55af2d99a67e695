// @ts-check
// The examples' page: README's examples with their code and, where a browser can run them alone, live.
import { text } from "./bundle.mjs";
import { put } from "./page-files.mjs";
import { examples } from "./readme.mjs";

const escaped = (/** @type {string} */ words) => words.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** A fragment as a page of its own. README's examples find the package in ./conflict-annotator/; on the site it is in ../lib/. */
export const livePage = (/** @type {import("./readme.mjs").Example} */ { title, code }, folder = "../lib/") => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<link rel="icon" href="icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="example.css">
</head>
<body>
${code.replaceAll("./conflict-annotator/", folder)}</body>
</html>
`;

/** @returns {Map<string, string>} */
export function exampleFiles() {
  const files = new Map([["example.css", text("examples/web/example.css")], ["examples.css", text("examples/web/examples.css")], ["icon.svg", text("www/icon.svg")]]);
  const sections = examples().map((example) => {
    const { name, title, language, code } = example;
    const live = language === "html";
    if (live) files.set(`${name}.html`, livePage(example));
    return `<section id="${name}">
<h2>${escaped(title)}</h2>
<pre tabindex="0" aria-label="Code: ${escaped(title)}"><code>${escaped(code.trimEnd())}</code></pre>
${live ? `<iframe title="Live: ${escaped(title)}" src="${name}.html" loading="lazy"></iframe>\n<p class="alone"><a href="${name}.html">The example on a page of its own</a></p>` : ""}
</section>`;
  });
  const contents = examples().map(({ name, title }) => `<li><a href="#${name}">${escaped(title)}</a></li>`).join("\n");
  files.set("index.html", put(put(text("examples/web/index.html"), "<!-- examples -->", sections.join("\n")), "<!-- contents -->", contents));
  return files;
}
