// Computes and saves the leaves of a field as one types. Every word and every sum comes from the server; without this script
// the buttons of the forms do the same.
"use strict";
(() => {
  const leaves = document.querySelector(".leaves");
  if (!leaves) return;
  const texts = JSON.parse(leaves.dataset.texts);
  const language = leaves.dataset.language;
  const pauses = [2, 4, 8, 15, 30];
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  const shown = (points) => (language === "vi" ? points.replace(".", ",") : points);
  document.querySelectorAll(".without-script").forEach((button) => { button.hidden = true; });

  class Leaf {
    constructor(form) {
      this.form = form;
      this.code = form.dataset.leaf;
      this.maximum = form.dataset.maximum;
      this.sum = form.querySelector(".sum");
      this.state = form.querySelector(".state");
      this.kept = this.body();
      this.tries = 0;
      this.turn = 0;
      form.addEventListener("input", () => this.changed(700));
      form.addEventListener("change", () => this.changed(50));
      form.addEventListener("submit", (event) => { event.preventDefault(); this.save(); });
    }

    body() {
      const inputs = {};
      let comment = "";
      for (const [name, value] of new FormData(this.form)) {
        if (!name.startsWith(this.code + ":")) continue;
        const input = name.slice(this.code.length + 1);
        const text = value.trim();
        if (input === "comment") comment = text;
        else if (input === "absence") { if (text) { const at = text.indexOf("="); inputs[text.slice(0, at)] = text.slice(at + 1); } }
        else if (text) inputs[input] = text;
      }
      return JSON.stringify({ inputs, comment });
    }

    get isKept() { return this.body() === this.kept; }

    changed(pause) {
      clearTimeout(this.timer);
      if (this.isKept) return;
      this.say(texts.unsaved);
      this.timer = setTimeout(() => this.preview(), pause);
    }

    async call(method, address) {
      const stating = { ...JSON.parse(this.body()), language, version: Number(this.form.elements.version.value) };
      const answer = await fetch(address, {
        method, credentials: "same-origin", body: JSON.stringify(stating),
        headers: { "Content-Type": "application/json", "Accept-Language": language, "X-Form-Token": this.form.elements.form_token?.value ?? "" },
      });
      return { status: answer.status, json: await answer.json().catch(() => ({})) };
    }

    // What the server makes of the figures; then they are kept.
    async preview() {
      const turn = ++this.turn;
      this.say(texts.computing);
      let answer;
      try { answer = await this.call("POST", this.form.dataset.preview); } catch { return this.later(); }
      if (turn !== this.turn) return;
      if (answer.status !== 200) {
        this.sum.textContent = fill(texts.points, { points: `– / ${shown(this.maximum)}` });
        return this.refused(answer, texts.incomplete);
      }
      this.tell(answer.json);
      this.save();
    }

    tell(score) {
      const points = score.applicable ? `${shown(score.points)} / ${shown(this.maximum)}` : texts.notApplicable;
      const because = document.createElement("span");
      because.className = "why";
      because.textContent = score.because ?? "";
      this.sum.replaceChildren(fill(texts.points, { points }), because);
    }

    async save() {
      clearTimeout(this.timer);
      if (this.isSaving) { this.timer = setTimeout(() => this.save(), 300); return; }
      const sent = this.body();
      this.isSaving = true;
      this.say(texts.saving);
      let answer;
      try { answer = await this.call("PUT", this.form.dataset.claim); } catch { return this.later(); } finally { this.isSaving = false; }
      if (answer.status === 409 && answer.json.details?.version !== undefined) return this.conflict(answer.json);
      if (answer.status !== 200) return this.refused(answer, "");
      this.tries = 0;
      this.kept = sent;
      this.form.elements.version.value = answer.json.version;
      this.clear();
      this.say(fill(texts.saved, { time: new Date().toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit" }) }));
      if (!this.isKept) this.changed(50);
    }

    // The connection is lost or the house cannot just now: nothing typed is, and it is tried again.
    later() {
      const pause = pauses[Math.min(this.tries++, pauses.length - 1)];
      this.say(fill(texts.lost, { time: String(pause) }), true);
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.preview(), pause * 1000);
    }

    refused({ status, json }, lead) {
      if (status >= 500 || status === 429) return this.later();
      this.clear();
      if (status === 401) return this.say(texts.signedOut, true);
      const comment = json.code === "assessments.reason_missing" || json.code === "assessments.overruled_without_reason";
      for (const fault of json.faults ?? []) this.mark(fault.field, fault.message);
      if (comment) this.mark("comment", json.detail);
      const told = (json.faults ?? []).filter((fault) => !fault.field).map((fault) => fault.message);
      const rest = json.faults ? told.join(" ") : comment ? "" : json.detail;
      this.say([lead, rest, texts.unsaved].filter(Boolean).join(" "), !lead);
    }

    // Says what is wrong beside the field that it is about.
    mark(input, message) {
      const name = input === "not_applicable" || input === "missing" ? "absence" : input;
      const control = this.form.elements[`${this.code}:${name}`];
      const first = control instanceof RadioNodeList ? control[0] : control;
      const field = first?.closest(".field");
      if (!field) return;
      field.classList.add("is-wrong");
      const wrong = document.createElement("p");
      wrong.className = "wrong by-script";
      wrong.textContent = message;
      wrong.id = `${this.code}:${name}-told`;
      first.before(wrong);
      first.setAttribute("aria-describedby", wrong.id);
      field.closest("details")?.setAttribute("open", "");
    }

    clear() {
      this.form.querySelectorAll(".wrong").forEach((wrong) => wrong.remove());
      this.form.querySelectorAll(".is-wrong").forEach((field) => field.classList.remove("is-wrong"));
      this.form.querySelector(".conflict")?.remove();
    }

    // Somebody was faster: both values, and a person chooses.
    conflict(json) {
      this.clear();
      const box = document.createElement("div");
      box.className = "notice warning conflict";
      box.setAttribute("role", "alert");
      const text = document.createElement("p");
      text.textContent = json.detail;
      const button = (label, act) => {
        const one = document.createElement("button");
        one.type = "button";
        one.textContent = label;
        one.addEventListener("click", act);
        return one;
      };
      const theirs = document.createElement("p");
      theirs.textContent = Object.entries(JSON.parse(json.details.theirs || "{}"))
        .map(([input, value]) => `${this.label(input)}: ${shown(value)}`).join("; ");
      box.append(
        text, theirs,
        button(texts.mine, () => { this.form.elements.version.value = json.details.version; this.save(); }),
        " ",
        button(texts.theirs, () => { this.kept = this.body(); location.reload(); }));
      this.form.querySelector(".actions").before(box);
      this.say(texts.unsaved, true);
    }

    // An input as the form calls it.
    label(input) {
      const control = this.form.elements[`${this.code}:${input}`];
      if (control instanceof RadioNodeList) return control[0].closest("fieldset").querySelector("legend").textContent;
      return control?.labels[0]?.textContent ?? input;
    }

    say(text, isGrave = false) {
      if (this.state.textContent !== text) this.state.textContent = text;
      this.state.classList.toggle("grave", isGrave);
    }
  }

  const all = [...leaves.querySelectorAll("form.claim")].map((form) => new Leaf(form));
  addEventListener("online", () => all.filter((leaf) => !leaf.isKept).forEach((leaf) => { leaf.tries = 0; leaf.preview(); }));
  addEventListener("beforeunload", (event) => { if (all.some((leaf) => !leaf.isKept)) event.preventDefault(); });
})();
