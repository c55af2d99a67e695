// @ts-nocheck: runs behind the text of pkg/conflict_annotator.js, in one blob, and sees its Engine and initSync.
// A blob worker inherits the page's policy; a worker file of its own would escape it.
let engine;
onmessage = ({ data }) => {
  if (data.module) {
    initSync({ module: data.module });
    engine = new Engine();
    let places = 0;
    let misfit = false;
    try {
      if (data.gazetteer) places = engine.loadGazetteer(data.gazetteer);
    } catch {
      misfit = true;
    }
    postMessage({ ready: true, places, misfit });
    return;
  }
  try {
    postMessage({ id: data.id, json: engine.annotate(data.text, data.documentDate) });
  } catch (error) {
    postMessage({ id: data.id, error: String(error) });
  }
};
