// @ts-nocheck: runs in Node and in the browser
// One library in one fresh process or page: cold start, a warm article, then ever longer texts while time allows.

/** No single run may be expected to take longer than this (ms). */
const PATIENCE = 20_000;

/**
 * @param {() => Promise<{load: Function}>} open imports the library
 * @param {object} site how this place loads our engine
 * @param {{article: string, texts: {bytes: number, text: string}[]}} input
 */
export async function measure(open, site, input) {
  const begun = performance.now();
  const { load } = await open();
  const annotate = await load(site);
  annotate(input.article);
  const cold = performance.now() - begun;
  const result = { cold, article: median(annotate, input.article), sizes: [] };
  if (annotate.alone) result.alone = median(annotate.alone, input.article);
  let speed = input.article.length / result.article;
  for (const { bytes, text } of input.texts) {
    if (text.length / speed > PATIENCE) {
      result.sizes.push({ bytes, ms: null });
      continue;
    }
    const ms = median(annotate, text);
    speed = text.length / ms;
    const entry = { bytes, ms };
    if (annotate.alone) entry.alone = median(annotate.alone, text);
    if (annotate.memory) entry.memory = annotate.memory();
    result.sizes.push(entry);
  }
  return result;
}

/** The median of repeated runs: at least one, at most 200, about half a second in all. */
function median(run, text) {
  const times = [];
  const end = performance.now() + 500;
  do {
    const begun = performance.now();
    run(text);
    times.push(performance.now() - begun);
  } while (performance.now() < end && times.length < 200);
  // The first runs compile; where there are enough later ones, they are left out.
  const warm = times.length >= 10 ? times.slice(Math.floor(times.length / 3)) : times;
  warm.sort((a, b) => a - b);
  const middle = warm.length >> 1;
  return warm.length % 2 ? warm[middle] : (warm[middle - 1] + warm[middle]) / 2;
}
