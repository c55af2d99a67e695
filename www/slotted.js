// @ts-check
// The article that the host page wrote between the element's tags: what a reader sees there without JavaScript.

const BLOCKS = new Set(("address article aside blockquote center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li "
  + "main nav ol p pre section summary table tbody tfoot thead tr ul").split(" "));
const SILENT = new Set(["script", "style", "template", "noscript"]);

/**
 * Bare text is taken as it stands, so that its line breaks remain; markup is read as a browser shows it: runs of white space
 * are one space, a block is a paragraph, <br> a line break.
 * @param {Element} host @returns {string}
 */
export function slottedText(host) {
  const nodes = [...host.childNodes].filter((node) => !(node instanceof Element && node.slot));
  if (!nodes.some((node) => node instanceof Element)) return nodes.map((node) => (node instanceof Text ? node.data : "")).join("").trim();
  let text = "";
  /** @param {Node} node @param {boolean} exact */
  const read = (node, exact) => {
    if (node instanceof Text) {
      const words = exact ? node.data : node.data.replace(/[ \t\n\f\r]+/g, " ");
      text += /\s$/.test(text) && !exact ? words.trimStart() : words;
    } else if (node instanceof Element && !SILENT.has(node.localName)) {
      if (node.localName === "br") {
        text = `${text.trimEnd()}\n`;
        return;
      }
      const block = BLOCKS.has(node.localName);
      const apart = () => { if (block && text.trim()) text = `${text.trimEnd()}\n\n`; };
      apart();
      for (const child of node.childNodes) read(child, exact || node.localName === "pre");
      apart();
    }
  };
  for (const node of nodes) read(node, false);
  return text.trim();
}
