// The saved cases: facts and the verdict they must give, as forms over the JSON that is stored.
import { copyOf } from "./document.js";
import { button, freshId, h, iconButton } from "./dom.js";
import { labelled, periodNames } from "./controls.js";
import { Dated } from "./dated.js";
import { picker } from "./facts.js";

// The period a fact is first given for: of the house's own year.
const firstPeriod = (language, grain) => ({ none: "", year: "[Y]", quarter: "[YQ1]", month: "[Y-01]" })[grain].replace("Y", language.today.slice(0, 4));

export class Cases {
  constructor(root, area, language, { changed, tree }) {
    Object.assign(this, { root, area, language, changed, rule: tree, results: [] });
    this.tree = null; // the pickers ask for a tree: here there is none
    try {
      this.list = JSON.parse(area.value || "[]");
    } catch {
      this.list = [];
    }
    this.draw();
  }

  t(name) {
    return this.language.text(name);
  }

  keep(redraw = false) {
    this.area.value = JSON.stringify(this.list);
    this.area.dispatchEvent(new Event("change", { bubbles: true }));
    if (redraw) this.draw();
    this.changed();
  }

  show(results) {
    this.results = results;
    [...this.root.querySelectorAll("[data-result]")].forEach((place, at) => this.mark(place, results[at]));
  }

  mark(place, result) {
    place.className = `re-case__result${result ? (result.holds ? " is-held" : " is-broken") : ""}`;
    const first = result?.problems?.[0];
    place.textContent = !result ? "" : result.holds ? `✓ ${this.t("caseHolds")}` : `✗ ${this.t("caseFails")}：${first ? `${first.path} ${first.message}` : `${this.t("caseFound")} ${result.found}`}`;
  }

  draw() {
    const add = () => {
      this.list.push({ name: `${this.t("cases")} ${this.list.length + 1}`, given: { on: this.language.today, facts: {} }, outcome: "met" });
      this.keep(true);
      this.root.querySelector(".re-case:last-of-type input")?.focus();
    };
    this.root.replaceChildren(h("p", { class: "re-hint" }, this.t("casesHint")), ...this.list.map((one, at) => this.one(one, at)), button(this.t("addCase"), add, { sign: "add", data: { addCase: "" } }));
    this.show(this.results);
  }

  one(one, at) {
    one.given ??= {};
    one.given.facts ??= {};
    const line = (label, value, set, type = "text") => labelled(label, h("input", { type, class: "re-input", value: value ?? "", on: { input: (event) => { set(event.target.value); this.keep(); } } }));
    const optional = (place, key) => (value) => { if (value) place[key] = value; else delete place[key]; };
    const outcome = h("select", { class: "re-select", on: { change: (event) => { one.outcome = event.target.value; this.keep(); } } },
      ["met", "unmet", "unknown"].map((name) => h("option", { value: name, selected: name === one.outcome }, this.t(name))));
    const drop = () => { this.list.splice(at, 1); this.keep(true); };
    const twin = () => { this.list.splice(at + 1, 0, copyOf(one)); this.keep(true); };
    return h("section", { class: "re-case", "aria-label": one.name }, h("div", { class: "re-case__head" },
      line(this.t("caseName"), one.name, (value) => { one.name = value; }),
      h("span", { class: "re-tools" }, iconButton("copy", this.t("copy"), twin), iconButton("remove", this.t("remove"), drop))),
    h("div", { class: "re-line" }, line(this.t("caseOn"), one.given.on, optional(one.given, "on"), "date"), line(this.t("caseAssessed"), one.given.assessed, optional(one.given, "assessed")),
      line(this.t("caseApplied"), one.given.applied_on, optional(one.given, "applied_on"), "date"), labelled(this.t("caseOutcome"), outcome), line(this.t("caseAmount"), one.amount, optional(one, "amount"))),
    this.facts(one), new Dated(this, one.given).draw(), h("p", { class: "re-case__result", role: "status", data: { result: "" } }));
  }

  facts(one) {
    const given = one.given.facts;
    const rename = (from, to) => { one.given.facts = Object.fromEntries(Object.entries(given).map(([key, value]) => [key === from ? to : key, value])); this.keep(true); };
    const rows = Object.keys(given).map((key) => this.fact(one, key, rename));
    const add = () => { given[""] = ""; this.keep(true); };
    const fill = () => {
      for (const code of this.codesOfRule()) {
        const fact = this.language.byCode.get(code);
        const name = code + firstPeriod(this.language, fact.grain);
        if (!Object.keys(given).some((key) => key.split("[")[0] === code)) given[name] = fact.kind === "flag" ? false : "";
      }
      this.keep(true);
    };
    return h("div", { class: "re-case__facts" }, h("span", { class: "re-label" }, this.t("caseFacts")), rows, h("div", { class: "re-adds" }, button(this.t("caseAddFact"), add, { sign: "add" }), button(this.t("caseFromRule"), fill)));
  }

  // The plain facts a rule speaks of, in their order.
  codesOfRule() {
    const text = JSON.stringify(this.rule() ?? {});
    const plain = this.language.facts.filter((fact) => this.language.fits(fact, undefined));
    return plain.map((fact) => fact.code).filter((code) => text.includes(`"${code}"`) || text.includes(`"${code}[`));
  }

  fact(one, key, rename) {
    const [code, rest] = key.split("[");
    const known = this.language.byCode.get(code);
    const offers = this.language.facts.filter((fact) => this.language.fits(fact, undefined));
    const pick = picker(this, { path: `case:${key}`, code, offers, choose: (picked) => rename(key, picked + firstPeriod(this.language, this.language.byCode.get(picked).grain)) });
    const list = freshId();
    const period = known && known.grain !== "none" ? h("input", { type: "text", class: "re-input re-input--period", "aria-label": this.t("period"), value: (rest ?? "").replace(/\]$/, ""),
      on: { change: (event) => rename(key, event.target.value ? `${code}[${event.target.value}]` : code) } }) : null;
    const drop = () => { delete one.given.facts[key]; this.keep(true); };
    return h("div", { class: "re-case__fact" }, pick, period, period ? periodNames(this, list, "none") : null, this.value(one, key, known), iconButton("remove", this.t("remove"), drop));
  }

  value(one, key, known) {
    const given = one.given.facts;
    const value = given[key];
    const set = (event) => { if (event.target.value === "") given[key] = null; else given[key] = known?.kind === "flag" ? event.target.value === "true" : event.target.value; this.keep(); };
    const options = known?.kind === "flag" ? { true: this.t("yes"), false: this.t("no") } : known?.choices ?? {};
    const label = known?.label ?? key;
    if (value !== null && typeof value === "object") return h("code", {}, JSON.stringify(value));
    if (Object.keys(options).length === 0) {
      return h("input", { type: known?.kind === "date" ? "date" : "text", class: "re-input re-input--value", "aria-label": label, placeholder: known?.unit ?? "", value: value ?? "", on: { input: set } });
    }
    return h("select", { class: "re-select", "aria-label": label, on: { change: set } }, h("option", { value: "" }, this.t("missing")),
      Object.entries(options).map(([code, name]) => h("option", { value: code, selected: code === String(value) }, name)));
  }
}
