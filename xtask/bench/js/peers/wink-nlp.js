// @ts-nocheck
import winkNLP from "wink-nlp";
import model from "wink-eng-lite-web-model";

export async function load() {
  const nlp = winkNLP(model);
  return (text) => nlp.readDoc(text).entities().out(nlp.its.detail);
}
