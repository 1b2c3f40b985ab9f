// Tables of the amount: tiers, pairs, grids, ladders, cases. Rows are added and taken away; cells are nodes like any other.
import { choice, labelled, text, texts, word } from "./controls.js";
import { codePicker } from "./codes.js";
import { copyOf, isHole, join, tagOf, valueAt } from "./document.js";
import { button, h, iconButton } from "./dom.js";
import { bareFact, fieldName } from "./facts.js";

const cell = (editor, path, node, label) => node(editor, path, "expression", { compact: true, label });
const rowTools = (editor, path) => h("span", { class: "re-tools" },
  iconButton("up", editor.t("up"), () => editor.move(path, -1)), iconButton("down", editor.t("down"), () => editor.move(path, 1)),
  iconButton("remove", editor.t("remove"), () => editor.remove(path)));
const heads = (...names) => h("thead", {}, h("tr", {}, names.map((name) => h("th", { scope: "col" }, name))));
const table = (...parts) => h("div", { class: "re-table-wrap" }, h("table", { class: "re-table" }, parts));

// The same constant as before, empty, so that a new row asks for what the last one had.
const emptied = (before, otherwise) => {
  const tag = tagOf(before);
  return ["yuan", "ratio", "number", "date", "code"].includes(tag) ? { [tag]: "" } : copyOf(otherwise);
};

function tiers(editor, here, { shape, node, member }) {
  const body = valueAt(editor.tree, here);
  const bands = join(here, "bands");
  const rows = body.bands ?? [];
  const last = rows.at(-1);
  const add = () => editor.insert(bands, rows.length, { from: emptied(last?.from, { yuan: "" }), from_is: last?.from_is ?? "以上", then: emptied(last?.then, {}) }, join(bands, rows.length, "from"));
  const optional = (path, make, start) => (valueAt(editor.tree, path) === undefined
    ? iconButton("add", editor.t("add"), () => editor.put(path, start, { focus: path }), { data: { addTo: path } })
    : h("span", { class: "re-cell" }, make(), iconButton("remove", editor.t("remove"), () => editor.put(path, undefined, { focus: path }))));
  const body_rows = rows.map((band, at) => {
    const row = join(bands, at);
    const from = join(row, "from_is");
    return h("tr", {}, h("th", { scope: "row" }, at + 1),
      h("td", {}, h("span", { class: "re-cell" }, cell(editor, join(row, "from"), node, `${editor.t("from")} ${at + 1}`), labelled(editor.t("word"), word(editor, from, "ge"), { quiet: true }))),
      h("td", {}, optional(join(row, "until"), () => [cell(editor, join(row, "until"), node, editor.t("until")),
        labelled(editor.t("word"), word(editor, join(row, "until_is"), "lt"), { quiet: true })], emptied(band.from, { yuan: "" }))),
      h("td", {}, cell(editor, join(row, "then"), node, `${editor.t("then")} ${at + 1}`)),
      h("td", {}, iconButton("remove", editor.t("remove"), () => editor.remove(row))));
  });
  const parts = ["on", "step"].map((name) => (name in body
    ? member(editor, join(here, name), shape.properties[name], true, { compact: true, label: name === "on" ? editor.t("onWhat") : editor.t("stepSize") })
    : button(name === "on" ? editor.t("onWhat") : editor.t("stepSize"), () => editor.put(join(here, name), name === "on" ? { fact: "" } : { yuan: "" }, { focus: join(here, name) }), { sign: "add", data: { addTo: join(here, name) } })));
  return h("div", { class: "re-tiers" },
    h("div", { class: "re-line" }, cell(editor, join(here, "of"), node, editor.language.keyName("of")),
      labelled(editor.language.keyName("mode"), choice(editor, join(here, "mode"), { values: shape.properties.mode.enum, key: "mode" }))),
    h("div", { class: "re-line" }, parts),
    table(heads("#", editor.t("from"), editor.t("untilHead"), editor.t("then"), ""), h("tbody", {}, body_rows)),
    button(editor.t("addBand"), add, { sign: "add", data: { addTo: bands } }));
}

