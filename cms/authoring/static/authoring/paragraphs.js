// The policy's text as it stands in the form beside the rule: its paragraphs, in which the house finds the clauses.
const MOST = 400;
const LONGEST = 400;
const valueOf = (name) => document.querySelector(`[name="${name}"]`)?.value ?? "";

// What a block of rich text says, one entry a paragraph; the field keeps it as JSON of its blocks.
function said(value) {
  try {
    return JSON.parse(value).blocks.map((block) => block.text);
  } catch {
    return [value.replace(/<[^>]+>/g, " ")];
  }
}

export function paragraphs() {
  const places = Array.from({ length: Number(valueOf("body-count")) }, (_, at) => `body-${at}`);
  const kept = places.filter((place) => valueOf(`${place}-deleted`) !== "1");
  const ordered = kept.sort((one, other) => Number(valueOf(`${one}-order`)) - Number(valueOf(`${other}-order`)));
  const texts = ordered.flatMap((place) => {
    const heading = valueOf(`${place}-type`) === "heading";
    const value = valueOf(`${place}-value`);
    return (heading ? [value] : said(value)).map((text) => ({ heading, text: text.slice(0, LONGEST) }));
  });
  return texts.slice(0, MOST);
}
