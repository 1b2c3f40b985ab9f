// Asks the house about the rule while it is written, a moment after the last touch; an older question is dropped.
export class Asker {
  constructor(address, pause) {
    Object.assign(this, { address, pause, timer: 0, running: null });
  }

  ask(body, answered, failed) {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.now(body, answered, failed), this.pause);
  }

  async now(body, answered, failed) {
    window.clearTimeout(this.timer);
    this.running?.abort();
    this.running = new AbortController();
    const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
    try {
      const answer = await fetch(this.address, { method: "POST", body: JSON.stringify(body), signal: this.running.signal,
        headers: { "Content-Type": "application/json", "X-CSRFToken": token, "X-Requested-With": "XMLHttpRequest" } });
      if (!answer.ok) throw new Error(answer.statusText);
      answered(answer.headers.get("Content-Type").includes("json") ? await answer.json() : await answer.text());
    } catch (fault) {
      if (fault.name !== "AbortError") failed?.(fault);
    }
  }
}