function pairs(editor, here, { shape, node }) {
  const body = valueAt(editor.tree, here);
  const rows = join(here, "rows");
  const pays = "then" in shape.properties.rows.items.properties;
  const lastRow = body.rows.at(-1);
  const measures = body.measures.map((_, at) => h("th", { scope: "col" }, cell(editor, join(here, "measures", at), node, `${editor.language.keyName("measures")} ${at + 1}`),
    body.measures.length > 1 ? iconButton("remove", editor.t("remove"), () => dropColumn(editor, here, at)) : null));
  const lines = body.rows.map((row, number) => h("tr", {}, row.tests.map((_, at) => {
    const test = join(rows, number, "tests", at);
    return h("td", {}, h("span", { class: "re-cell" }, labelled(editor.t("word"), word(editor, join(test, "is")), { quiet: true }), cell(editor, join(test, "value"), node, `${number + 1}·${at + 1}`)));
  }), pays ? h("td", {}, cell(editor, join(rows, number, "then"), node, `${editor.t("then")} ${number + 1}`)) : null, h("td", {}, rowTools(editor, join(rows, number)))));
  const addRow = () => {
    const tests = body.measures.map((_, at) => ({ is: lastRow?.tests[at]?.is ?? "以上", value: emptied(lastRow?.tests[at]?.value, {}) }));
    editor.insert(rows, body.rows.length, pays ? { tests, then: emptied(lastRow?.then, { yuan: "" }) } : { tests }, join(rows, body.rows.length, "tests", 0));
  };
  const addColumn = () => {
    const grown = { ...body, measures: [...body.measures, { fact: "" }], rows: body.rows.map((row) => ({ ...row, tests: [...row.tests, { is: "以上", value: {} }] })) };
    editor.put(here, grown, { focus: join(here, "measures", body.measures.length) });
  };
  return h("div", {}, pays ? labelled(editor.language.keyName("hit"), choice(editor, join(here, "hit"), { values: shape.properties.hit.enum, key: "hit" })) : null,
    table(h("thead", {}, h("tr", {}, measures, pays ? h("th", { scope: "col" }, editor.t("then")) : null, h("td", {}))), h("tbody", {}, lines)),
    h("div", { class: "re-adds" }, button(editor.t("addRow"), addRow, { sign: "add", data: { addTo: rows } }), button(editor.t("addColumn"), addColumn, { sign: "add", data: { addTo: join(here, "measures") } })));
}

function dropColumn(editor, here, at) {
  const body = valueAt(editor.tree, here);
  const without = (parts) => parts.filter((_, index) => index !== at);
  editor.put(here, { ...body, measures: without(body.measures), rows: body.rows.map((row) => ({ ...row, tests: without(row.tests) })) }, { focus: here });
}

// The start of a row or column of a grid: from a number on, or for codes.
function axis(editor, path, node, measure) {
  const band = valueAt(editor.tree, path);
  const start = join(path, "from");
  const codes = join(path, "codes");
  if (!("from" in band) && !("codes" in band)) {
    return h("span", { class: "re-cell" }, button(editor.t("from"), () => editor.put(start, { yuan: "" }, { focus: start })), button(editor.language.keyName("codes"), () => editor.put(codes, [], { focus: codes })));
  }
  const drop = (name) => iconButton("remove", editor.t("remove"), () => editor.put(join(path, name), undefined, { focus: path }));
  const codeSet = editor.language.factOf(measure?.fact)?.codeSet;
  const chosen = () => (codeSet ? codePicker(editor, codes, { codeSet, label: editor.language.keyName("codes") })
    : labelled(editor.language.keyName("codes"), texts(editor, codes) ?? h("code", { data: { path: codes } }, JSON.stringify(band.codes)), { quiet: true }));
  return h("span", { class: "re-cell" },
    "from" in band ? [cell(editor, start, node, editor.t("from")), labelled(editor.t("word"), word(editor, join(path, "from_is"), "ge"), { quiet: true }), drop("from")] : null,
    "codes" in band ? [chosen(), drop("codes")] : null);
}

