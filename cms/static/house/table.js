// Sorting a complete, small table in the browser, and "select all" with a live count. Long tables sort on the server.
const COLLATOR = new Intl.Collator(document.documentElement.lang === "en" ? "en" : "zh-Hans-CN-u-co-pinyin", { numeric: true });

function value(cell) {
  if (cell.dataset.value !== undefined) return cell.dataset.value;
  return cell.querySelector("data")?.value ?? cell.querySelector("time")?.dateTime ?? cell.textContent.trim();
}

function compare(a, b) {
  const [x, y] = [a, b].map((text) => Number(text.replaceAll(",", "").replace("%", "")));
  if (a !== "" && b !== "" && !Number.isNaN(x) && !Number.isNaN(y)) return x - y;
  return COLLATOR.compare(a, b);
}

export function makeSortable(table) {
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    if (head.hasAttribute("data-unsorted") || head.querySelector("a, input")) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "table__sort";
    button.append(...head.childNodes);
    button.insertAdjacentText("beforeend", " ↕");
    head.append(button);
    head.setAttribute("aria-sort", "none");
    button.addEventListener("click", () => {
      const direction = head.getAttribute("aria-sort") === "ascending" ? "descending" : "ascending";
      for (const other of heads) if (other.hasAttribute("aria-sort")) other.setAttribute("aria-sort", "none");
      head.setAttribute("aria-sort", direction);
      button.lastChild.data = direction === "ascending" ? " ↑" : " ↓";
      for (const body of table.tBodies) {
        const rows = [...body.rows].map((row) => [value(row.cells[column]), row]);
        rows.sort(([a], [b]) => (direction === "ascending" ? compare(a, b) : compare(b, a)));
        body.append(...rows.map(([, row]) => row));
      }
      for (const other of table.querySelectorAll("thead .table__sort")) if (other !== button) other.lastChild.data = " ↕";
    });
  });
}

export function bindSelectAll(all) {
  const boxes = () => [...document.querySelectorAll(`input[type=checkbox][name="${all.dataset.selectAll}"]`)];
  const told = document.querySelector(`[data-selected-count="${all.dataset.selectAll}"]`);
  const refresh = () => {
    const chosen = boxes().filter((box) => box.checked);
    all.checked = chosen.length > 0 && chosen.length === boxes().length;
    all.indeterminate = chosen.length > 0 && !all.checked;
    boxes().forEach((box) => box.closest("tr")?.classList.toggle("is-selected", box.checked));
    if (told) told.textContent = chosen.length;
  };
  all.addEventListener("change", () => {
    boxes().forEach((box) => (box.checked = all.checked));
    refresh();
  });
  document.addEventListener("change", (event) => boxes().includes(event.target) && refresh());
  refresh();
}
