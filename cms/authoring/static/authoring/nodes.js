// Draws a place of the rule: a node with its kind and its parts, a list, a record. What has no form of its own gets one from the schema.
import { choice, choiceOf, day, decimal, integer, labelled, money, offered, part, period, share, text, texts, ticks, word } from "./controls.js";
import { CLAUSE, isHole, join, lastOf, parentOf, tagOf, valueAt } from "./document.js";
import { codePicker } from "./codes.js";
import { button, h, iconButton } from "./dom.js";
import { bareFact, fact, fieldName } from "./facts.js";
import { TABLES } from "./tables.js";

const GROUPS = ["all", "any", "none"];
const KINDS = [["yuan", "ratio", "number", "date", "code"], ["fact", "growth", "over_periods", "lines", "field", "series", "received", "interest"],
  ["add", "subtract", "multiply", "divide", "max", "min", "cap", "choose", "whole_steps"], ["tiers", "pairs", "grid", "ladder"], ["day", "elapsed", "shifted_day"]];
const WRAPS = { condition: GROUPS, expression: ["cap", "add", "max", "min", "multiply", "subtract", "choose"] };
// Texts of the schema that name something of the register.
const HINTS = { "growth/of": "number", "over_periods/of": "number", "lines/of": "items", "series/of": "series", "ladder/of": "items", "first_ever/of": "items",
  "listed/on_list": "list", "catalogued/catalogue": "catalogue" };
// Texts that say of which earlier awards they speak, and what is known of those.
const AWARDS = { "awarded/family": "family", "received/family": "family", "awarded/step": "steps", "received/step": "steps", "awarded/level": "levels", "received/level": "levels" };
const FIELDS = ["lines/distinct", "ladder/step_field", "ladder/date_field", "first_ever/date_field"];

// Whatever stands at a place, as the schema's shape asks.
export function slot(editor, path, shape, options = {}) {
  const key = options.key ?? lastOf(path);
  const label = options.label ?? editor.language.keyName(key);
  const form = editor.language.formOf(shape);
  if (form === "condition" || form === "expression") return node(editor, path, form, { ...options, label });
  if (form === "record") return record(editor, path, shape);
  if (form === "list") return list(editor, path, shape, { ...options, label });
  return scalar(editor, path, form, { ...options, shape, key, label });
}

function scalar(editor, path, form, { shape, key, label, hint }) {
  const where = hint ?? `${lastOf(parentOf(path))}/${lastOf(path)}`;
  switch (form) {
    case "choice": return choice(editor, path, { values: shape.enum, key });
    case "word": return word(editor, path);
    case "integer": return integer(editor, path);
    case "day": return day(editor, path);
    case "decimal": return decimal(editor, path);
    case "part": return part(editor, path);
    case "fact": return fact(editor, path, { label });
    case "period": return period(editor, path, { grain: grainNear(editor, path) });
    default:
      if (HINTS[where]) return bareFact(editor, path, { want: HINTS[where], label });
      if (FIELDS.includes(where)) return fieldName(editor, path, { label });
      if (AWARDS[where]) return offered(editor, path, () => editor.language.awardsKnown(editor.tree, AWARDS[where], valueAt(editor.tree, parentOf(path))?.family));
      return text(editor, path, { multiline: key === "text" });
  }
}

// How long the periods are that stand beside a place: those of the fact that is spoken of there.
function grainNear(editor, path) {
  const near = editor.language.byCode.get(valueAt(editor.tree, parentOf(path))?.of);
  return near?.grain ?? editor.tree.assessed?.grain ?? "year";
}

export function record(editor, path, shape, { skip = [] } = {}) {
  const value = valueAt(editor.tree, path) ?? {};
  const names = Object.keys(shape.properties).filter((name) => !skip.includes(name));
  const present = names.filter((name) => name in value || shape.required.includes(name));
  const absent = names.filter((name) => !present.includes(name));
  const strange = Object.keys(value).filter((name) => !(name in shape.properties));
  return h("div", { class: "re-record" },
    present.map((name) => member(editor, join(path, name), shape.properties[name], !shape.required.includes(name))),
    strange.map((name) => h("div", { class: "re-field" }, h("span", { class: "re-label" }, name), h("code", {}, JSON.stringify(value[name])), removal(editor, join(path, name)))),
    addition(editor, path, shape, absent));
}

function removal(editor, path) {
  const name = editor.language.keyName(lastOf(path));
  return iconButton("remove", `${editor.t("remove")} ${name}`, () => editor.put(path, undefined, { focus: parentOf(path) }));
}

