// Official codes: those chosen stand by name and can be taken away; a box finds more by name or code, level by level. `single`: one code alone.
import { valueAt } from "./document.js";
import { freshId, h, iconButton } from "./dom.js";

const PAUSE = 150;
const TYPED = /^[A-Za-z0-9]+([、,，;；\s]+[A-Za-z0-9]+)*[、,，;；\s]*$/;
const SEPARATORS = /[、,，;；\s]+/;

class CodePicker {
  constructor(editor, path, { codeSet, whole = false, single = false, label = "" }) {
    Object.assign(this, { editor, path, codeSet, whole, single, names: {}, rows: [], way: [], at: -1, turn: 0, timer: 0 });
    this.list = freshId();
    this.hint = freshId();
    this.chips = h("ul", { class: "re-chips", "aria-label": label });
    this.input = h("input", { type: "text", class: "re-input re-input--codes", role: "combobox", "aria-expanded": "false", "aria-controls": this.list, "aria-autocomplete": "list",
      "aria-label": label, "aria-describedby": this.hint, autocomplete: "off", placeholder: editor.t("chooseCodes"), data: { path },
      on: { input: () => this.later(), click: () => this.open(), keydown: (event) => this.key(event), blur: () => this.left() } });
    this.box = h("ul", { class: "re-options", role: "listbox", id: this.list, hidden: true });
    const hint = h("span", { class: "re-about", id: this.hint }, editor.t(single ? "codesSingle" : whole ? "codesWhole" : "codesKeys"));
    this.drawn = h("div", { class: "re-codes" }, this.chips, h("span", { class: "re-picker" }, this.input, this.box), hint);
    this.drawChips();
    this.name();
  }

  get codes() {
    const kept = valueAt(this.editor.tree, this.path);
    if (this.single) return kept ? [kept] : [];
    return Array.isArray(kept) ? kept : [];
  }

  write(codes) {
    this.editor.type(this.path, this.single ? codes.at(-1) ?? "" : [...new Set(codes)]);
  }

  ask(more) {
    return this.editor.language.codes({ set: this.codeSet, ...(this.whole ? { whole: "1" } : {}), ...more });
  }

  // What the chosen codes are called, asked once for those that are not known yet.
  async name() {
    const unknown = this.codes.filter((code) => typeof code === "string" && !(code in this.names));
    if (unknown.length === 0) return;
    Object.assign(this.names, (await this.ask({ names: unknown.join(","), q: "-" })).names);
    this.drawChips();
  }

  drawChips() {
    this.chips.replaceChildren(...this.codes.map((code, at) => {
      const name = this.names[code] && this.names[code] !== code ? this.names[code] : "";
      return h("li", { class: "re-chip", title: `${name} ${code}`.trim() }, name ? h("span", {}, name) : null, h("code", {}, String(code)),
        iconButton("remove", `${this.editor.t("remove")} ${name || code}`, () => this.keep(this.codes.filter((_, index) => index !== at))));
    }));
    this.chips.hidden = this.codes.length === 0;
  }

  keep(codes) {
    this.write(codes);
    this.drawChips();
    this.name();
    this.input.focus();
  }

  take(row) {
    if (row.codes.length === 0) return this.look({ under: row.code });
    this.names[row.code] = row.name;
    this.keep([...this.codes, ...row.codes]);
    this.input.value = "";
    return this.look({ under: this.way.at(-1)?.[0] ?? "" });
  }

  takeTyped() {
    if (!TYPED.test(this.input.value)) return false;
    const typed = this.input.value.split(SEPARATORS).filter(Boolean);
    this.input.value = "";
    this.keep([...this.codes, ...typed]);
    this.close();
    return true;
  }

  left() {
    window.clearTimeout(this.timer);
    this.close();
    if (TYPED.test(this.input.value)) {
      const typed = this.input.value.split(SEPARATORS).filter(Boolean);
      this.input.value = "";
      this.write([...this.codes, ...typed]);
      this.drawChips();
      this.name();
    }
  }

