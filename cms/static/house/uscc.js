// Unified social credit code as typed: 18 characters, weights and check character of GB 32100-2015.
const ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const TEXTS = {
  zh: { short: (n) => `还差 ${n} 位`, letter: (c) => `代码中不会出现“${c}”，请核对`, wrong: "校验位不符，请逐位核对", right: "校验通过" },
  en: { short: (n) => `${n} more characters`, letter: (c) => `“${c}” never occurs in a code; please check`, wrong: "The check character does not fit; please check each character", right: "Check character fits" },
};

export function checkUscc(code) {
  const foreign = [...code].find((letter) => !ALPHABET.includes(letter));
  if (foreign) return ["letter", foreign];
  if (code.length < 18) return ["short", 18 - code.length];
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * ALPHABET.indexOf(code[at]), 0);
  return ALPHABET[(31 - (sum % 31)) % 31] === code[17] ? ["right"] : ["wrong"];
}

export function watchUscc(input) {
  const texts = TEXTS[document.documentElement.lang.startsWith("en") ? "en" : "zh"];
  const hint = document.createElement("div");
  hint.className = "field__hint";
  hint.setAttribute("aria-live", "polite");
  input.after(hint);
  const look = () => {
    const code = input.value.replaceAll(/\s/g, "").toUpperCase();
    if (!code) return (hint.textContent = "");
    const [verdict, detail] = checkUscc(code);
    const told = texts[verdict];
    hint.textContent = typeof told === "function" ? told(detail) : told;
    hint.classList.toggle("is-right", verdict === "right");
    hint.classList.toggle("is-wrong", verdict === "wrong" || verdict === "letter");
  };
  input.addEventListener("input", look);
  input.addEventListener("change", () => (input.value = input.value.replaceAll(/\s/g, "").toUpperCase()));
  look();
}