// One member of a record under its name; one that may be absent can be taken away.
export function member(editor, path, shape, optional, options = {}) {
  const label = options.label ?? editor.language.keyName(lastOf(path));
  const made = slot(editor, path, shape, { ...options, label });
  const simple = made.matches("input, select, textarea") || made.classList.contains("re-amount") || made.classList.contains("re-picker");
  const drawn = simple ? labelled(label, made) : h("fieldset", { class: "re-part" }, h("legend", { class: "re-label" }, label), made);
  if (!optional) return drawn;
  return h("div", { class: "re-optional" }, drawn, removal(editor, path));
}

function addition(editor, path, shape, absent) {
  if (absent.length === 0) return null;
  const add = (event) => {
    const name = event.target.value;
    const inner = shape.properties[name];
    if (name) editor.put(join(path, name), inner.enum ? inner.enum[0] : editor.language.blank(inner), { focus: join(path, name) });
  };
  return h("select", { class: "re-select re-select--add", "aria-label": editor.t("optional"), data: { addTo: path }, on: { change: add } },
    h("option", { value: "" }, `＋ ${editor.t("optional")}`), absent.map((name) => h("option", { value: name }, editor.language.keyName(name))));
}

export function list(editor, path, shape, { label = "" } = {}) {
  const form = editor.language.formOf(shape.items);
  if (form === "text" || form === "period") {
    const line = texts(editor, path);
    if (line) return line;
  }
  const items = (valueAt(editor.tree, path) ?? []).map((_, index) => item(editor, join(path, index), shape.items, form));
  const add = () => editor.insert(path, items.length, editor.language.blank(shape.items));
  return h("div", { class: "re-list", role: "group", "aria-label": label }, h("ol", {}, items),
    button(editor.t("addPart"), add, { sign: "add", data: { addTo: path } }));
}

function item(editor, path, shape, form) {
  const drawn = slot(editor, path, shape, { key: form === "record" ? "" : undefined, label: `${Number(lastOf(path)) + 1}` });
  const isNode = form === "condition" || form === "expression";
  return h("li", { class: "re-item" }, drawn, isNode ? null : tools(editor, path, null));
}

// Move, copy, take away; for nodes also wrap, unwrap, and out of or into a group.
export function tools(editor, path, family) {
  const inList = Array.isArray(valueAt(editor.tree, parentOf(path)));
  const signs = [];
  if (inList) {
    signs.push(iconButton("up", editor.t("up"), () => editor.move(path, -1)), iconButton("down", editor.t("down"), () => editor.move(path, 1)));
    if (family === "condition") {
      if (editor.canLeave(path)) signs.push(iconButton("left", editor.t("left"), () => editor.leave(path)));
      if (editor.canEnter(path)) signs.push(iconButton("right", editor.t("right"), () => editor.enter(path)));
    }
    signs.push(iconButton("copy", editor.t("copy"), () => editor.duplicate(path)));
  }
  if (family && !isHole(valueAt(editor.tree, path))) {
    const wrap = (event) => editor.wrap(path, family, event.target.value);
    signs.push(h("select", { class: "re-select re-select--wrap", "aria-label": editor.t("wrap"), title: editor.t("wrap"), on: { change: wrap } },
      h("option", { value: "" }, editor.t("wrap")), WRAPS[family].map((tag) => h("option", { value: tag }, editor.language.names(family)[tag]))));
    if (editor.canUnwrap(path)) signs.push(iconButton("unwrap", editor.t("unwrap"), () => editor.unwrap(path)));
  }
  if (inList) signs.push(iconButton("remove", editor.t("remove"), () => editor.remove(path)));
  return h("span", { class: "re-tools" }, signs);
}

export function node(editor, path, family, { label = "", compact = false } = {}) {
  const value = valueAt(editor.tree, path);
  const tag = tagOf(value);
  const names = editor.language.names(family);
  const known = tag in names;
  const kind = kinds(editor, path, family, tag, label);
  const body = known ? bodyOf(editor, path, family, tag, label) : null;
  const css = `re-node re-node--${known ? tag : "hole"} re-node--${family}${compact ? " re-node--compact" : ""}`;
  const strange = value !== undefined && !known && !isHole(value) ? h("code", { class: "re-strange" }, JSON.stringify(value)) : null;
  return h("div", { class: css, role: "group", "aria-label": `${label} ${names[tag] ?? editor.t("choose")}`.trim(), data: { node: path, family } },
    h("div", { class: "re-head" }, kind, clause(editor, path, family, compact), compact ? null : tools(editor, path, family)), strange, body);
}

