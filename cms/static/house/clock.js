// Beijing time beside every deadline: starts from the moment the server wrote and runs on, whatever the reader's own clock says.
const loadedAt = performance.now();

function text(moment, english) {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: "Asia/Shanghai", year: "numeric", month: english ? "long" : "numeric", day: "numeric",
    hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23",
  }).formatToParts(moment);
  const part = Object.fromEntries(parts.map(({ type, value }) => [type, value]));
  const time = `${part.hour}:${part.minute}:${part.second}`;
  if (english) return `${Number(part.day)} ${part.month} ${part.year} ${time}`;
  return `${part.year}年${Number(part.month)}月${Number(part.day)}日 ${time}`;
}

export function startClocks(root) {
  const english = document.documentElement.lang.startsWith("en");
  for (const clock of root.querySelectorAll?.("time[data-clock]") ?? []) {
    if (clock.dataset.awake) continue;
    clock.dataset.awake = "1";
    const start = Date.parse(clock.dateTime);
    const began = root === document.body ? loadedAt : performance.now();
    const show = () => (clock.textContent = text(new Date(start + performance.now() - began), english));
    show();
    setInterval(show, 1000);
  }
}
