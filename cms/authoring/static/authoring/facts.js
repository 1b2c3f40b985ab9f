// Finds a fact: a box to type in, a list that shows name, code, unit, source and freshness of what fits.
import { valueAt } from "./document.js";
import { freshId, h } from "./dom.js";
import { periodNames } from "./controls.js";

const MOST = 60;
const FIRST_PERIOD = { year: "y", quarter: "q", month: "m" };

export function details(editor, fact) {
  const age = fact.maxAge ? `${fact.maxAge} ${editor.t("days")}` : editor.t("anyAge");
  return [
    `${fact.kindLabel}${fact.unit ? `（${fact.unit}）` : ""}`,
    fact.grain === "none" ? null : `${editor.t("grain")} ${fact.grainLabel}`,
    fact.source ? `${editor.t("source")} ${fact.source}` : null,
    `${editor.t("fresh")} ${age}`,
    fact.watched ? editor.t("watched") : null,
  ].filter(Boolean).join(" · ");
}

function found(editor, typed, offers) {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const hit = (fact) => {
    const about = `${fact.label} ${fact.other} ${fact.code} ${fact.source} ${fact.unit}`.toLowerCase();
    return words.every((one) => about.includes(one));
  };
  return offers.filter(hit).slice(0, MOST);
}

// `choose(code)` is called with what was picked; `offers` are the facts there are to pick from.
export function picker(editor, { path, code, offers, choose, label = "" }) {
  const list = freshId();
  const chosen = offers.find((fact) => fact.code === code) ?? editor.language.byCode.get(code);
  const shown = chosen ? chosen.label : code;
  const input = h("input", { type: "text", class: "re-input re-input--fact", role: "combobox", "aria-expanded": "false", "aria-controls": list,
    "aria-autocomplete": "list", autocomplete: "off", placeholder: editor.t("chooseFact"), "aria-label": label || editor.t("chooseFact"),
    title: chosen ? `${chosen.label} · ${chosen.code}` : "", data: { path, fact: code }, value: shown });
  const box = h("ul", { class: "re-options", role: "listbox", id: list, hidden: true });
  let rows = [];
  let at = -1;
  const mark = (to) => {
    at = to;
    [...box.children].forEach((row, index) => row.setAttribute("aria-selected", String(index === at)));
    if (at >= 0 && rows[at]) {
      input.setAttribute("aria-activedescendant", box.children[at].id);
      box.children[at].scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  };
  const close = () => {
    box.hidden = true;
    input.setAttribute("aria-expanded", "false");
    mark(-1);
  };
  const take = (fact) => {
    close();
    choose(fact.code);
  };
  const open = (typed) => {
    rows = found(editor, typed, offers);
    box.replaceChildren(...rows.map((fact) => h("li", { role: "option", id: freshId(), "aria-selected": "false", class: "re-option",
      on: { mousedown: (event) => { event.preventDefault(); take(fact); } } },
    h("span", { class: "re-option__name" }, fact.label, h("code", {}, fact.code)), h("span", { class: "re-option__more" }, details(editor, fact)))));
    if (rows.length === 0) box.append(h("li", { class: "re-option", role: "presentation" }, editor.t("nothingFound")));
    box.hidden = false;
    input.setAttribute("aria-expanded", "true");
    mark(typed && rows.length ? 0 : -1);
  };
  input.addEventListener("input", () => open(input.value));
  input.addEventListener("click", () => (box.hidden ? open("") : null));
  input.addEventListener("blur", () => { close(); input.value = shown; });
  input.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (box.hidden) open(input.value === shown ? "" : input.value);
      else if (rows.length) mark((at + (event.key === "ArrowDown" ? 1 : -1) + rows.length) % rows.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (!box.hidden && rows[at]) take(rows[at]);
    } else if (event.key === "Escape" && !box.hidden) {
      event.stopPropagation();
      close();
      input.value = shown;
    }
  });
  return h("span", { class: "re-picker" }, input, box);
}

// A fact node's text: the code, and the period in brackets where the fact has one.
export function fact(editor, path, { want, label } = {}) {
  const text = String(valueAt(editor.tree, path) ?? "");
  const [code, rest] = text.split("[");
  const known = editor.language.byCode.get(code);
  const offers = editor.language.facts.filter((one) => editor.language.fits(one, want));
  const choose = (picked) => {
    const grain = editor.language.byCode.get(picked).grain;
    const before = known?.grain === grain && rest ? `[${rest}` : grain === "none" ? "" : `[${FIRST_PERIOD[grain]}]`;
    editor.pickFact(path, picked + before);
  };
  const parts = [picker(editor, { path, code, offers, choose, label })];
  if (rest !== undefined || (known && known.grain !== "none")) {
    const list = freshId();
    const type = (event) => editor.type(path, event.target.value.trim() ? `${code}[${event.target.value.trim()}]` : code);
    parts.push(h("input", { type: "text", class: "re-input re-input--period", list, autocomplete: "off", "aria-label": editor.t("period"), title: editor.t("period"),
      data: { periodOf: path }, value: (rest ?? "").replace(/\]$/, ""), on: { input: type } }), periodNames(editor, list, known?.grain));
  }
  const more = known ? h("span", { class: "re-about" }, `${details(editor, known)}`) : null;
  return h("span", { class: "re-fact" }, h("span", { class: "re-fact__row" }, parts), more);
}

// A bare code of a fact of one kind (a list, lines, a series).
export function bareFact(editor, path, { want, label } = {}) {
  const offers = editor.language.facts.filter((one) => editor.language.fits(one, want));
  return picker(editor, { path, code: valueAt(editor.tree, path) ?? "", offers, choose: (code) => editor.pickFact(path, code), label });
}

// The name of a field of the lines looked at.
export function fieldName(editor, path, { label } = {}) {
  const fields = editor.language.linesAround(editor.tree, path)?.fields ?? {};
  const value = valueAt(editor.tree, path) ?? "";
  const names = Object.entries(fields).map(([name, one]) => [name, one.label]);
  if (value && !(value in fields)) names.unshift([value, value]);
  const options = [h("option", { value: "" }, editor.t("choose")), ...names.map(([name, shown]) => h("option", { value: name, selected: name === value }, shown))];
  return h("select", { class: "re-select", "aria-label": label, data: { path }, on: { change: (event) => editor.put(path, event.target.value, { focus: path }) } }, options);
}
