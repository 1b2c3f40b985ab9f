// Says under the rule's text, while it is typed, what is wrong with it and what it means in plain words.
const PAUSE = 500;

function watch(told) {
  const area = document.getElementById(told.dataset.ruleField);
  if (!area || told.dataset.watched) return;
  told.dataset.watched = "yes";
  let timer = 0;
  const ask = async () => {
    const body = new FormData();
    body.set("rule", area.value);
    const token = document.querySelector("[name=csrfmiddlewaretoken]");
    if (token) body.set("csrfmiddlewaretoken", token.value);
    const answer = await fetch(told.dataset.ruleAddress, { method: "POST", body });
    if (answer.ok) told.innerHTML = await answer.text();
  };
  area.addEventListener("input", () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(ask, PAUSE);
  });
  ask();
}

const wake = () => document.querySelectorAll("[data-rule-told]").forEach(watch);
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", wake);
else wake();