  open() {
    if (this.box.hidden) this.look(this.input.value.trim() ? { q: this.input.value } : { under: "" });
  }

  later() {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.look(this.input.value.trim() ? { q: this.input.value } : { under: "" }), PAUSE);
  }

  // Shows what the house offers; an answer that a newer question overtook is dropped.
  async look(asked, marked = "") {
    const turn = (this.turn += 1);
    const answer = await this.ask(asked);
    if (turn !== this.turn || document.activeElement !== this.input) return;
    this.rows = answer.rows;
    this.isListing = asked.under === ""; // of the topmost codes: none at all means that nobody entered the set
    this.way = answer.way;
    this.show(asked.q ? 0 : Math.max(this.rows.findIndex((row) => row.code === marked), asked.under ? 0 : -1));
  }

  show(at) {
    const t = (name) => this.editor.t(name);
    const head = this.way.length ? [h("li", { class: "re-option re-option--way", role: "presentation", on: { mousedown: (event) => { event.preventDefault(); this.up(); } } },
      `‹ ${this.way.map(([, name]) => name).join(" › ")}`)] : [];
    const lines = this.rows.map((row) => h("li", { class: "re-option", role: "option", id: freshId(), "aria-selected": "false", on: { mousedown: (event) => { event.preventDefault(); this.take(row); } } },
      h("span", { class: "re-option__name" }, row.name, h("span", {}, h("code", {}, row.code), row.hasBelow
        ? h("span", { class: "re-option__below", title: t("codesBelow"), on: { mousedown: (event) => { event.preventDefault(); event.stopPropagation(); this.look({ under: row.code }); } } }, "›") : null)),
      this.way.length || row.within.length === 0 ? null : h("span", { class: "re-option__more" }, row.within.join(" › "))));
    const none = this.rows.length ? [] : [h("li", { class: "re-option", role: "presentation" }, t(this.isListing ? "noCodeSet" : "noCodes"))];
    this.options = lines;
    this.box.replaceChildren(...head, ...lines, ...none);
    this.box.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.mark(at);
  }

  mark(to) {
    this.at = to;
    this.options?.forEach((row, index) => row.setAttribute("aria-selected", String(index === to)));
    const row = this.options?.[to];
    if (row) {
      this.input.setAttribute("aria-activedescendant", row.id);
      row.scrollIntoView({ block: "nearest" });
    } else this.input.removeAttribute("aria-activedescendant");
  }

  up() {
    const [from] = this.way.at(-1) ?? [""];
    const [above] = this.way.at(-2) ?? [""];
    this.look({ under: above }, from);
  }

  close() {
    this.turn += 1;
    this.box.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.mark(-1);
  }

  key(event) {
    if (event.altKey || event.ctrlKey || event.isComposing) return;
    const isOpen = !this.box.hidden;
    const row = isOpen ? this.rows[this.at] : undefined;
    const atEnd = this.input.selectionStart === this.input.value.length;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!isOpen) this.open();
      else if (this.rows.length) this.mark((this.at + (event.key === "ArrowDown" ? 1 : -1) + this.rows.length) % this.rows.length);
    } else if (event.key === "ArrowRight" && row?.hasBelow && atEnd) {
      event.preventDefault();
      this.look({ under: row.code });
    } else if (event.key === "ArrowLeft" && isOpen && this.way.length && !this.input.value) {
      event.preventDefault();
      this.up();
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (row) this.take(row);
      else this.takeTyped();
    } else if (event.key === "Backspace" && !this.input.value && this.codes.length) {
      this.keep(this.codes.slice(0, -1));
    } else if (event.key === "Escape" && isOpen) {
      event.stopPropagation();
      this.close();
    }
  }
}

export const codePicker = (editor, path, options) => new CodePicker(editor, path, options).drawn;
