// Recomputes a published draw in the reader's browser, from DRAW.json alone, step by step as docs/DRAW.md writes it.
const encoder = new TextEncoder();
const hex = (bytes) => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
const bytesOf = (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
const digest = (bytes) => crypto.subtle.digest("SHA-256", bytes);
const sha256 = async (text) => hex(await digest(encoder.encode(text)));

async function chainHead(code, index) {
  let bytes = bytesOf(code);
  for (let step = 0; step < index; step += 1) bytes = await digest(bytes);
  return hex(bytes);
}

async function ranked(entries, seed) {
  const key = await crypto.subtle.importKey("raw", bytesOf(seed), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const best = [];
  for (const { label, weight } of entries) {
    const marks = [];
    for (let ticket = 1; ticket <= weight; ticket += 1) {
      const text = ticket === 1 ? label : `${label}#${ticket}`;
      marks.push(hex(await crypto.subtle.sign("HMAC", key, encoder.encode(text))));
    }
    best.push([marks.sort()[0], label]);
  }
  return best.sort((one, other) => (one.join() < other.join() ? -1 : 1)).map(([, label]) => label);
}

// What each figure of the record must be, given the others; before the draw only those of the announcement.
export async function recompute(record) {
  const { public_number: number, chain } = record;
  const entries = [...record.entries].sort((one, other) => (one.label < other.label ? -1 : 1));
  const list = await sha256(entries.map(({ label, weight }) => `${label}\t${weight}\n`).join(""));
  const facts = [record.algorithm, record.draw, list, record.announced_at, number.source, number.form];
  facts.push(number.drawn_at, chain.name, chain.index, chain.head);
  const announcement = await sha256(facts.map((fact) => `${fact}\n`).join(""));
  const found = { algorithm: "zhida-draw/1", entries_sha256: list, announcement_sha256: announcement };
  if (!chain.code) return found;
  const value = (number.value.match(/[0-9]+/g) ?? []).map((group) => BigInt(group).toString()).join(" ");
  const seed = await sha256(`${announcement}\n${value}\n${chain.code}\n`);
  return { ...found, head: await chainHead(chain.code, chain.index), seed, ranking: await ranked(entries, seed) };
}

function claimed(record, name) {
  return name === "head" ? record.chain.head : record[name];
}

function show(panel, name, text, isRight) {
  const row = panel.querySelector(`[data-figure="${name}"]`);
  if (!row) return;
  row.querySelector("[data-value]").textContent = text;
  row.querySelector("[data-verdict]").textContent = isRight ? panel.dataset.same : panel.dataset.different;
  row.querySelector("[data-verdict]").dataset.color = isRight ? "success" : "danger";
  row.hidden = false;
}

export async function verify(panel) {
  const verdict = panel.querySelector("[data-outcome]");
  const say = (outcome) => {
    verdict.textContent = panel.dataset[outcome];
    panel.dataset.outcome = outcome;
  };
  if (!globalThis.crypto?.subtle) return say("unable");
  try {
    const record = await (await fetch(panel.dataset.record)).json();
    const figures = await recompute(record);
    let allRight = Date.parse(record.public_number.drawn_at) > Date.parse(record.announced_at);
    for (const [name, figure] of Object.entries(figures)) {
      const isRight = JSON.stringify(figure) === JSON.stringify(claimed(record, name));
      allRight &&= isRight;
      show(panel, name, Array.isArray(figure) ? figure.join(" > ") : figure, isRight);
    }
    return say(allRight ? "right" : "wrong");
  } catch (fault) {
    console.warn(fault);
    return say("broken");
  }
}

for (const panel of document.querySelectorAll("[data-draw]")) {
  panel.querySelector("button").addEventListener("click", () => verify(panel));
  verify(panel);
}
