// Reports of a kiosk to the house: its answers, that it runs, how its clock stands. An answer is let go when the house has said that it
// has it; until then it stays, whatever happens.
"use strict";
const kioskLink = (() => {
  const signs = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  const word = () => Array.from(crypto.getRandomValues(new Uint8Array(26)), (byte) => signs[byte & 31]).join("");
  const every = 60_000;
  const pauses = [5_000, 15_000, 60_000, 120_000];
  const run = word();
  // `problem`: what a person must do something about; `isOnline`: whether the last report arrived.
  const link = { word, problem: null, detail: "", isOnline: false, sent: null, ahead: 0, onchange: () => {}, onsetup: () => {} };
  let chain = [];
  let isReporting = false;
  let isWanted = false;
  let tries = 0;
  let timer;

  const call = async (path, body) => {
    const answer = await fetch(`/api/v1/surveys/kiosk/${path}`, {
      method: "POST", body: JSON.stringify(body), credentials: "omit", cache: "no-store", signal: AbortSignal.timeout(30_000),
      headers: { "Content-Type": "application/json", Accept: "application/json", "Accept-Language": document.documentElement.lang },
    });
    const told = await answer.json();
    if (!answer.ok) throw Object.assign(new Error(told.code), { code: told.code, status: answer.status, detail: told.detail });
    return told;
  };

  // This start follows those since the last that the house heard of; noted before anything is said, so that none is ever missing.
  link.begin = async () => {
    chain = ((await kioskStore.get("chain")) ?? []).slice(-300);
    await kioskStore.set({ chain: [...chain, run] });
    link.ahead = (await kioskStore.get("ahead")) ?? 0;
    link.sent = (await kioskStore.get("sent")) ?? null;
    window.addEventListener("online", () => { tries = 0; link.report(); });
    link.report();
  };

  link.pair = async (code) => {
    const told = await call("pairings", { code });
    await kioskStore.set({ secret: told.secret, setup: told.setup, digest: told.digest });
    link.problem = null;
    link.onsetup(told.setup);
    link.report();
  };

  const once = async () => {
    const secret = await kioskStore.get("secret");
    if (!secret) return false;
    const answers = await kioskStore.first(100);
    const left = (await kioskStore.count()) - answers.length;
    const told = await call("reports", {
      secret, run, after: chain, clock: Date.now(), queued: left, answers,
      pixel: (await kioskStore.get("pixel")) ?? null, setup: (await kioskStore.get("digest")) ?? null,
    });
    link.ahead = Date.now() - told.now;
    link.sent = Date.now();
    await kioskStore.drop(told.kept);
    chain = [run];
    await kioskStore.set({ chain, ahead: link.ahead, sent: link.sent, ...(told.setup ? { setup: told.setup, digest: told.digest } : {}) });
    if (told.setup) link.onsetup(told.setup);
    return left > 0;
  };

  // One report at a time; one that is asked for meanwhile follows.
  link.report = async () => {
    isWanted = true;
    if (isReporting) return;
    isReporting = true;
    clearTimeout(timer);
    let pause = every;
    try {
      while (isWanted) { isWanted = false; if (await once()) isWanted = true; }
      Object.assign(link, { problem: null, isOnline: true });
      tries = 0;
    } catch (error) {
      const problems = { "surveys.kiosk.device_unknown": "unknown", "surveys.kiosk.device_twice": "twice" };
      link.isOnline = error.status !== undefined;
      link.problem = problems[error.code] ?? null;
      link.detail = error.detail ?? "";
      pause = pauses[Math.min(tries, pauses.length - 1)];
      tries += 1;
    }
    isReporting = false;
    isWanted = false;
    timer = setTimeout(link.report, pause);
    link.onchange();
  };

  // The day in Vietnam by this machine's own clock, and by the house's as far as it is known.
  const day = (moment) => new Date(moment + 7 * 3_600_000).toISOString().slice(0, 10);
  link.ownDay = () => day(Date.now());
  link.day = () => day(Date.now() - link.ahead);
  return link;
})();
