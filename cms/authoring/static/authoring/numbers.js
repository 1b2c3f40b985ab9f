// Exact decimal texts: moved by powers of ten as text, so that no amount passes through a binary fraction.
const NUMBER = /^(-?)(\d+)(?:\.(\d+))?$/;

// The number times ten to the power of `places`, in its shortest plain form; null when the text is no number.
export function shifted(text, places) {
  const found = NUMBER.exec(String(text).trim().replaceAll(",", ""));
  if (!found) return null;
  const [, sign, whole, part = ""] = found;
  let digits = whole + part;
  let point = whole.length + places;
  if (point < 1) {
    digits = "0".repeat(1 - point) + digits;
    point = 1;
  }
  digits = digits.padEnd(point, "0");
  const integer = digits.slice(0, point).replace(/^0+(?=\d)/, "");
  const fraction = digits.slice(point).replace(/0+$/, "");
  const plain = fraction ? `${integer}.${fraction}` : integer;
  return plain === "0" ? "0" : sign + plain;
}

const MONEY = [[8, "yi"], [4, "wan"], [0, "yuan"]];
const SHARES = [[2, "percent"], [3, "permille"], [0, "plain"]];

// The unit in which an amount is short: 5000000 is 500 万元.
export function moneyUnit(text) {
  for (const [places, unit] of MONEY) {
    const there = shifted(text, -places);
    if (there !== null && there !== "0" && !there.includes(".")) return unit;
  }
  return "yuan";
}

export const shareUnit = (text) => ((shifted(text, 2) ?? "").split(".")[1]?.length > 2 ? "permille" : "percent");
export const moneyPlaces = Object.fromEntries(MONEY.map(([places, unit]) => [unit, places]));
export const sharePlaces = { percent: -2, permille: -3, plain: 0 };
export const shareUnits = SHARES.map(([, unit]) => unit);
export const moneyUnits = ["yuan", "wan", "yi"];
