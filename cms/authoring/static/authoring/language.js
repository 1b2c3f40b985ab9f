// The rule language as the house publishes it: schema, names, facts; and what follows from them.
import { isHole, isPlain, keysOf, tagOf, valueAt } from "./document.js";

const NUMERIC = ["money", "number", "ratio", "count"];
export const CONSTANTS = ["yuan", "ratio", "number", "date", "code"];

export class Language {
  constructor(published) {
    Object.assign(this, published);
    this.byCode = new Map(this.facts.map((fact) => [fact.code, fact]));
    this.bodies = {};
    for (const family of ["condition", "expression"]) {
      const nodes = this.schema.$defs[family].oneOf.map((node) => Object.entries(node.properties)[0]);
      this.bodies[family] = new Map(nodes);
    }
    this.version = this.schema.properties.rule.const;
    this.factPattern = this.bodies.expression.get("fact").pattern;
    this.periodPattern = this.bodies.condition.get("assessing").items.pattern;
    this.sharePattern = this.schema.properties.funding.items.properties.share.pattern;
    this.decimalPattern = this.bodies.expression.get("yuan").pattern;
  }

  // Official codes to choose from, and what codes are called.
  async codes(asked) {
    const answer = await fetch(`${this.codesAddress}?${new URLSearchParams(asked)}`, { headers: { "X-Requested-With": "XMLHttpRequest" } });
    return answer.ok ? answer.json() : { rows: [], way: [], names: {} };
  }

  text(name) {
    return this.texts[name] ?? name;
  }

  names(family) {
    return family === "condition" ? this.conditions : this.expressions;
  }

  // What a shape of the schema is, in one word that says how it is edited.
  formOf(shape) {
    if (shape.$ref) return shape.$ref.slice(shape.$ref.lastIndexOf("/") + 1);
    if (shape.enum) return shape.enum.includes("以上") ? "word" : "choice";
    if (shape.type === "array") return "list";
    if (shape.type === "object") return "record";
    if (shape.type === "integer") return "integer";
    if (shape.format === "date") return "day";
    if (shape.pattern === this.factPattern) return "fact";
    if (shape.pattern === this.periodPattern) return "period";
    if (shape.pattern === this.decimalPattern) return "decimal";
    if (shape.pattern === this.sharePattern) return "part";
    return "text";
  }

  choiceName(key, value) {
    return this.choices[key]?.[value] ?? value;
  }

  keyName(key) {
    return this.keys[key] ?? key;
  }

  // The least that can stand for a shape until it is filled in.
  blank(shape) {
    switch (this.formOf(shape)) {
      case "condition": case "expression": return {};
      case "list": return [];
      case "record": return Object.fromEntries(shape.required.map((key) => [key, this.blank(shape.properties[key])])
        .filter(([, value]) => value !== undefined));
      case "choice": return undefined;
      case "word": return "以上";
      case "integer": return 0;
      default: return "";
    }
  }

  // A new node of a kind, with the places that matter first.
  node(family, tag, kept) {
    const inner = kept && !isHole(kept) ? kept : { fact: "" };
    switch (tag) {
      case "all": case "any": case "none": return { [tag]: [] };
      case "compare": return { compare: { left: { fact: "" }, is: "以上", right: {} } };
      case "one_of": return { one_of: { of: { fact: "" }, codes: [] } };
      case "starts_with": return { starts_with: { of: { fact: "enterprise.industry" }, codes: [], code_set: "GB/T 4754-2017" } };
      case "listed": return { listed: { on_list: "", on: { day: "decided_on" } } };
      case "catalogued": return { catalogued: { of: { fact: "enterprise.industry" }, catalogue: "", on: { day: "decided_on" } } };
      case "known": return { known: [""] };
      case "yuan": case "ratio": case "number": case "date": case "code": case "fact": case "field": return { [tag]: "" };
      case "day": return { day: "decided_on" };
      case "elapsed": return { elapsed: { since: { fact: "enterprise.founded_on" }, until: { day: "decided_on" } } };
      case "add": case "max": case "min": case "subtract": case "divide": return { [tag]: [kept ?? {}, {}] };
      case "multiply": return { multiply: [{ ratio: "" }, inner] };
      case "whole_steps": return { whole_steps: { of: inner, step: { yuan: "" } } };
      case "cap": return { cap: { of: kept ?? {}, limit: { yuan: "" } } };
      case "tiers": return { tiers: { of: inner, bands: [{ from: { yuan: "" }, from_is: "以上", then: {} }] } };
      case "choose": return { choose: { branches: [{ when: {}, then: kept ?? {} }], otherwise: { yuan: "0" } } };
      case "pairs": return { pairs: { measures: [inner], rows: [{ tests: [{ is: "以上", value: {} }], then: { yuan: "" } }] } };
      case "pairs_hold": return { pairs_hold: { measures: [{ fact: "" }], rows: [{ tests: [{ is: "以上", value: {} }] }] } };
      case "grid": return { grid: { down: inner, across: { fact: "" }, rows: [{}], columns: [{}], cells: [[{ yuan: "" }]] } };
      case "ladder": return { ladder: { family: "", of: "", step_field: "", date_field: "", steps: [{ step: "", amount: { yuan: "" } }] } };
      default: {
        const blank = this.blank(this.bodies[family].get(tag));
        if (isPlain(blank) && "of" in blank && isPlain(blank.of)) blank.of = inner;
        return { [tag]: blank };
      }
    }
  }

