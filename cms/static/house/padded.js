// A form whose length must tell nothing (data-padded: bytes for its files): what the entries leave free is sent as filling.
const ROOM = 32768; // beside the files: names, texts, and the marks between the parts
const MARKS = 96;

function bytes(text) {
  return new TextEncoder().encode(text.replace(/\r?\n/g, "\r\n")).length;
}

function weight([name, value]) {
  const text = typeof value === "string";
  return MARKS + name.length + (text ? bytes(value) : value.size + 45 + bytes(value.name) + bytes(value.type || "application/octet-stream"));
}

export function fillUp(form) {
  const filler = form.querySelector("input[data-filler]");
  form.addEventListener("submit", () => {
    const empty = new DataTransfer();
    filler.files = empty.files;
    const used = [...new FormData(form)].filter(([name]) => name !== filler.name).reduce((sum, entry) => sum + weight(entry), 0);
    const free = Number(form.dataset.padded) + ROOM - used;
    if (free < 0) return;
    const filling = new DataTransfer();
    filling.items.add(new File([new Uint8Array(free)], "filler", { type: "application/octet-stream" }));
    filler.files = filling.files;
  }, true);
}
