// @ts-nocheck
import * as chrono from "chrono-node";
import { TODAY } from "../peers.js";

export async function load() {
  return (text) => chrono.parse(text, TODAY);
}