  // A fact by the text of a fact node: code, or code and period in brackets.
  factOf(text) {
    return this.byCode.get(String(text ?? "").split("[")[0]);
  }

  // The definition of the lines that surround a place.
  linesAround(tree, path) {
    const keys = keysOf(path);
    for (let end = keys.length; end > 0; end -= 1) {
      if (["lines", "ladder", "first_ever"].includes(keys[end - 1])) {
        const here = `/${keys.slice(0, end).join("/")}`;
        return this.byCode.get(valueAt(tree, here)?.of);
      }
    }
    return undefined;
  }

  // What is known of a fact or of a field of the lines around a place.
  definitionOf(tree, path, node) {
    const tag = tagOf(node);
    if (tag === "fact") return this.factOf(node.fact);
    return tag === "field" ? this.linesAround(tree, path)?.fields[node.field] : undefined;
  }

  // What a code at a place is compared with: the other side of its comparison, or what the column of its table measures.
  comparedAt(tree, path) {
    const sides = /^(.*\/compare\/)(left|right)\/code$/.exec(path);
    if (sides) return this.definitionOf(tree, path, valueAt(tree, sides[1] + (sides[2] === "left" ? "right" : "left")));
    const test = /^(.*)\/rows\/\d+\/tests\/(\d+)\/value\/code$/.exec(path);
    return test ? this.definitionOf(tree, path, valueAt(tree, `${test[1]}/measures/${test[2]}`)) : undefined;
  }

  // What earlier awards are known by: families on record, and of one family its levels and steps, with those of the ladders of this rule.
  awardsKnown(tree, what, family) {
    if (what === "family") return Object.keys(this.awards).map((name) => [name, name]);
    const found = new Map((this.awards[family]?.[what] ?? []).map((one) => [one, one]));
    const look = (value) => {
      if (Array.isArray(value)) value.forEach(look);
      else if (isPlain(value)) {
        const ladder = value.ladder;
        if (what === "steps" && isPlain(ladder) && ladder.family === family) {
          const names = this.byCode.get(ladder.of)?.fields[ladder.step_field]?.choices ?? {};
          for (const code of [...(ladder.steps ?? []).map((one) => one.step).filter(Boolean), ...Object.keys(names)]) found.set(code, names[code] ?? code);
        }
        Object.values(value).forEach(look);
      }
    };
    look(tree);
    return [...found];
  }

  // The kind of value an expression has, as far as it can be told.
  kindOf(tree, path, node) {
    const tag = tagOf(node);
    const body = node?.[tag];
    switch (tag) {
      case "yuan": return "money";
      case "ratio": case "growth": case "series": return "ratio";
      case "number": case "elapsed": case "whole_steps": return "number";
      case "date": case "day": case "shifted_day": return "date";
      case "code": return "code";
      case "fact": return this.factOf(body)?.kind;
      case "field": return this.linesAround(tree, path)?.fields[body]?.kind;
      case "over_periods": return this.byCode.get(body.of)?.kind;
      case "lines": return body.take === "count" ? "number" : "money";
      case "divide": return "ratio";
      case "multiply": return body.some((part) => this.kindOf(tree, path, part) === "money") ? "money" : "number";
      case "add": case "subtract": case "max": case "min": return body.length ? this.kindOf(tree, path, body[0]) : undefined;
      case "": return undefined;
      default: return "money";
    }
  }

  // An empty constant to compare a value of this kind with.
  constantFor(kind) {
    const tag = { money: "yuan", ratio: "ratio", number: "number", count: "number", date: "date", code: "code", text: "code" }[kind];
    return tag ? { [tag]: "" } : {};
  }

  fits(fact, want) {
    if (!want) return !["list", "catalogue", "items", "series"].includes(fact.kind);
    if (want === "number") return NUMERIC.includes(fact.kind);
    return fact.kind === want;
  }
}
