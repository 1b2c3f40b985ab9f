// One value each: a text, a number with its unit, a word, a choice, a day, a period.
import { valueAt } from "./document.js";
import { freshId, h } from "./dom.js";
import { moneyPlaces, moneyUnit, moneyUnits, sharePlaces, shareUnit, shareUnits, shifted } from "./numbers.js";

const SEPARATORS = /[、,，;；\s]+/;

// A control with its label above; `inside` labels are read aloud only.
export function labelled(label, control, { quiet = false } = {}) {
  const target = control.matches("input, select, textarea") ? control : control.querySelector("input, select, textarea");
  if (!target) return h("div", { class: "re-field" }, h("span", { class: "re-label" }, label), control);
  if (quiet) {
    target.setAttribute("aria-label", label);
    return control;
  }
  target.id ||= freshId();
  return h("div", { class: "re-field" }, h("label", { class: "re-label", for: target.id }, label), control);
}

export function text(editor, path, { multiline = false, placeholder = "", css = "" } = {}) {
  // A text that may be absent stays absent while nothing is typed.
  const type = (event) => editor.type(path, event.target.value || (valueAt(editor.tree, path) === undefined ? undefined : ""));
  const more = { class: `re-input ${css}`, placeholder, data: { path }, value: valueAt(editor.tree, path) ?? "", on: { input: type } };
  return multiline ? h("textarea", { ...more, rows: 3 }) : h("input", { ...more, type: "text", autocomplete: "off" });
}

export function integer(editor, path) {
  const type = (event) => {
    const typed = event.target.value.trim();
    editor.type(path, /^-?\d{1,9}$/.test(typed) ? Number(typed) : typed);
  };
  const value = valueAt(editor.tree, path);
  return h("input", { type: "text", inputmode: "numeric", class: "re-input re-input--short", data: { path }, value: value ?? "", on: { input: type } });
}

export function day(editor, path) {
  const value = valueAt(editor.tree, path) ?? "";
  return h("input", { type: "date", class: "re-input re-input--day", data: { path }, value, on: { input: (event) => editor.type(path, event.target.value) } });
}

export function decimal(editor, path) {
  const type = (event) => editor.type(path, shifted(event.target.value, 0) ?? event.target.value);
  return h("input", { type: "text", inputmode: "decimal", class: "re-input re-input--short", data: { path }, value: valueAt(editor.tree, path) ?? "", on: { input: type } });
}

// A part of a whole: 40%, 0.4 or 1/3. What is typed in per cent is kept as a decimal.
export function part(editor, path) {
  const type = (event) => {
    const typed = event.target.value.replace("％", "%").replace("／", "/").replaceAll(/\s/g, "");
    editor.type(path, (typed.endsWith("%") ? shifted(typed.slice(0, -1), -2) : shifted(typed, 0)) ?? typed);
  };
  const kept = String(valueAt(editor.tree, path) ?? "");
  const percent = shifted(kept, 2);
  return h("input", { type: "text", class: "re-input re-input--short", placeholder: "40%、1/3", data: { path }, value: percent === null || kept === "" ? kept : `${percent}%`, on: { input: type } });
}

// A decimal typed in a unit that people use, kept in the language's own.
function inUnits(editor, path, { units, placesOf, unit }) {
  const value = String(valueAt(editor.tree, path) ?? "");
  const shown = shifted(value, -placesOf[unit]) ?? value;
  const input = h("input", { type: "text", inputmode: "decimal", class: "re-input re-input--number", data: { path }, value: shown });
  const select = h("select", { class: "re-select re-select--unit", "aria-label": editor.t("unit"), data: { unitOf: path } },
    units.map((one) => h("option", { value: one, selected: one === unit }, editor.t(one))));
  const type = () => editor.type(path, shifted(input.value, placesOf[select.value]) ?? input.value);
  input.addEventListener("input", type);
  select.addEventListener("change", type);
  return h("span", { class: "re-amount" }, input, select);
}

export function money(editor, path) {
  const value = valueAt(editor.tree, path);
  return inUnits(editor, path, { units: moneyUnits, placesOf: moneyPlaces, unit: value ? moneyUnit(value) : "wan" });
}

export function share(editor, path) {
  const value = valueAt(editor.tree, path);
  return inUnits(editor, path, { units: shareUnits, placesOf: sharePlaces, unit: value ? shareUnit(value) : "percent" });
}

