// A button that copies the text of the element named by data-copy, and says that it did.
export function watchCopy(button) {
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim());
    const label = button.textContent;
    button.textContent = document.documentElement.lang.startsWith("en") ? "Copied" : "已复制";
    setTimeout(() => (button.textContent = label), 1500);
  });
}
