// Wakes the rule editor in the page editor: the visual tab over the text, problems and plain words beside, simulation beneath.
import { drawChart } from "../house/charts.js";
import { Aside } from "./aside.js";
import { Cases } from "./cases.js";
import { copyOf } from "./document.js";
import { h } from "./dom.js";
import { Editor } from "./editor.js";
import { Language } from "./language.js";
import { Asker } from "./live.js";
import { paragraphs } from "./paragraphs.js";

const CHECK_PAUSE = 400;
const SIMULATE_PAUSE = 700;
const valueOf = (id) => document.getElementById(id)?.value ?? "";

class Workshop {
  constructor(root, language) {
    Object.assign(this, { root, language });
    this.area = root.querySelector("textarea");
    const away = (isAway) => { this.away.hidden = !isAway; };
    this.checker = new Asker(root.dataset.check, CHECK_PAUSE, away);
    this.simulator = new Asker(root.dataset.simulate, SIMULATE_PAUSE, away);
    this.build();
    const places = { changed: () => this.changed(), begin: () => this.begin() };
    this.editor = new Editor(this.visual, language, places);
    this.aside = new Aside(this.beside, (name) => language.text(name), (path) => this.jump(path));
    const cases = document.querySelector("[data-rule-cases]");
    this.cases = cases ? new Cases(cases.querySelector("[data-cases]"), cases.querySelector("textarea"), language, { changed: () => this.check(), tree: () => this.editor.tree }) : null;
    this.area.addEventListener("input", () => this.typed());
    for (const name of ["budget_line", "once_per", "channel"]) document.getElementById(`id_${name}`)?.addEventListener("change", () => this.check());
    this.checker.now(this.asked({ text: this.area.value }), (answer) => this.opened(answer), () => this.show("text"));
  }

  build() {
    const t = (name) => this.language.text(name);
    const tab = (name) => h("button", { type: "button", role: "tab", class: "re-tab", id: `re-tab-${name}`, "aria-controls": `re-panel-${name}`, data: { tab: name }, on: { click: () => this.show(name), keydown: (event) => this.tabbed(event) } }, t(name));
    this.tabs = { visual: tab("visual"), text: tab("text") };
    this.visual = h("div", { class: "re-tree" });
    this.beside = h("aside", { class: "re-beside" });
    this.notice = h("p", { class: "re-notice", role: "status", hidden: true });
    this.away = h("p", { class: "re-notice", role: "status", hidden: true }, t("failed"));
    this.panels = { visual: h("div", { class: "re-panel", role: "tabpanel", id: "re-panel-visual", "aria-labelledby": "re-tab-visual" }, this.visual), text: this.root.querySelector("[data-text]") };
    Object.assign(this.panels.text, { id: "re-panel-text" });
    this.panels.text.setAttribute("role", "tabpanel");
    this.panels.text.setAttribute("aria-labelledby", "re-tab-text");
    this.simulation = this.root.querySelector("[data-simulation]");
    this.clauses = h("datalist", { id: "re-clauses" });
    const main = h("div", { class: "re-main" }, this.away, this.notice, this.panels.visual, this.panels.text);
    this.root.prepend(h("div", { class: "re-tabs", role: "tablist" }, this.tabs.visual, this.tabs.text), h("div", { class: "re-columns" }, main, this.beside), this.clauses);
    this.show("visual");
  }

  show(name) {
    this.shown = name;
    for (const [key, tab] of Object.entries(this.tabs)) {
      tab.setAttribute("aria-selected", String(key === name));
      tab.tabIndex = key === name ? 0 : -1;
      this.panels[key].hidden = key !== name;
    }
  }

  tabbed(event) {
    if (!["ArrowLeft", "ArrowRight"].includes(event.key)) return;
    const name = this.shown === "visual" ? "text" : "visual";
    this.show(name);
    this.tabs[name].focus();
  }

