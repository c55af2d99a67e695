// @ts-check
// What a host page can ask of the annotator in its iframe.

import { FORMATS } from "./formats.js";
import { findEntity } from "./result.js";
import { CODE, RpcError } from "./rpc.js";

/** @import {ConflictAnnotatorElement} from "./element.js" */
/** @import {Method} from "./rpc.js" */

export const PROTOCOL = 1;
const FORMAT_NAMES = FORMATS.map(({ format }) => format);

/**
 * @param {ConflictAnnotatorElement} element
 * @param {(bytes: BufferSource) => Promise<number>} loadGazetteer
 * @param {string} failure why the engine could not be loaded, else empty
 * @returns {Record<string, Method>}
 */
export function methodsOf(element, loadGazetteer, failure) {
  let initialized = false;
  const begun = () => {
    if (!initialized) throw new RpcError(CODE.notInitialized, "Call initialize first.");
  };
  const setText = (/** @type {string} */ text, /** @type {string | undefined} */ date) => {
    if (text.length > element.maxLength) {
      throw new RpcError(CODE.tooLong, `The text has ${text.length} characters; up to ${element.maxLength} are read at once.`);
    }
    element.result = null;
    if (date !== undefined) element.documentDate = date;
    element.text = text;
    return { length: element.text.length };
  };

  return {
    initialize: {
      params: {
        protocol: "number", documentDate: "date", kinds: "string", panels: "string", labels: ["full", "short", "none"], theme: ["auto", "light", "dark"],
        readonly: "boolean", maxLength: "number", gazetteer: "bytes",
      },
      async run({ protocol = PROTOCOL, gazetteer, ...settings }) {
        if (protocol !== PROTOCOL) throw new RpcError(CODE.params, `This frame speaks protocol ${PROTOCOL}, not ${protocol}: take the host's script and embed.html from the same release.`);
        if (failure) throw new RpcError(CODE.engine, failure);
        const places = gazetteer ? await loadGazetteer(gazetteer) : 0;
        Object.assign(element, settings);
        initialized = true;
        return { name: "conflict-annotator", protocol: PROTOCOL, format: "conflict-annotator/1", exports: FORMAT_NAMES, places, sealed: element.sealed };
      },
    },
    setText: {
      params: { text: "string", documentDate: "date" }, required: ["text"],
      run({ text, documentDate }) {
        begun();
        return setText(text, documentDate);
      },
    },
    annotate: {
      params: { text: "string", documentDate: "date" },
      async run({ text, documentDate }) {
        begun();
        if (text !== undefined) setText(text, documentDate);
        else if (documentDate !== undefined) element.documentDate = documentDate;
        if (!element.text.trim()) throw new RpcError(CODE.nothingYet, "There is no text to annotate: call setText, or pass 'text'.");
        const result = await element.annotate();
        if (result) return result;
        const { problem } = element;
        if (problem) throw new RpcError(problem.code === "too-long" ? CODE.tooLong : problem.code === "cancelled" ? CODE.superseded : CODE.engine, problem.message);
        throw new RpcError(CODE.superseded, "Another annotate or setText came before this one had ended.");
      },
    },
    getResult: {
      params: { format: FORMAT_NAMES },
      async run({ format }) {
        begun();
        if (format === undefined) return element.result;
        if (!element.result) throw new RpcError(CODE.nothingYet, "There is no annotated article to export: call annotate first.");
        const { file, mime } = FORMATS[FORMAT_NAMES.indexOf(format)];
        return { format, file, mime, bytes: await element.export(format) };
      },
    },
    select: {
      params: { id: "string or null" }, required: ["id"],
      run({ id }) {
        begun();
        if (id !== null && !(element.result && findEntity(element.result, id))) throw new RpcError(CODE.params, `select: there is no mark '${id}'.`);
        element.setSelected(id);
        if (id !== null) element.scrollIntoView(id);
        return { selected: element.selected };
      },
    },
  };
}
