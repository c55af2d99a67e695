// @ts-nocheck
import nlp from "compromise";

export async function load() {
  return (text) => {
    const document = nlp(text);
    return [document.people().json(), document.places().json(), document.organizations().json()];
  };
}
