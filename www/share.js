// @ts-check
// A link that carries the article in its fragment, which browsers do not send.

import { button, h } from "./dom.js";

const LONGEST = 8000;

/** @param {string} text @returns {Promise<string>} base64url of the deflated text */
export async function pack(text) {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** @param {string} packed @returns {Promise<string>} */
export async function unpack(packed) {
  const binary = atob(packed.replaceAll("-", "+").replaceAll("_", "/"));
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Response(stream).text();
}

/** The text in this page's own address, or null. */
export async function readShared() {
  const match = /^#t=([\w-]+)/.exec(location.hash);
  if (!match) return null;
  try {
    return await unpack(match[1]);
  } catch {
    return null;
  }
}

/** @param {HTMLElement} place @param {import("./element.js").ConflictAnnotatorElement} element */
export function setUpSharing(place, element) {
  const note = h("p", {});
  const field = h("input", { type: "text", readonly: true, "aria-label": "Link" });
  const copy = button("Copy", () => {
    field.select();
    navigator.clipboard?.writeText(field.value).then(() => { copy.textContent = "Copied"; }, () => {});
  });
  const row = h("div", { class: "row" }, field, copy);
  const dialog = h("dialog", { "aria-labelledby": "share-title" }, h("h2", { id: "share-title" }, "Share by link"), note, row,
    button("Close", () => dialog.close(), { class: "close" }));
  place.replaceChildren(button("Share", async () => {
    const packed = await pack(element.text);
    const local = location.protocol === "file:";
    const fits = packed.length <= LONGEST && !local;
    row.hidden = !fits;
    copy.textContent = "Copy";
    note.textContent = fits
      ? "The link contains the whole article, compressed, behind the # sign. Browsers do not send that part to a server, but whoever gets the link can read it."
      : local ? "This page is a file on your device: a link to it would lead nobody else here. Export the article as native JSON instead; that file can be dropped into any copy of this page."
      : "This article is too long for a link. Export it as native JSON instead; that file can be dropped here again.";
    field.value = fits ? `${location.href.split("#")[0]}#t=${packed}` : "";
    dialog.showModal();
  }), dialog);
}
