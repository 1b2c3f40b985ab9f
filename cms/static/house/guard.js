// A form that is sent once: the button rests while the answer is awaited; leaving a changed form asks first.
export function guardForm(form) {
  let changed = false;
  form.addEventListener("input", () => (changed = true));
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) return event.preventDefault();
    changed = false;
    form.dataset.sent = "1";
    event.submitter?.setAttribute("aria-busy", "true");
  });
  addEventListener("pageshow", () => delete form.dataset.sent);
  addEventListener("beforeunload", (event) => changed && event.preventDefault());
}
