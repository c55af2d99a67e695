// @ts-check
// The privacy badge: what the seal is, and a test that anybody can run.

import { button, h } from "./dom.js";
import { SEAL, selfTest } from "./seal.js";

/** @param {HTMLElement} place */
export function buildBadge(place) {
  const list = h("ul", { class: "test", "aria-live": "polite" });
  const run = button("Try to send something", async () => {
    run.disabled = true;
    list.replaceChildren(h("li", {}, "Trying …"));
    const report = await selfTest();
    list.replaceChildren(...report.map(({ way, refused }) => h("li", { class: refused ? "refused" : "leaked" }, `${way}: `, h("b", {}, refused ? "refused" : "went out"))));
    run.disabled = false;
  });
  const dialog = h("dialog", { id: "seal-dialog", "aria-labelledby": "seal-title" },
    h("h2", { id: "seal-title" }, "Nothing you paste leaves this page"),
    h("p", {}, "The engine runs in your browser. Before the box opens, this page tells your browser to refuse its network requests, with a policy it cannot take back. Turn off wifi and try."),
    run, list,
    h("details", {}, h("summary", {}, "The policy"), h("p", {}, h("code", {}, SEAL))),
    h("p", { class: "small" }, "What this does not cover: links that you follow, browser extensions that read pages, and a page that embeds this one."),
    button("Close", () => dialog.close(), { class: "close" }));
  place.replaceChildren(button("Sealed: nothing leaves this page", () => dialog.showModal(), { class: "badge" }), dialog);
}
