// Keeps what is typed: at once in the browser, and at the server where the page names an address; a lost connection loses nothing.
"use strict";
document.querySelectorAll("form[data-draft]").forEach((form) => {
  const texts = JSON.parse(form.dataset.texts);
  const key = `draft:${form.dataset.draft}`;
  const address = form.dataset.autosave;
  const state = form.querySelector("[data-draft-state]");
  const pauses = [15, 30, 60, 120];
  let tries = 0;
  let timer;
  let dirtySince = 0;
  let isSending = false;
  let isStopped = false;
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
  const say = (name, values = {}) => { if (state) state.textContent = fill(texts[`forms.draft.${name}`], values); };
  const clock = () => new Date().toTimeString().slice(0, 5);

  const fields = () => [...new FormData(form)].filter(([name, value]) => name.startsWith("q.") && typeof value === "string");
  let kept = JSON.stringify(fields());

  // What the server has: a copy belongs to the page that was made of it, whatever clocks say.
  const base = () => `${form.elements.revision?.value ?? ""}:${address ? "" : form.dataset.saved ?? ""}`;
  const keepHere = () => {
    try { localStorage.setItem(key, JSON.stringify({ base: base(), fields: fields() })); } catch { /* A browser that keeps nothing. */ }
  };
  const forget = () => { try { localStorage.removeItem(key); } catch { /* A browser that keeps nothing forgets by itself. */ } };

  const send = async () => {
    const now = JSON.stringify(fields());
    if (isSending || isStopped || now === kept) return;
    keepHere();
    dirtySince = 0;
    if (!address) { kept = now; say("kept"); return; }
    isSending = true;
    say("saving");
    const body = new URLSearchParams(fields());
    for (const name of ["form_token", "revision", "ticket"]) if (form.elements[name]) body.set(name, form.elements[name].value);
    body.set("step", "autosave");
    try {
      const answer = await fetch(address, { method: "POST", body, credentials: "same-origin", redirect: "manual" });
      isSending = false;
      if (answer.ok) {
        kept = now;
        tries = 0;
        const revision = answer.headers.get("Draft-Revision");
        if (revision && form.elements.revision) form.elements.revision.value = revision;
        forget();
        say("saved", { time: clock() });
        if (JSON.stringify(fields()) !== kept) later(1000);
        return;
      }
      if ([401, 403].includes(answer.status) || answer.type === "opaqueredirect") { isStopped = true; say("signed_out"); return; }
      if (answer.status === 409) { isStopped = true; say("stale"); return; }
      if ([400, 404, 413, 422].includes(answer.status)) { isStopped = true; say("refused"); return; }
      retry();
    } catch {
      isSending = false;
      retry();
    }
  };
  const retry = () => {
    say("offline");
    later(pauses[Math.min(tries, pauses.length - 1)] * 1000);
    tries += 1;
  };
  const later = (pause) => { clearTimeout(timer); timer = setTimeout(send, pause); };

  // After a second of rest, and while somebody types on every ten seconds.
  const changed = () => {
    const now = Date.now();
    dirtySince ||= now;
    later(Math.max(0, Math.min(1000, dirtySince + 10_000 - now)));
  };
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  window.addEventListener("online", () => { tries = 0; send(); });
  window.addEventListener("pagehide", () => { if (JSON.stringify(fields()) !== kept) keepHere(); });
  // What goes off whole needs no copy; without connection the page stays as it is.
  form.addEventListener("submit", (event) => {
    if (navigator.onLine === false) { event.preventDefault(); keepHere(); say("offline"); return; }
    keepHere();
    isStopped = true;
    clearTimeout(timer);
  });

  // A copy that the server has not got yet is laid over the controls; one press takes it away again.
  const restore = () => {
    let copy;
    try { copy = JSON.parse(localStorage.getItem(key)); } catch { copy = null; }
    if (copy && copy.base !== base()) forget();
    if (!copy || copy.base !== base() || JSON.stringify(copy.fields) === kept) return;
    const byName = new Map();
    for (const [name, value] of copy.fields) byName.set(name, [...(byName.get(name) ?? []), value]);
    const lay = () => {
      const unseen = new Map();
      for (const control of [...form.elements]) {
        if (!control.name?.startsWith("q.") || control.type === "file") continue;
        let values = byName.get(control.name) ?? [];
        // Answers of other parts travel unseen, of several choices each by itself.
        if (control.type === "hidden") {
          const at = unseen.get(control.name) ?? 0;
          unseen.set(control.name, at + 1);
          values = values.slice(at);
        }
        if (control.type === "checkbox" || control.type === "radio") control.checked = values.includes(control.value);
        else {
          // A choice whose list comes later stands for itself until then.
          const isThere = control.tagName !== "SELECT" || [...control.options].some((option) => option.value === values[0]);
          if (!isThere && values[0]) control.add(Object.assign(new Option(values[0], values[0]), { className: "kept" }));
          control.value = values[0] ?? "";
        }
      }
      form.dispatchEvent(new Event("restored"));
    };
    // What was answered in another part and is not at the server yet travels along.
    const add = ([name, values]) => {
      const controls = [...form.elements].filter((control) => control.name === name);
      if (controls.some((control) => control.type !== "hidden")) return;
      for (const value of values.slice(controls.length)) form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
    };
    // Rows appear with the first laying, their answers with the second.
    lay();
    lay();
    [...byName].forEach(add);
    form.dispatchEvent(new Event("restored"));
    say("restored");
    const button = Object.assign(document.createElement("button"), { type: "button", className: "plain", textContent: texts["forms.draft.discard"] });
    button.addEventListener("click", () => { forget(); isStopped = true; window.location.reload(); });
    state?.append(" ", button);
    changed();
  };
  window.addEventListener("load", restore);
});
// What was handed in needs no copy in a browser that others may use.
document.querySelectorAll("[data-draft-done]").forEach((done) => {
  try { localStorage.removeItem(`draft:${done.dataset.draftDone}`); } catch { /* Nothing is kept there. */ }
});