export function word(editor, path, fallback = "以上") {
  const value = valueAt(editor.tree, path) ?? fallback;
  const groups = Map.groupBy ? Map.groupBy(editor.language.words, (one) => one.sign) : grouped(editor.language.words);
  const options = [...groups].map(([sign, words]) => h("optgroup", { label: sign },
    words.map((one) => h("option", { value: one.word, selected: one.word === value }, one.word === one.operator ? sign : `${one.word}（${sign}）`))));
  return h("select", { class: "re-select re-select--word", data: { path }, on: { change: (event) => editor.type(path, event.target.value) } }, options);
}

function grouped(words) {
  const groups = new Map();
  for (const one of words) groups.set(one.sign, [...(groups.get(one.sign) ?? []), one]);
  return groups;
}

export function choice(editor, path, { values, key }) {
  const value = valueAt(editor.tree, path);
  const options = values.map((one) => h("option", { value: one, selected: one === value }, editor.language.choiceName(key, one)));
  if (value === undefined) options.unshift(h("option", { value: "", selected: true }, editor.t("choose")));
  const pick = (event) => editor.put(path, event.target.value || undefined, { focus: path });
  return h("select", { class: "re-select", data: { path }, on: { change: pick } }, options);
}

// One of the codes that the register names; one that it does not name stays until another is chosen.
export function choiceOf(editor, path, names) {
  const value = valueAt(editor.tree, path) ?? "";
  const known = value && !(value in names) ? { [value]: value, ...names } : names;
  return h("select", { class: "re-select", data: { path }, on: { change: (event) => editor.type(path, event.target.value) } },
    h("option", { value: "", selected: value === "" }, editor.t("choose")), Object.entries(known).map(([code, name]) => h("option", { value: code, selected: code === value }, name)));
}

// A text for which known ones are offered, looked up anew whenever it is entered; others may be typed.
export function offered(editor, path, known) {
  const list = h("datalist", { id: freshId() });
  const fill = () => list.replaceChildren(...known().map(([value, name]) => h("option", { value }, name)));
  const type = (event) => editor.type(path, event.target.value);
  fill();
  const input = h("input", { type: "text", class: "re-input", list: list.id, autocomplete: "off", data: { path }, value: valueAt(editor.tree, path) ?? "", on: { input: type, focus: fill } });
  return h("span", { class: "re-amount" }, input, list);
}

export function period(editor, path, { grain = "year" } = {}) {
  const list = freshId();
  const input = h("input", { type: "text", class: "re-input re-input--period", list, autocomplete: "off", data: { path }, value: valueAt(editor.tree, path) ?? "",
    on: { input: (event) => editor.type(path, event.target.value.trim()) } });
  return h("span", { class: "re-amount" }, input, periodNames(editor, list, grain));
}

export function periodNames(editor, id, grain) {
  const names = editor.language.periods[grain] ?? editor.language.periods.year;
  return h("datalist", { id }, names.map(([value, name]) => h("option", { value }, name)));
}

// Several short texts in one line, with a pause between; kept apart where one of them holds a pause itself.
export function texts(editor, path, { placeholder = "" } = {}) {
  const values = valueAt(editor.tree, path) ?? [];
  if (values.some((one) => typeof one !== "string" || SEPARATORS.test(one) || one === "")) return null;
  const type = (event) => editor.type(path, event.target.value.split(SEPARATORS).filter(Boolean));
  return h("input", { type: "text", class: "re-input", placeholder: placeholder || editor.t("codesHint"), data: { path }, value: values.join("、"), on: { input: type } });
}

// Codes that the register names: boxes to tick.
export function ticks(editor, path, choices) {
  const chosen = new Set(valueAt(editor.tree, path) ?? []);
  const tick = () => {
    const order = valueAt(editor.tree, path) ?? [];
    const now = boxes.filter((box) => box.checked).map((box) => box.value);
    editor.type(path, [...order.filter((code) => now.includes(code)), ...now.filter((code) => !order.includes(code))]);
  };
  const known = [...Object.entries(choices), ...[...chosen].filter((code) => !(code in choices)).map((code) => [code, code])];
  const boxes = known.map(([code]) => h("input", { type: "checkbox", value: code, checked: chosen.has(code), data: { path }, on: { change: tick } }));
  return h("span", { class: "re-ticks", role: "group" }, boxes.map((box, at) => h("label", { class: "re-tick" }, box, known[at][1])));
}
