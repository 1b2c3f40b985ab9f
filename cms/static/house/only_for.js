// Fields that only some choices ask for (data-only-for="a b") follow the field that chooses (data-chooses).
// Without JavaScript all of them are shown, and the server takes those that belong to the choice.
export function followChoice(chooser) {
  const form = chooser.form;
  const follow = () => {
    for (const input of form.querySelectorAll("[data-only-for]")) {
      const box = input.closest(".field") ?? input;
      box.hidden = !input.dataset.onlyFor.split(" ").includes(chooser.value);
    }
  };
  chooser.addEventListener("change", follow);
  follow();
}
