// @ts-nocheck
import { recognizeDateTime } from "@microsoft/recognizers-text-date-time";
import { TODAY } from "../peers.js";

export async function load() {
  return (text) => recognizeDateTime(text, "en-us", undefined, TODAY);
}
