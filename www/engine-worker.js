// @ts-nocheck: runs behind the text of pkg/conflict_annotator.js, in one blob, and sees its Engine and initSync.
// A blob worker inherits the page's policy; a worker file of its own would escape it.
let engine;
onmessage = ({ data }) => {
  if (data.module) {
    initSync({ module: data.module });
    engine = new Engine();
    try {
      if (data.gazetteer) engine.loadGazetteer(new Uint8Array(data.gazetteer));
    } catch {
      // A gazetteer of another version: the built-in core serves.
    }
    postMessage({ ready: true });
    return;
  }
  try {
    postMessage({ id: data.id, json: engine.annotate(data.text, data.documentDate) });
  } catch (error) {
    postMessage({ id: data.id, error: String(error) });
  }
};