function grid(editor, here, { node }) {
  const body = valueAt(editor.tree, here);
  const without = (parts, at) => parts.filter((_, index) => index !== at);
  const drop = (name, at) => {
    const cells = name === "rows" ? without(body.cells, at) : body.cells.map((line) => without(line, at));
    editor.put(here, { ...body, [name]: without(body[name], at), cells }, { focus: here });
  };
  const grow = (name) => {
    const fresh = body[name].at(-1)?.codes ? { codes: [] } : { from: emptied(body[name].at(-1)?.from, { yuan: "" }) };
    const cells = name === "rows" ? [...body.cells, body.columns.map(() => ({ yuan: "" }))] : body.cells.map((line) => [...line, { yuan: "" }]);
    editor.put(here, { ...body, [name]: [...body[name], fresh], cells }, { focus: join(here, name, body[name].length) });
  };
  const head = h("thead", {}, h("tr", {}, h("td", {}), body.columns.map((_, at) => h("th", { scope: "col" }, axis(editor, join(here, "columns", at), node, body.across), iconButton("remove", editor.t("remove"), () => drop("columns", at))))));
  const lines = body.rows.map((_, at) => h("tr", {}, h("th", { scope: "row" }, axis(editor, join(here, "rows", at), node, body.down), iconButton("remove", editor.t("remove"), () => drop("rows", at))),
    (body.cells[at] ?? []).map((_, column) => h("td", {}, cell(editor, join(here, "cells", at, column), node, `${at + 1}·${column + 1}`)))));
  return h("div", {}, h("div", { class: "re-line" }, labelled(editor.language.keyName("down"), cell(editor, join(here, "down"), node, editor.language.keyName("down"))),
    labelled(editor.language.keyName("across"), cell(editor, join(here, "across"), node, editor.language.keyName("across")))),
  table(head, h("tbody", {}, lines)),
  h("div", { class: "re-adds" }, button(editor.t("addRow"), () => grow("rows"), { sign: "add" }), button(editor.t("addColumn"), () => grow("columns"), { sign: "add" })));
}

function ladder(editor, here, { shape, node, member }) {
  const body = valueAt(editor.tree, here);
  const steps = join(here, "steps");
  const lines = editor.language.byCode.get(body.of);
  const choices = lines?.fields[body.step_field]?.choices ?? {};
  const stepControl = (path) => {
    const value = valueAt(editor.tree, path);
    if (!Object.keys(choices).length || (value && !(value in choices))) return text(editor, path);
    return h("select", { class: "re-select", data: { path }, on: { change: (event) => editor.type(path, event.target.value) } },
      h("option", { value: "" }, editor.t("choose")), Object.entries(choices).map(([code, name]) => h("option", { value: code, selected: code === value }, name)));
  };
  const rows = body.steps.map((_, at) => h("tr", {}, h("th", { scope: "row" }, at + 1),
    h("td", {}, labelled(editor.t("step"), stepControl(join(steps, at, "step")), { quiet: true })), h("td", {}, cell(editor, join(steps, at, "amount"), node, `${editor.t("then")} ${at + 1}`)),
    h("td", {}, rowTools(editor, join(steps, at)))));
  const name = (key) => editor.language.keyName(key);
  return h("div", {}, h("div", { class: "re-line" }, labelled(name("family"), text(editor, join(here, "family"))), labelled(name("of"), bareFact(editor, join(here, "of"), { want: "items", label: name("of") })),
    labelled(name("step_field"), fieldName(editor, join(here, "step_field"), { label: name("step_field") })), labelled(name("date_field"), fieldName(editor, join(here, "date_field"), { label: name("date_field") })),
    labelled(name("mode"), choice(editor, join(here, "mode"), { values: shape.properties.mode.enum, key: "mode" })),
    "after_lower" in body ? member(editor, join(here, "after_lower"), shape.properties.after_lower, true)
      : button(name("after_lower"), () => editor.put(join(here, "after_lower"), "pays", { focus: join(here, "after_lower") }), { sign: "add" })),
  table(heads("#", editor.t("step"), editor.t("then"), ""), h("tbody", {}, rows)),
  button(editor.t("addRow"), () => editor.insert(steps, body.steps.length, { step: "", amount: { yuan: "" } }, join(steps, body.steps.length, "step")), { sign: "add", data: { addTo: steps } }));
}

function choose(editor, here, { node }) {
  const body = valueAt(editor.tree, here);
  const branches = join(here, "branches");
  const name = (key) => editor.language.keyName(key);
  const cards = body.branches.map((branch, at) => h("li", { class: "re-branch" }, h("div", { class: "re-branch__head" }, `${name("when")} ${at + 1}`, rowTools(editor, join(branches, at))),
    node(editor, join(branches, at, "when"), "condition", { label: name("when") }), h("span", { class: "re-label" }, name("then")), node(editor, join(branches, at, "then"), "expression", { label: name("then") })));
  const add = () => editor.insert(branches, body.branches.length, { when: {}, then: isHole(body.branches.at(-1)?.then) ? {} : emptied(body.branches.at(-1)?.then, {}) }, join(branches, body.branches.length, "when"));
  return h("div", {}, h("ol", { class: "re-branches" }, cards), button(editor.t("addCase2"), add, { sign: "add", data: { addTo: branches } }),
    h("div", { class: "re-part" }, h("span", { class: "re-label" }, name("otherwise")), node(editor, join(here, "otherwise"), "expression", { label: name("otherwise") })));
}

export const TABLES = { tiers, pairs, pairs_hold: pairs, grid, ladder, choose };
