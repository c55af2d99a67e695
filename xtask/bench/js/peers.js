// @ts-nocheck: the peers' types differ from version to version; what counts here is that they run.
// What is compared: each entry loads a library and returns a function from text to its marks as JavaScript objects.
// esbuild makes one bundle of each `peers/NAME.js`; our engine is loaded as the page loads it.

/** The day the articles are read on. */
export const TODAY = new Date(2022, 8, 14, 12);

/** Names and what each finds, in the order of the table. */
export const PEERS = {
  "conflict-annotator": "parties, casualties, materiel, locations, dates",
  "wink-nlp": "entities: dates, numbers, times",
  "chrono-node": "dates",
  compromise: "people, places, organizations",
  "recognizers-text": "dates",
};
