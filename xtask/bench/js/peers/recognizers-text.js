// @ts-nocheck
import { DateTimeOptions, recognizeDateTime } from "@microsoft/recognizers-text-date-time";
import { TODAY } from "../peers.js";

export async function load() {
  return (text) => recognizeDateTime(text, "en-us", DateTimeOptions.None, TODAY);
}
