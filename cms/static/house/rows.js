// Rows of fields: one more with a button or with Enter in the last row, one less with another button, and a block copied
// from a spreadsheet fills as many as it has. The names are counted anew each time, so the form is sent without gaps.
// Whoever comes back to the page with the browser's back button finds the rows that were added, too.
const DAY = /^(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))$/;
const NUMBER = /^([+-]?)(\d{1,3}(?:,\d{3})+|\d{1,18})(?:\.(\d{1,12}))?([^\d.,+-]*)$/;

const fields = (row) => [...row.querySelectorAll("input, select")];

function empty(row) {
  for (const field of fields(row)) {
    field.value = "";
    field.removeAttribute("aria-invalid");
    field.removeAttribute("aria-describedby");
  }
  row.querySelectorAll(".field__error").forEach((error) => error.remove());
  return row;
}

// A day as the date picker holds it; anything else stays as it is, and the server says what is wrong with it.
function asDay(text) {
  const found = DAY.exec(text);
  if (!found) return text;
  const [year, month, day] = [found[1], found[2] ?? found[4], found[3] ?? found[5]];
  return `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}

function put(field, raw) {
  const text = raw.replace(/^"(.*)"$/s, "$1").trim();
  if (field.tagName === "SELECT") {
    const one = [...field.options].find((option) => [option.value, option.text.trim()].includes(text));
    if (!one) field.add(new Option(text, text));
    field.value = one ? one.value : text;
    return;
  }
  field.value = field.type === "date" ? asDay(text.normalize("NFKC")) : text;
  if (field.type !== "date" || field.value || !text) return;
  field.type = "text";
  field.value = text;
}

// The number in units of its last place, null for what is none; whole numbers only, so that sums are exact.
function scaled(text, units, places) {
  const found = NUMBER.exec(text.normalize("NFKC").trim());
  const unit = found?.[4].trim() ?? "";
  if (!found || !(unit in units)) return null;
  const digits = (found[3] ?? "").padEnd(12, "0");
  const exact = BigInt(found[2].replaceAll(",", "") + digits) * BigInt(units[unit]);
  return ((found[1] === "-" ? -exact : exact)) / 10n ** BigInt(12 - places);
}

function told(total, places, isTrimmed) {
  const digits = String(total < 0n ? -total : total).padStart(places + 1, "0");
  const whole = digits.slice(0, digits.length - places).replace(/\B(?=(\d{3})+$)/g, ",");
  let rest = digits.slice(digits.length - places);
  if (isTrimmed) rest = rest.replace(/0+$/, "");
  return `${total < 0n ? "-" : ""}${whole}${rest ? `.${rest}` : ""}`;
}

export function keepRows(box) {
  const body = box.querySelector("tbody");
  const add = box.querySelector("[data-rows-add]");
  const said = box.querySelector("[data-rows-said]");
  const most = Number(box.dataset.most);
  const pattern = empty(body.rows[body.rows.length - 1].cloneNode(true));
  const days = fields(body.rows[body.rows.length - 1]).map((_, place) =>
    [...body.rows].some((row) => fields(row)[place].type === "date"));

  function number() {
    [...body.rows].forEach((row, at) => {
      row.querySelectorAll("[data-row-number]").forEach((one) => (one.textContent = at + 1));
      for (const field of fields(row)) {
        field.name = field.name.replace(/-\d+-([^-]+)$/, `-${at}-$1`);
        field.id = `id_${field.name}`;
        const cell = field.closest("td");
        cell.querySelector("label").htmlFor = field.id;
        const error = cell.querySelector(".field__error");
        if (error) field.setAttribute("aria-describedby", (error.id = `${field.id}_error`));
      }
    });
    add.disabled = body.rows.length >= most;
  }

  function count() {
    const filled = [...body.rows].filter((row) => fields(row).some((field) => field.value.trim()));
    box.querySelector("[data-rows-count]").textContent = filled.length;
    for (const sum of box.querySelectorAll("[data-rows-sum]")) {
      const [units, places] = [JSON.parse(sum.dataset.units), Number(sum.dataset.places)];
      const values = filled.map((row) => scaled(fields(row)[sum.dataset.rowsSum].value, units, places) ?? 0n);
      sum.textContent = told(values.reduce((one, other) => one + other, 0n), places, "trimmed" in sum.dataset);
    }
  }

  function append() {
    if (body.rows.length >= most) return null;
    const row = pattern.cloneNode(true);
    fields(row).forEach((field, place) => days[place] && (field.type = "date"));
    body.append(row);
    return row;
  }

  function fill(lines, at, first) {
    const isAll = lines.every((cells) => {
      const open = fields(body.rows[at] ?? append() ?? pattern).slice(first);
      if (at++ >= most) return false;
      cells.slice(0, open.length).forEach((cell, place) => put(open[place], cell));
      return true;
    });
    number();
    return isAll;
  }

  // The form has changed: the totals follow, and leaving the page asks first.
  function changed() {
    count();
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function paste(from, text) {
    const lines = text.replace(/\r/g, "").replace(/\n+$/, "").split("\n").map((line) => line.split("\t"));
    const heads = [...box.querySelectorAll("thead th")].slice(1).map((head) => head.textContent);
    const at = [...body.rows].indexOf(from.closest("tr"));
    const first = fields(body.rows[at]).indexOf(from);
    const isHead = (cells) => cells.every((cell, place) => cell.trim() && heads[first + place]?.startsWith(cell.trim()));
    if (isHead(lines[0])) lines.shift();
    said.textContent = fill(lines, at, first) ? "" : said.dataset.full;
    changed();
  }

  function next(row, place) {
    const following = row?.nextElementSibling ?? append();
    number();
    if (following) fields(following)[place].focus();
  }

  // A screen of empty cards is in the way of a thumb: on a phone one stays, and the button brings the next.
  if (matchMedia("(max-width: 40rem)").matches) {
    const spare = [...body.rows].filter((row) => fields(row).every((field) => !field.value));
    spare.slice(1).forEach((row) => row.remove());
  }
  add.type = "button";
  add.textContent = add.dataset.one;
  pattern.querySelector("[data-rows-remove]").hidden = false;
  box.querySelectorAll("[data-rows-remove], [data-rows-hint]").forEach((one) => (one.hidden = false));
  add.addEventListener("click", () => next(null, 0));
  body.addEventListener("change", count);
  body.addEventListener("click", (event) => {
    const row = event.target.closest("[data-rows-remove]")?.closest("tr");
    if (!row) return;
    const at = [...body.rows].indexOf(row);
    if (body.rows.length > 1) row.remove();
    else empty(row);
    number();
    changed();
    fields(body.rows[Math.min(at, body.rows.length - 1)])[0].focus();
  });
  body.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || event.target.tagName !== "INPUT") return;
    event.preventDefault();
    const row = event.target.closest("tr");
    next(row, fields(row).indexOf(event.target));
  });
  body.addEventListener("paste", (event) => {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!event.target.matches?.("input, select") || !/[\t\n]/.test(text.trim())) return;
    event.preventDefault();
    paste(event.target, text);
  });
  add.form.addEventListener("submit", () => {
    const typed = [...body.rows].map((row) => fields(row).map((field) => field.value));
    history.replaceState({ ...history.state, [add.value]: typed }, "");
  });
  const before = history.state?.[add.value];
  if (before && performance.getEntriesByType("navigation")[0]?.type === "back_forward") {
    fill(before, 0, 0);
    [...body.rows].slice(before.length).forEach((row) => row.remove());
  }
  number();
  count();
}
