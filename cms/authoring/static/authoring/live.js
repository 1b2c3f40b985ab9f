// Asks the house about the rule while it is written, a moment after the last touch; an older question is dropped.
const RETRY = 5000;

export class Asker {
  // `away(true)` is called when the house does not answer, `away(false)` when it does again.
  constructor(address, pause, away = () => {}) {
    Object.assign(this, { address, pause, away, timer: 0, running: null });
  }

  ask(body, answered, failed) {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.now(body, answered, failed), this.pause);
  }

  drop() {
    window.clearTimeout(this.timer);
    this.running?.abort();
  }

  async now(body, answered, failed) {
    this.drop();
    this.running = new AbortController();
    let told;
    try {
      told = await this.sent(body, this.running.signal);
    } catch (fault) {
      if (fault.name === "AbortError") return;
      this.away(true);
      failed?.(fault);
      this.timer = window.setTimeout(() => this.now(body, answered, failed), RETRY);
      return;
    }
    this.away(false);
    answered(told);
  }

  async sent(body, signal) {
    const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
    const headers = { "Content-Type": "application/json", "X-CSRFToken": token, "X-Requested-With": "XMLHttpRequest" };
    const answer = await fetch(this.address, { method: "POST", body: JSON.stringify(body), signal, headers });
    if (!answer.ok) throw new Error(answer.statusText);
    return answer.headers.get("Content-Type").includes("json") ? answer.json() : answer.text();
  }
}
