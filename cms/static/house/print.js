// A button that opens the browser's own print dialog.
export function watchPrint(button) {
  button.addEventListener("click", () => window.print());
}
