// The visual editor of one rule: its tree with a history, the acts on it, and its drawing.
import { citedAs, CLAUSE, copyOf, History, isHole, isPlain, join, keysOf, lastOf, parentOf, tagOf, valueAt, withInserted, withMoved, withValue } from "./document.js";
import { button, h, iconButton } from "./dom.js";
import { member } from "./nodes.js";

const GROUPS = ["all", "any", "none"];
const LISTS = ["add", "subtract", "multiply", "divide", "max", "min"];
const TAKES_OF = ["cap", "tiers", "whole_steps", "multiply", "add", "max", "min", "subtract"];
const SECTIONS = [["about", ["code", "title", "family", "text"]], ["who", ["who"]], ["amount", ["amount", "amount_is"]], ["cycle", ["assessed", "once_per"]]];
const FOCUSABLE = "input, select, textarea, button";

// What later versions of the language brought, the newest first: shares as fractions, a clause beside a node, the terms of a group.
const SINCE = [[4, /"share":"\d+\/\d/], [3, new RegExp(`"${CLAUSE}":`)], [2, /"within_group":/]];

export class Editor {
  constructor(root, language, { changed, begin }) {
    Object.assign(this, { root, language, changed, begin, problems: [], folded: new Set(["more"]) });
    this.history = new History(null);
    root.addEventListener("keydown", (event) => this.keyed(event));
  }

  get tree() {
    return this.history.tree;
  }

  t(name) {
    return this.language.text(name);
  }

  load(tree) {
    this.history = new History(copyOf(tree) ?? null);
    this.draw();
  }

  // The rule as it stands, for whoever keeps it.
  saved() {
    return copyOf(this.tree);
  }

  /* --- acts: each makes a new tree --- */

  type(path, value) {
    this.history.change(this.dated(withValue(this.tree, path, value)), true);
    this.changed();
  }

  change(changed, focus) {
    this.history.change(this.dated(changed));
    this.draw(focus);
    this.changed();
  }

  // A rule that says what only a later version of the language knows is of that version.
  dated(tree) {
    if (!tree) return tree;
    const text = JSON.stringify(tree);
    const [needed] = SINCE.find(([, brought]) => brought.test(text)) ?? [0];
    return needed > (tree.rule ?? 0) ? { ...tree, rule: needed } : tree;
  }

  put(path, value, { focus = path } = {}) {
    this.change(withValue(this.tree, path, value), focus);
  }

  insert(listPath, index, value, focus = join(listPath, index)) {
    this.change(withInserted(this.tree, listPath, index, value), focus);
  }

  remove(path) {
    const list = parentOf(path);
    const left = valueAt(this.tree, list).length - 1;
    const at = Math.min(Number(lastOf(path)), left - 1);
    this.change(withValue(this.tree, path, undefined), left ? join(list, at) : list);
  }

  duplicate(path) {
    this.insert(parentOf(path), Number(lastOf(path)) + 1, copyOf(valueAt(this.tree, path)));
  }

  move(path, by) {
    const list = parentOf(path);
    const from = Number(lastOf(path));
    const to = from + by;
    if (to < 0 || to >= valueAt(this.tree, list).length) return;
    this.change(withMoved(this.tree, list, from, to), join(list, to));
  }

  // A condition leaves its group for the group around it, and enters the group before it.
  canLeave(path) {
    const around = parentOf(parentOf(path));
    return GROUPS.includes(lastOf(parentOf(path))) && Array.isArray(valueAt(this.tree, parentOf(around)));
  }

  leave(path) {
    if (!this.canLeave(path)) return;
    const moved = valueAt(this.tree, path);
    const around = parentOf(parentOf(path));
    const without = withValue(this.tree, path, undefined);
    const at = Number(lastOf(around)) + 1;
    this.change(withInserted(without, parentOf(around), at, moved), join(parentOf(around), at));
  }

  groupBefore(path) {
    const at = Number(lastOf(path));
    const before = at > 0 ? join(parentOf(path), at - 1) : "";
    const tag = before ? tagOf(valueAt(this.tree, before)) : "";
    return GROUPS.includes(tag) ? join(before, tag) : "";
  }

  canEnter(path) {
    return Boolean(this.groupBefore(path));
  }

  enter(path) {
    const group = this.groupBefore(path);
    if (!group) return;
    const at = valueAt(this.tree, group).length;
    const grown = withInserted(this.tree, group, at, valueAt(this.tree, path));
    this.change(withValue(grown, path, undefined), join(group, at));
  }

  wrap(path, family, tag) {
    if (!tag) return;
    const inner = valueAt(this.tree, path);
    if (family === "condition") return this.put(path, { [tag]: [inner] });
    const { [CLAUSE]: gone, ...bare } = inner; // the clause is the amount's, whatever is put around it
    return this.put(path, citedAs(this.language.node(family, tag, bare), inner));
  }

  // What would take the place of a node that is taken off: its only condition, or what it is about.
  innerOf(path) {
    const value = valueAt(this.tree, path);
    const body = value?.[tagOf(value)];
    if (GROUPS.includes(tagOf(value)) || LISTS.includes(tagOf(value))) return body[0];
    return tagOf(value) === "cap" ? body.of : undefined;
  }

  canUnwrap(path) {
    return isPlain(this.innerOf(path));
  }

  unwrap(path) {
    const value = valueAt(this.tree, path);
    const list = parentOf(path);
    if (GROUPS.includes(tagOf(value)) && Array.isArray(valueAt(this.tree, list))) {
      const parts = [...valueAt(this.tree, list)];
      parts.splice(Number(lastOf(path)), 1, ...value[tagOf(value)]);
      this.change(withValue(this.tree, list, parts), path);
    } else this.put(path, this.innerOf(path));
  }

  // A node becomes one of another kind; what both have is kept.
  turn(path, family, tag) {
    if (!tag) return;
    const value = valueAt(this.tree, path);
    const before = tagOf(value);
    const body = value?.[before];
    if ([GROUPS, LISTS].some((kin) => kin.includes(before) && kin.includes(tag))) return this.put(path, citedAs({ [tag]: body }, value));
    const kept = family === "expression" && TAKES_OF.includes(tag) && !isHole(value) ? value : undefined;
    const about = before === "cap" || before === "tiers" || before === "whole_steps" ? body.of : kept;
    return this.put(path, citedAs(this.language.node(family, tag, TAKES_OF.includes(tag) ? about : undefined), value));
  }

  // A fact is picked: what stands beside it becomes what such a fact is compared with.
  pickFact(path, text) {
    let tree = withValue(this.tree, path, text);
    let focus = path;
    const picked = this.language.factOf(text);
    const compared = /^(.*)\/compare\/left\/fact$/.exec(path);
    const tiered = /^(.*\/tiers)\/of\/fact$/.exec(path);
    if (compared) [tree, focus] = this.fitted(tree, compared[1], picked, text, path);
    if (tiered) tree = this.fittedBands(tree, `${tiered[1]}/bands`, picked);
    this.change(tree, focus);
  }

  fitted(tree, here, picked, text, path) {
    const becomes = (node) => withValue(tree, here, citedAs(node, valueAt(tree, here)));
    if (picked?.kind === "flag") return [becomes({ holds: text }), join(here, "holds")];
    if (picked?.kind === "code" && Object.keys(picked.choices).length) return [becomes({ one_of: { of: { fact: text }, codes: [] } }), join(here, "one_of", "codes")];
    if (picked?.codeSet) return [becomes({ starts_with: { of: { fact: text }, codes: [], code_set: picked.codeSet } }), join(here, "starts_with", "codes")];
    const right = join(here, "compare", "right");
    const fitting = this.language.constantFor(picked?.kind);
    return [this.isBlank(valueAt(tree, right)) ? withValue(tree, right, fitting) : tree, path];
  }

  fittedBands(tree, bands, picked) {
    const fitting = this.language.constantFor(picked?.kind);
    return valueAt(tree, bands).reduce((whole, band, at) => (this.isBlank(band.from) ? withValue(whole, join(bands, at, "from"), fitting) : whole), tree);
  }

  isBlank(node) {
    return isHole(node) || node === undefined || Object.values(node)[0] === "";
  }

  undo() {
    if (this.history.undo()) this.redrawn();
  }

  redo() {
    if (this.history.redo()) this.redrawn();
  }

  redrawn() {
    this.draw();
    this.changed();
  }

  /* --- keys --- */

  keyed(event) {
    const place = event.target.closest("[data-node]");
    const typing = event.target.matches("input[type=text], textarea");
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" && !typing) {
      event.preventDefault();
      if (event.shiftKey) this.redo();
      else this.undo();
    }
    if (!event.altKey || event.ctrlKey || !place) return;
    const path = this.listed(place);
    const acts = { ArrowUp: () => this.move(path, -1), ArrowDown: () => this.move(path, 1), ArrowLeft: () => this.leave(path), ArrowRight: () => this.enter(path),
      k: () => this.duplicate(path), Delete: () => this.remove(path), n: () => this.insert(parentOf(path), Number(lastOf(path)) + 1, {}) };
    const act = acts[event.key] ?? acts[event.code === "KeyK" ? "k" : event.code === "KeyN" ? "n" : ""];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    if (path) act();
  }

  // The nearest place around an element that is one of a list.
  listed(place) {
    for (let one = place; one; one = one.parentElement?.closest("[data-node]")) {
      const path = one.dataset.node;
      if (Array.isArray(valueAt(this.tree, parentOf(path)))) return path;
    }
    return "";
  }

  /* --- drawing --- */

  draw(focus) {
    if (this.tree === null) {
      this.root.replaceChildren(h("div", { class: "re-empty" }, h("p", {}, this.t("empty")), button(this.t("start"), this.begin, { sign: "add", class: "re-button re-button--first", data: { start: "" } })));
      return;
    }
    const shape = this.language.schema;
    const placed = SECTIONS.flatMap(([, keys]) => keys);
    const rest = Object.keys(shape.properties).filter((key) => key !== "rule" && !placed.includes(key));
    this.root.replaceChildren(this.bar(), ...SECTIONS.map(([name, keys]) => this.section(name, keys)), this.section("more", rest));
    this.markProblems(this.problems);
    if (focus !== undefined) this.focusOn(focus);
  }

  bar() {
    return h("div", { class: "re-bar" }, iconButton("undo", this.t("undo"), () => this.undo()), iconButton("redo", this.t("redo"), () => this.redo()), h("span", { class: "re-hint" }, this.t("keys")));
  }

  section(name, keys) {
    const shape = this.language.schema;
    const present = keys.filter((key) => key in this.tree || shape.required.includes(key) || key === "who");
    const absent = keys.filter((key) => !present.includes(key));
    const parts = present.map((key) => this.part(name, key));
    const add = (event) => {
      const inner = shape.properties[event.target.value];
      if (inner) this.put(join("", event.target.value), inner.enum ? inner.enum[0] : this.language.blank(inner));
    };
    const adding = name === "amount" && absent.includes("amount") ? button(this.t("addAmount"), () => this.put("/amount", {}), { sign: "add", data: { addTo: "/amount" } }) : null;
    const others = absent.filter((key) => key !== "amount");
    const select = others.length ? h("select", { class: "re-select re-select--add", "aria-label": this.t("optional"), data: { addTo: name }, on: { change: add } },
      h("option", { value: "" }, `＋ ${this.t("optional")}`), others.map((key) => h("option", { value: key }, this.language.keyName(key)))) : null;
    const fold = (event) => (event.target.open ? this.folded.delete(name) : this.folded.add(name));
    return h("details", { class: "re-section", open: !this.folded.has(name) || null, data: { section: name }, on: { toggle: fold } },
      h("summary", {}, this.t(name)), h("div", { class: "re-section__body" }, parts, adding, select, name === "amount" ? h("p", { class: "re-hint" }, this.t("rounding")) : null));
  }

  part(section, key) {
    const shape = this.language.schema.properties[key];
    const only = section === key;
    if (key === "who" && this.tree.who === undefined) return button(this.t("addGroup"), () => this.put("/who", { all: [] }, { focus: "/who/all" }), { sign: "add", data: { addTo: "/who" } });
    const drawn = member(this, join("", key), shape, !this.language.schema.required.includes(key) && key !== "who", { label: this.language.keyName(key) });
    return h("div", { class: `re-root re-root--${key}${only ? " re-root--only" : ""}` }, drawn);
  }

  // The element nearest to a place: itself, or what it lies in.
  nearest(path) {
    const keys = keysOf(path);
    for (let end = keys.length; end > 0; end -= 1) {
      const here = CSS.escape(join("", ...keys.slice(0, end)));
      const found = this.root.querySelector(`[data-node="${here}"], [data-path="${here}"]`);
      if (found) return found;
    }
    return null;
  }

  // The first thing to do at a place gets the focus, its section unfolded.
  focusOn(path) {
    const escaped = CSS.escape(path);
    const inside = this.root.querySelector(`[data-node="${escaped}"]`);
    const found = inside ?? this.root.querySelector(`[data-path="${escaped}"], [data-path^="${escaped}/"], [data-add-to="${escaped}"]`) ?? this.nearest(path);
    if (!found) return;
    for (let fold = found.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    const first = found.matches(FOCUSABLE) ? found : found.querySelector(`[data-path]:not(.re-input--clause):is(${FOCUSABLE})`) ?? found.querySelector(FOCUSABLE);
    first?.focus();
    found.scrollIntoView({ block: "nearest" });
  }

  markProblems(problems) {
    this.problems = problems;
    for (const marked of this.root.querySelectorAll("[data-problem]")) {
      delete marked.dataset.problem;
      marked.removeAttribute("aria-invalid");
    }
    for (const one of problems) {
      const place = this.nearest(one.path);
      if (!place) continue;
      place.dataset.problem = one.severity;
      if (one.severity === "error" && place.matches("input, select, textarea")) place.setAttribute("aria-invalid", "true");
    }
  }
}
