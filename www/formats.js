// @ts-check
// What can be downloaded, in the order of the menu.

/** @type {{format: import("./types.js").Format, name: string, says: string, file: string, mime: string}[]} */
export const FORMATS = [
  { format: "claims-csv", name: "Claims CSV", says: "a row a casualty claim, UCDP column names", file: "claims.csv", mime: "text/csv" },
  { format: "events-csv", name: "Events CSV", says: "ACLED column names", file: "events.csv", mime: "text/csv" },
  { format: "geojson", name: "GeoJSON", says: "places with quotes, dates and claims", file: "places.geojson", mime: "application/geo+json" },
  { format: "jsonld", name: "W3C JSON-LD", says: "Web Annotations", file: "annotations.jsonld", mime: "application/ld+json" },
  { format: "brat", name: "brat", says: ".txt and .ann in a zip", file: "brat.zip", mime: "application/zip" },
  { format: "conll", name: "CoNLL", says: "a token a line, IOB2", file: "article.conll", mime: "text/plain" },
  { format: "spacy", name: "spaCy JSONL", says: "text and entity offsets", file: "article.jsonl", mime: "application/x-ndjson" },
  { format: "label-studio", name: "Label Studio", says: "task with predictions", file: "label-studio.json", mime: "application/json" },
  { format: "timeml", name: "TimeML", says: "inline TIMEX3", file: "article.tml", mime: "application/xml" },
  { format: "html", name: "HTML", says: "a page of its own", file: "article.html", mime: "text/html" },
  { format: "json", name: "Native JSON", says: "everything; can be opened here again", file: "article.json", mime: "application/json" },
];

/** @param {Uint8Array} bytes @param {string} file @param {string} mime */
export function download(bytes, file, mime) {
  const url = URL.createObjectURL(new Blob([/** @type {BlobPart} */ (bytes)], { type: mime }));
  const link = document.createElement("a");
  link.href = url;
  link.download = file;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