// The clause of the policy's text that a node comes from: asked of every condition and of the amount as a whole, shown wherever there is one.
function clause(editor, path, family, compact) {
  const value = valueAt(editor.tree, path)?.[CLAUSE] ?? "";
  const isAsked = !compact && (family === "condition" || path === "/amount");
  if (!isAsked && !value) return null;
  const here = join(path, CLAUSE);
  const label = editor.language.keyName(CLAUSE);
  const type = (event) => editor.type(here, event.target.value.trim() || undefined);
  return h("input", { type: "text", class: "re-input re-input--clause", list: "re-clauses", autocomplete: "off", "aria-label": label, title: label,
    placeholder: editor.t("clause"), data: { path: here }, value, on: { input: type } });
}

function kinds(editor, path, family, tag, label) {
  const names = editor.language.names(family);
  const groups = family === "expression" ? KINDS : [GROUPS, Object.keys(names).filter((name) => !GROUPS.includes(name))];
  const options = groups.map((group) => h("optgroup", { label: "—" }, group.map((name) => h("option", { value: name, selected: name === tag }, names[name]))));
  const turn = (event) => editor.turn(path, family, event.target.value);
  return h("select", { class: "re-select re-select--kind", "aria-label": `${label} ${editor.t("kind")}`.trim(), data: { kindOf: path, path: tag ? undefined : path }, on: { change: turn } },
    tag in names ? null : h("option", { value: "", selected: true }, editor.t("choose")), options);
}

function bodyOf(editor, path, family, tag, label) {
  const here = join(path, tag);
  const shape = editor.language.bodies[family].get(tag);
  const drawn = BODIES[tag] ?? TABLES[tag];
  if (drawn) return drawn(editor, here, { shape, label, slot, member, node, record });
  return slot(editor, here, shape, { label, key: tag });
}

function group(editor, here) {
  const parts = valueAt(editor.tree, here);
  const add = (value) => editor.insert(here, parts.length, value);
  return h("div", { class: "re-group" },
    h("ol", {}, parts.map((_, index) => h("li", {}, node(editor, join(here, index), "condition")))),
    h("div", { class: "re-adds" },
      button(editor.t("addCondition"), () => add(editor.language.node("condition", "compare")), { sign: "add", data: { addTo: here } }),
      button(editor.t("addGroup"), () => add({ any: [] }), { sign: "add", data: { addGroupTo: here } })));
}

// Codes of what is spoken of: boxes to tick where the register names them, else texts.
function codes(editor, here, { shape, member: part }) {
  const body = valueAt(editor.tree, here);
  const known = editor.language.definitionOf(editor.tree, here, body.of);
  const named = known && Object.keys(known.choices).length && !("code_set" in body);
  const path = join(here, "codes");
  const codeSet = known?.codeSet || body.code_set;
  const boxes = named ? ticks(editor, path, known.choices)
    : codeSet ? codePicker(editor, path, { codeSet, whole: !("code_set" in shape.properties), label: editor.language.keyName("codes") })
      : list(editor, path, shape.properties.codes);
  return h("div", { class: "re-line" }, node(editor, join(here, "of"), "expression", { compact: true, label: editor.language.keyName("of") }),
    named ? boxes : labelled(editor.language.keyName("codes"), boxes),
    "code_set" in shape.properties ? part(editor, join(here, "code_set"), shape.properties.code_set, false) : null);
}

// A code that something is compared with: chosen by name where the register or a code set names it, else typed.
function oneCode(editor, here, { label }) {
  const known = editor.language.comparedAt(editor.tree, here);
  if (known && Object.keys(known.choices).length) return labelled(label, choiceOf(editor, here, known.choices), { quiet: true });
  if (known?.codeSet) return codePicker(editor, here, { codeSet: known.codeSet, whole: true, single: true, label });
  return labelled(label, text(editor, here), { quiet: true });
}

const BODIES = {
  all: group,
  any: group,
  none: group,
  compare: (editor, here, { label }) => h("div", { class: "re-line re-line--compare" },
    node(editor, join(here, "left"), "expression", { compact: true, label: editor.language.keyName("left") || label }),
    labelled(editor.t("word"), word(editor, join(here, "is")), { quiet: true }),
    node(editor, join(here, "right"), "expression", { compact: true, label: editor.language.keyName("right") })),
  holds: (editor, here) => fact(editor, here, { want: "flag" }),
  one_of: codes,
  starts_with: codes,
  yuan: (editor, here, { label }) => labelled(label, money(editor, here), { quiet: true }),
  ratio: (editor, here, { label }) => labelled(label, share(editor, here), { quiet: true }),
  number: (editor, here, { label }) => labelled(label, decimal(editor, here), { quiet: true }),
  date: (editor, here, { label }) => labelled(label, day(editor, here), { quiet: true }),
  code: oneCode,
  fact: (editor, here, { label }) => fact(editor, here, { label }),
  field: (editor, here, { label }) => fieldName(editor, here, { label }),
};