  asked(more) {
    return { ...more, cases: this.cases?.list ?? [], body: paragraphs(), policy: valueOf("id_code"), once_per: valueOf("id_once_per"), channel: valueOf("id_channel"), budget_line: valueOf("id_budget_line") };
  }

  opened(answer) {
    const readable = answer.rule === null || (typeof answer.rule === "object" && !Array.isArray(answer.rule));
    const parsed = readable && !(answer.rule === null && this.area.value.trim());
    if (parsed) this.editor.load(answer.rule);
    this.notice.textContent = this.language.text("unreadable");
    this.notice.hidden = parsed;
    this.panels.visual.classList.toggle("is-stale", !parsed);
    this.told(answer);
  }

  // A new rule takes its code and its title from the page.
  begin() {
    const code = valueOf("id_code") || "NEW";
    const title = { zh: valueOf("id_title"), en: valueOf("id_title_en") };
    this.editor.change({ rule: this.editor.language.version, code, title, who: { all: [] } }, "/who/all");
  }

  changed() {
    this.keep(JSON.stringify(this.editor.tree, null, 1));
    this.check();
  }

  keep(text) {
    this.area.value = text;
    this.area.dispatchEvent(new Event("change", { bubbles: true }));
  }

  check() {
    const tree = this.editor.tree;
    if (tree === null) return;
    this.checker.ask(this.asked({ rule: copyOf(tree) }), (answer) => {
      if (this.editor.tree === tree && answer.yaml) this.keep(answer.yaml);
      this.told(answer);
    });
  }

  typed() {
    this.checker.ask(this.asked({ text: this.area.value }), (answer) => this.opened(answer));
  }

  told(answer) {
    this.editor.markProblems(answer.problems);
    this.aside.showProblems(answer.problems);
    this.aside.showTold(answer.told);
    this.cases?.show(answer.cases);
    this.clauses.replaceChildren(...answer.clauses.map((one) => h("option", { value: one.name }, one.text)));
    this.sound = answer.rule !== null && !answer.problems.some((one) => one.severity === "error");
    this.simulate();
  }

  simulate() {
    const isEmpty = !this.simulation.firstElementChild || this.simulation.querySelector("[data-later]");
    this.simulation.classList.toggle("is-stale", !this.sound && !isEmpty);
    if (!this.sound) return this.simulateLater();
    if (isEmpty) this.simulation.replaceChildren(h("p", { class: "re-hint", data: { later: "" } }, this.language.text("simulating")));
    this.simulation.setAttribute("aria-busy", "true");
    this.simulator.ask(this.asked({ rule: copyOf(this.editor.tree) }), (html) => {
      this.simulation.removeAttribute("aria-busy");
      this.simulation.innerHTML = html;
      this.simulation.querySelectorAll("[data-chart]").forEach(drawChart);
    }, () => this.simulation.removeAttribute("aria-busy"));
  }

  // What was found before stays to be read, pale, while the rule has errors; at first there is only a word where it will stand.
  simulateLater() {
    this.simulator.drop();
    this.simulation.removeAttribute("aria-busy");
    if (!this.simulation.firstElementChild) this.simulation.replaceChildren(h("p", { class: "re-hint", data: { later: "" } }, this.language.text("simulateLater")));
  }

  jump(path) {
    this.show("visual");
    this.editor.focusOn(path);
  }
}

async function wake() {
  const found = [...document.querySelectorAll("[data-rule-editor]")].filter((one) => !one.dataset.awake);
  if (found.length === 0) return;
  found.forEach((one) => { one.dataset.awake = "1"; });
  const answer = await fetch(found[0].dataset.language, { headers: { "X-Requested-With": "XMLHttpRequest" } });
  if (!answer.ok) return;
  const language = new Language(await answer.json());
  language.codesAddress = found[0].dataset.codes;
  found.forEach((one) => { one.workshop = new Workshop(one, language); });
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", wake);
else wake();
