// Shows how long a paper still runs, and hands it in when its time is over. The time is the server's: the browser's clock, which may
// stand wrong or be set, is never asked, and the server is asked again each minute and whenever the page comes to sight.
"use strict";
document.querySelectorAll("[data-clock]").forEach((clock) => {
  const texts = JSON.parse(clock.dataset.texts);
  const button = document.querySelector("[data-clock-over]");
  const shown = clock.querySelector("[data-clock-left]");
  const told = clock.querySelector("[data-clock-told]");
  const warnings = [10, 5, 1];
  let end = performance.now() + Number(clock.dataset.left);
  let isSent = false;
  const left = () => Math.max(0, end - performance.now());
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);

  const tell = () => {
    const seconds = Math.ceil(left() / 1000);
    const figures = [Math.floor(seconds / 60), seconds % 60].map((figure) => String(figure).padStart(2, "0"));
    shown.textContent = fill(texts.left, { time: figures.join(":") });
    // The sentence is heard; the figures, which change each second, are not.
    const minutes = warnings.findLast((warning) => seconds <= warning * 60);
    const sentence = seconds === 0 ? texts.over : minutes ? fill(texts.warning, { minutes: String(minutes) }) : "";
    if (told.textContent !== sentence) told.textContent = sentence;
    clock.classList.toggle("grave", Boolean(sentence));
    if (seconds === 0 && !isSent && navigator.onLine !== false) { isSent = true; button.form.requestSubmit(button); }
  };

  const ask = async () => {
    try {
      const answer = await fetch(clock.dataset.clock, { credentials: "same-origin", cache: "no-store" });
      if (!answer.ok) return;
      const json = await answer.json();
      end = performance.now() + json.left_ms;
      tell();
    } catch { /* Without a connection the time that was told goes on. */ }
  };

  tell();
  setInterval(tell, 1000);
  setInterval(ask, 60_000);
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") ask(); });
  window.addEventListener("online", ask);
});
