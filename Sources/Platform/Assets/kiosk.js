// The screens of a kiosk: one question at a time in buttons of sixteen millimetres, heard as well as seen, left behind by nobody's answers.
// Begins with what lies on the device; the house is told by kiosk-link.js whenever it can be reached.
"use strict";
document.querySelectorAll("[data-kiosk]").forEach((root) => {
  const texts = JSON.parse(root.dataset.texts);
  const title = document.querySelector("h1");
  const kicker = document.createElement("p");
  kicker.className = "kicker";
  title.before(kicker);
  title.tabIndex = -1;
  const [rest, warning, thanks] = [40, 20, 8];

  let language = "vi";
  let setup;
  let pixel;
  let held = 0;
  let session = null;
  let isHeard = false;
  let isNewer = false;
  let current;
  let idle;
  let countdown;
  let programs = {};

  // ── words and elements ──
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  const say = (name, values = {}) => fill(texts[language][name], values);
  const of = (text) => text[language];
  const make = (kind, given, ...inside) => {
    const { act, ...attributes } = given;
    const element = document.createElement(kind);
    for (const [name, value] of Object.entries(attributes)) if (value !== null && value !== false) element.setAttribute(name, value);
    if (act) element.addEventListener("click", act);
    element.append(...inside.filter((part) => part !== null));
    return element;
  };
  const text = (words, kind = "") => make("p", kind ? { class: kind } : {}, words);
  const button = (words, act, given = {}) => make("button", { type: "button", act, ...given }, words);
  const drawn = (kind, given, ...inside) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", kind);
    for (const [name, value] of Object.entries(given)) element.setAttribute(name, value);
    element.append(...inside);
    return element;
  };
  const face = (mood) => drawn("svg", { viewBox: "0 0 32 32", "aria-hidden": "true" },
    drawn("circle", { cx: 16, cy: 16, r: 14 }), drawn("path", { class: "eyes", d: "M11 11v3M21 11v3" }),
    drawn("path", { d: `M9 ${21 - mood / 40}Q16 ${21 + mood / 18} 23 ${21 - mood / 40}` }));

  // ── speech ──
  const speech = window.speechSynthesis;
  const voice = () => speech?.getVoices().find((each) => each.lang.toLowerCase().startsWith(language)) ?? null;
  const hush = () => speech?.cancel();
  const speak = (lines) => {
    hush();
    if (!isHeard || !voice()) return;
    for (const line of lines) {
      const said = new SpeechSynthesisUtterance(line);
      [said.voice, said.lang] = [voice(), voice().lang];
      speech.speak(said);
    }
  };

  // ── screens ──
  // What stands on every screen is drawn here: a title that takes the focus, what is read, what is answered, the bar below.
  const show = (name, words, { above = "", body = [], bar = [], spoken = [], isResting = false } = {}) => {
    document.documentElement.lang = language;
    kicker.textContent = above;
    title.textContent = words;
    root.dataset.screen = name;
    root.replaceChildren(make("div", { class: "kiosk-body" }, ...body), make("div", { class: "kiosk-bar" }, ...bar));
    title.focus();
    speak([words, ...spoken]);
    clearTimeout(idle);
    if (!isResting) idle = setTimeout(warn, rest * 1000);
  };
  const go = (screen) => { current = screen; screen(); };
  const home = () => {
    session = null;
    isHeard = false;
    hush();
    if (pixel) officer.scale(pixel);
    language = setup?.languages[0] ?? "vi";
    if (isNewer) { location.reload(); return; }
    if (!setup || kioskLink.problem === "unknown") go(officer.pairing);
    else if (!pixel) go(officer.calibration);
    else if (kioskLink.problem === "twice") go(twice);
    else if (!setup.isOpen || kioskLink.day() > setup.closes) go(closed);
    else if (kioskLink.day() < setup.opens) go(notOpen);
    else go(start);
  };
  const tools = () => [
    setup && setup.languages.length > 1
      ? button(texts[language === "vi" ? "en" : "vi"].language, () => { language = language === "vi" ? "en" : "vi"; current(); },
        { lang: language === "vi" ? "en" : "vi", "data-act": "language" })
      : null,
    voice() ? button(say("listen"), () => { isHeard = !isHeard; current(); }, { "aria-pressed": String(isHeard), "data-act": "listen" }) : null,
  ];
  const manage = () => (setup?.pin ? button(say("admin"), () => go(officer.asking), { "data-act": "admin" }) : null);
  const waiting = () => (held > 0 || !kioskLink.isOnline
    ? text([say("waiting", { count: held }), kioskLink.isOnline ? null : say("unreachable")].filter(Boolean).join(". "), "kiosk-held") : null);

  const start = () => show("start", of(setup.title), {
    above: say("unit", { unit: of(setup.unit) }), isResting: true, spoken: [of(setup.consent), say("begin")],
    body: [
      setup.isSample ? text(say("sample"), "small") : null, text(of(setup.consent), "lead"),
      button(say("begin"), begin, { class: "kiosk-begin", "data-act": "begin" }), text(say("help"), "small"), waiting(),
    ],
    bar: [...tools(), manage()],
  });
  const shut = (name) => () => show(name, say(name), {
    above: say("unit", { unit: of(setup.unit) }), isResting: true, body: [text(say("help"), "lead"), waiting()], bar: [...tools(), manage()],
  });
  const closed = shut("closed");
  const notOpen = shut("not_open");
  const twice = () => show("twice", say("twice"), {
    isResting: true, body: [text(say("twice_text"), "lead"), text(say("held", { count: held }))], bar: [manage()],
  });

  // ── questions ──
  const program = () => {
    programs[language] ??= JSON.parse(setup.programs[language]);
    programs[language].today = kioskLink.day();
    return programs[language];
  };
  const work = () => questionnaires.fill(program(), (path) => session.answers[path] ?? [], () => 0, () => true);
  const item = (question) => program().items.findIndex((each) => each.name === question.name);
  const asked = (filled) => setup.questions.filter((question) => filled.visible[item(question)]?.[0]);

  const begin = () => {
    if (!document.fullscreenElement) document.documentElement.requestFullscreen?.().catch(() => {});
    session = { id: kioskLink.word(), begun: Date.now(), answers: {}, at: 0 };
    go(ask);
  };
  const step = (by) => {
    session.at += by;
    if (session.at < 0) home(); else go(session.at < asked(work()).length ? ask : sending);
  };
  const choose = (question, code, chosen) => {
    const before = session.answers[question.name] ?? [];
    if (!question.isMany) { session.answers[question.name] = [code]; forward(question); return; }
    session.answers[question.name] = before.includes(code) ? before.filter((each) => each !== code) : [...before, code];
    chosen.setAttribute("aria-pressed", String(!before.includes(code)));
  };
  // What the form says of an answer is told at once, and the screen stays.
  const forward = (question) => {
    const fault = work().faults.find((each) => each.path === question.name && each.message);
    if (!fault) { step(1); return; }
    root.querySelector(".kiosk-fault")?.remove();
    root.querySelector(".kiosk-body").prepend(make("p", { class: "kiosk-fault", role: "alert" }, fault.message));
  };
  const answer = (question, choice) => {
    const isChosen = (session.answers[question.name] ?? []).includes(choice.code);
    const made = button("", () => choose(question, choice.code, made), { class: "kiosk-answer", "data-code": choice.code, "aria-pressed": String(isChosen) });
    made.append(...(choice.face === undefined ? [] : [face(choice.face)]), make("b", {}, String(choice.number)), make("span", {}, of(choice.label)));
    return made;
  };
  // How many there are is known where none depends on another.
  const progress = (count) => {
    const isKnown = program().items.every((each) => each.when === undefined);
    return say(isKnown ? "progress_of" : "progress", { number: session.at + 1, count });
  };
  const ask = () => {
    const filled = work();
    const questions = asked(filled);
    const question = questions[session.at];
    const own = program().items[item(question)];
    const isAnswered = (session.answers[question.name] ?? []).length > 0;
    const isNeeded = filled.faults.some((each) => each.path === question.name && each.code === "forms.answer_missing");
    const [degrees, others] = [question.choices.filter((choice) => choice.face !== undefined), question.choices.filter((choice) => choice.face === undefined)];
    const rows = [["kiosk-degrees", degrees], ["kiosk-choices", others]].filter(([, choices]) => choices.length > 0);
    const help = [question.help ? of(question.help) : null, question.isMany ? say("choose_several") : null].filter(Boolean);
    show("question", own.label, {
      above: [progress(questions.length), question.part ? of(question.part) : null].filter(Boolean).join(" · "),
      spoken: [...help, ...question.choices.map((choice) => `${choice.number}. ${of(choice.label)}`)],
      body: [...help.map((line) => text(line, "lead")), ...rows.map(([kind, choices]) => make(
        "div", { class: kind, role: "group", "aria-label": own.label }, ...choices.map((choice) => answer(question, choice))))],
      bar: [
        button(say("back"), () => step(-1), { "data-act": "back" }),
        isAnswered || question.isMany
          ? button(say("next"), () => forward(question), { class: "kiosk-next", "data-act": "next" })
          : isNeeded ? null : button(say("skip"), () => forward(question), { "data-act": "skip" }),
        ...tools(), button(say("restart"), home, { "data-act": "restart" }),
      ],
    });
  };
  const sending = () => show("sending", say("send_title"), {
    spoken: [say("send_text"), say("send")],
    body: [text(say("send_text"), "lead"), button(say("send"), finish, { class: "kiosk-begin", "data-act": "send" })],
    bar: [button(say("back"), () => step(-1), { "data-act": "back" }), ...tools(), button(say("restart"), home, { "data-act": "restart" })],
  });
  // An answer is over when it lies on the disk; before that nobody is thanked, and until then walking away throws it away.
  const finish = async () => {
    const { id, begun } = session;
    const given = Object.entries(work().answers).filter(([name]) => setup.questions.some((question) => question.name === name));
    const answers = Object.fromEntries(given.map(([name, value]) => [name, value.many ?? value.one]));
    const now = Date.now();
    root.querySelectorAll("button").forEach((each) => { each.disabled = true; });
    try {
      const last = await kioskStore.get("finished");
      await kioskStore.keep({
        id, device: setup.id, instrument: setup.instrument, language, day: kioskLink.ownDay(), answers: JSON.stringify(answers),
        seconds: Math.max(0, Math.round((now - begun) / 1000)), gap: last !== undefined && begun >= last ? Math.round((begun - last) / 1000) : null,
      }, { finished: now });
    } catch {
      go(sending);
      root.querySelector(".kiosk-body").prepend(make("p", { class: "kiosk-fault", role: "alert" }, say("not_kept")));
      return;
    }
    session = null;
    held = await kioskStore.count();
    kioskLink.report();
    show("thanks", say("thanks"), { isResting: true, spoken: [say("thanks_text")], body: [text(say("thanks_text"), "lead")], bar: [button(say("close"), home, { "data-act": "close" })] });
    idle = setTimeout(home, thanks * 1000);
  };

  // ── when nobody is there any more ──
  const dialog = document.createElement("dialog");
  dialog.setAttribute("aria-labelledby", "still");
  root.after(dialog);
  const stay = () => {
    clearInterval(countdown);
    clearTimeout(idle);
    if (dialog.open) { dialog.close(); title.focus(); }
    idle = setTimeout(warn, rest * 1000);
  };
  const warn = () => {
    let left = warning;
    const line = text(say("still_text", { seconds: left }));
    dialog.replaceChildren(make("h2", { id: "still" }, say("still_title")), line, button(say("go_on"), stay, { class: "kiosk-begin", "data-act": "go_on" }));
    dialog.showModal();
    speak([say("still_title"), line.textContent]);
    countdown = setInterval(() => {
      left -= 1;
      line.textContent = say("still_text", { seconds: left });
      if (left > 0) return;
      clearInterval(countdown);
      dialog.close();
      home();
    }, 1000);
  };
  dialog.addEventListener("cancel", (event) => { event.preventDefault(); stay(); });
  // Each touch begins the time anew; on a screen that waits for nobody there is none.
  const touched = () => { if (!["start", "thanks", "closed", "not_open", "twice", "pairing"].includes(root.dataset.screen)) stay(); };
  for (const kind of ["pointerdown", "keydown"]) document.addEventListener(kind, touched);

  // ── what begins it all ──
  const officer = kioskOfficer({
    root, make, text, button, say, show, tools, go, home: () => home(), get setup() { return setup; }, get held() { return held; },
    get pixel() { return pixel; }, set pixel(measured) { pixel = measured; },
  });
  const stuck = (name, line) => show("stuck", say(name), { isResting: true, body: [text(say(line), "lead")] });
  const open = async () => {
    navigator.storage?.persist?.();
    [setup, pixel, held] = [await kioskStore.get("setup"), await kioskStore.get("pixel"), await kioskStore.count()];
    if (pixel) officer.scale(pixel);
    kioskLink.onsetup = (newer) => { setup = newer; programs = {}; };
    kioskLink.onchange = async () => {
      held = await kioskStore.count();
      // Nobody is disturbed: only screens that wait for somebody are drawn anew.
      if (["start", "closed", "not_open", "twice"].includes(root.dataset.screen)) home();
    };
    home();
    speech?.addEventListener?.("voiceschanged", () => { if (root.dataset.screen === "start") current(); });
    navigator.serviceWorker?.addEventListener("message", () => { isNewer = true; if (root.dataset.screen === "start") home(); });
    navigator.serviceWorker?.register("/surveys/kiosk/worker.js").catch(() => {});
    await kioskLink.begin();
  };

  // Nothing leads away: no menu, no dragging, no way back.
  for (const kind of ["contextmenu", "dragstart"]) document.addEventListener(kind, (event) => event.preventDefault());
  history.pushState(null, "", location.pathname);
  window.addEventListener("popstate", () => { if (!officer.isLeaving) history.pushState(null, "", location.pathname); });
  if (!window.isSecureContext || !window.indexedDB || !navigator.locks) stuck("cannot", "cannot_text");
  else {
    // Two windows of one machine would be two runs of one device.
    navigator.locks.request("kiosk", { signal: AbortSignal.timeout(5000) }, async () => {
      await open().catch(() => stuck("cannot", "cannot_text"));
      return new Promise(() => {});
    }).catch(() => stuck("other_window", "cannot_text"));
  }
});
