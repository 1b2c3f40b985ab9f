// Beside the tree: what is wrong with the rule, each with its place, and what the rule says in plain words.
import { h } from "./dom.js";

export class Aside {
  constructor(root, t, jump) {
    Object.assign(this, { root, t, jump });
    this.problems = h("div", { class: "re-problems", role: "region", "aria-live": "polite", "aria-label": t("problems") });
    this.told = h("div", { class: "re-told", role: "region", "aria-label": t("told") });
    root.replaceChildren(this.problems, this.told);
  }

  showProblems(problems) {
    const rows = problems.map((one) => h("li", { class: `re-problem re-problem--${one.severity}` },
      h("button", { type: "button", class: "re-problem__jump", data: { jump: one.path }, on: { click: () => this.jump(one.path) } },
        h("span", { class: "re-problem__kind" }, this.t(one.severity)), h("span", {}, `${one.message} ${one.remedy}`), h("code", {}, one.path || "/"))));
    this.problems.replaceChildren(h("h3", {}, `${this.t("problems")}${problems.length ? ` ${problems.length}` : ""}`),
      rows.length ? h("ol", {}, rows) : h("p", { class: "re-fine" }, this.t("noProblems")));
  }

  showTold(lines) {
    const rows = lines.map((line) => h("p", { class: `re-line-told re-line-told--${Math.min(line.depth, 5)}` },
      line.path ? h("button", { type: "button", class: "re-told__jump", on: { click: () => this.jump(line.path) } }, line.text) : line.text));
    this.told.replaceChildren(h("h3", {}, this.t("told")), ...(rows.length ? rows : [h("p", { class: "re-hint" }, this.t("toldLater"))]));
  }
}
