// Builds elements: h("p", { class: "x", on: { click } }, "text", child). A null child is left out.
export function h(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "on") for (const [event, act] of Object.entries(value)) made.addEventListener(event, act);
    else if (name === "data") for (const [key, held] of Object.entries(value)) { if (held !== undefined) made.dataset[key] = held; }
    else if (name === "value") made.value = value;
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

const ICONS = {
  up: "M12 19V5m-6 6 6-6 6 6", down: "M12 5v14m-6-6 6 6 6-6", left: "M19 12H5m6-6-6 6 6 6", right: "M5 12h14m-6-6 6 6-6 6",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1", remove: "M5 7h14M10 11v6m4-6v6M6 7l1 13h10l1-13M9 7V4h6v3", unwrap: "M4 8h16M4 16h16M9 12h6",
  add: "M12 5v14M5 12h14", undo: "M9 14 4 9l5-5M4 9h10a6 6 0 0 1 0 12h-3", redo: "m15 14 5-5-5-5m5 5H10a6 6 0 0 0 0 12h3",
};

export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.classList.add("re-icon");
  const drawn = document.createElementNS("http://www.w3.org/2000/svg", "path");
  drawn.setAttribute("d", ICONS[name]);
  svg.append(drawn);
  return svg;
}

// A button that shows a sign and says its name.
export function iconButton(name, label, click, more = {}) {
  return h("button", { type: "button", class: "re-icon-button", title: label, "aria-label": label, on: { click }, ...more }, icon(name));
}

// A button that shows its name.
export function button(label, click, more = {}) {
  const { sign, ...rest } = more;
  return h("button", { type: "button", class: "re-button", on: { click }, ...rest }, sign ? icon(sign) : null, label);
}

let counter = 0;
export const freshId = () => `re-${(counter += 1)}`;
