// What a saved case gives besides plain facts: lines, lists, catalogues, series, earlier awards, and what was used up; each as a small table.
import { button, h, iconButton } from "./dom.js";

const OF_KIND = { items: "items", list: "lists", catalogue: "catalogues", series: "series" };
export const DATED = ["items", "lists", "catalogues", "series", "awards", "used"];

export class Dated {
  constructor(cases, given) {
    Object.assign(this, { cases, given, language: cases.language });
  }

  t(name) {
    return this.language.text(name);
  }

  draw() {
    const tables = DATED.flatMap((key) => Object.keys(this.given[key] ?? {}).map((name) => this.table(key, name)));
    return h("div", { class: "re-case__facts" }, h("span", { class: "re-label" }, this.t("caseOther")), tables, this.adding());
  }

  // What may still be given: every register of facts, and the two kinds of history, which are kept by family.
  adding() {
    const offers = this.language.facts.filter((fact) => OF_KIND[fact.kind] && !(fact.code in (this.given[OF_KIND[fact.kind]] ?? {})))
      .map((fact) => [`${OF_KIND[fact.kind]}:${fact.code}`, fact.label]);
    const add = (event) => {
      const [key, name] = event.target.value.split(":");
      if (key) this.put(key, name || this.cases.rule()?.family || this.t("caseFamily"), []);
    };
    const histories = ["awards", "used"].map((key) => [`${key}:`, this.t(key)]);
    return h("select", { class: "re-select re-select--add", "aria-label": this.t("caseOther"), data: { addDated: "" }, on: { change: add } },
      h("option", { value: "" }, `＋ ${this.t("optional")}`), [...offers, ...histories].map(([value, label]) => h("option", { value }, label)));
  }

  put(key, name, rows) {
    this.given[key] = { ...this.given[key], [name]: rows };
    this.cases.keep(true);
  }

  drop(key, name) {
    const { [name]: gone, ...others } = this.given[key];
    if (Object.keys(others).length) this.given[key] = others;
    else delete this.given[key];
    this.cases.keep(true);
  }

  rename(key, from, to) {
    if (!to || to in this.given[key]) return this.cases.keep(true);
    this.given[key] = Object.fromEntries(Object.entries(this.given[key]).map(([name, rows]) => [name === from ? to : name, rows]));
    return this.cases.keep(true);
  }

  table(key, name) {
    const rows = this.given[key][name];
    const head = h("div", { class: "re-case__fact" }, this.title(key, name),
      iconButton("remove", `${this.t("remove")} ${name}`, () => this.drop(key, name)));
    if (!Array.isArray(rows)) return h("section", {}, head, h("code", {}, JSON.stringify(rows)));
    if (key === "used") return h("section", {}, head, this.used(name, rows));
    const columns = this.columns(key, name);
    const add = () => { rows.push({}); this.cases.keep(true); };
    const drawn = rows.map((row, at) => h("tr", {}, columns.map((column) => h("td", {}, this.cell(row, column))),
      h("td", {}, iconButton("remove", this.t("remove"), () => { rows.splice(at, 1); this.cases.keep(true); }))));
    return h("section", { data: { dated: `${key}:${name}` } }, head,
      rows.length ? h("table", { class: "re-dated" }, h("thead", {}, h("tr", {}, columns.map((column) => h("th", { scope: "col" }, column.label)), h("th", {}))), h("tbody", {}, drawn))
        : h("p", { class: "re-hint" }, this.t("caseNone")),
      button(this.t("addRow"), add, { sign: "add", data: { addRowTo: `${key}:${name}` } }));
  }

  // Facts have a name of their own; the history of a family is found by the family's.
  title(key, name) {
    if (key !== "awards" && key !== "used") return h("strong", {}, this.language.byCode.get(name)?.label ?? name);
    return h("label", {}, `${this.t(key)} `, h("input", { type: "text", class: "re-input", "aria-label": this.t("caseFamily"), value: name,
      on: { change: (event) => this.rename(key, name, event.target.value.trim()) } }));
  }

  columns(key, name) {
    const key_ = (one) => this.language.keyName(one);
    const span = [{ name: "from", label: key_("since"), kind: "date" }, { name: "until", label: key_("until"), kind: "date" }];
    const relations = this.language.choices.relation;
    switch (key) {
      case "lists": return span;
      case "catalogues": return [{ name: "code", label: key_("codes") }, ...span];
      case "series": return [...span, { name: "value", label: key_("value") }];
      case "awards": return [{ name: "amount", label: key_("amount") }, { name: "awarded_on", label: this.t("caseAwardedOn"), kind: "date" }, { name: "step", label: key_("step") },
        { name: "level", label: key_("level") }, { name: "period", label: key_("period") }, { name: "relation", label: this.t("caseRelation"), choices: relations }];
      default: {
        const fields = Object.entries(this.language.byCode.get(name)?.fields ?? {});
        return fields.map(([field, one]) => ({ name: field, label: one.unit ? `${one.label}（${one.unit}）` : one.label, kind: one.kind, choices: one.choices }));
      }
    }
  }

  cell(row, { name, label, kind, choices }) {
    const set = (value) => { if (value === "" || value === undefined) delete row[name]; else row[name] = value; this.cases.keep(); };
    const offered = kind === "flag" ? { true: this.t("yes"), false: this.t("no") } : choices ?? {};
    if (Object.keys(offered).length === 0) {
      return h("input", { type: kind === "date" ? "date" : "text", class: "re-input re-input--value", "aria-label": label, value: row[name] ?? "", on: { input: (event) => set(event.target.value.trim()) } });
    }
    const choose = (event) => set(kind === "flag" && event.target.value ? event.target.value === "true" : event.target.value);
    return h("select", { class: "re-select", "aria-label": label, on: { change: choose } }, h("option", { value: "" }, "—"),
      Object.entries(offered).map(([code, shown]) => h("option", { value: code, selected: code === String(row[name]) }, shown)));
  }

  used(name, keys) {
    const type = (event) => { this.given.used[name] = event.target.value.split(/[、,，;；\s]+/).filter(Boolean); this.cases.keep(); };
    return h("input", { type: "text", class: "re-input", "aria-label": this.t("used"), placeholder: this.t("codesHint"), value: keys.join("、"), on: { input: type } });
  }
}
