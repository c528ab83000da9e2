// What an officer does at a kiosk: gives it its place, measures its screen, looks after it behind a PIN, leaves it. `frame` draws screens
// and knows the device.
"use strict";
const kioskOfficer = (frame) => {
  const { root, make, text, button, say, show, tools, go, home } = frame;
  const [most, lock] = [5, 5 * 60_000];
  const card = 85_600;
  const officer = { isLeaving: false };

  // A line to type into; Enter does what the button beside it does.
  const field = (name, words, given, act) => {
    const input = make("input", { id: name, name, autocomplete: "off", ...given });
    if (act) input.addEventListener("keydown", (event) => { if (event.key === "Enter") act(); });
    return make("div", { class: "field" }, make("label", { for: name }, words), input);
  };
  const tell = (words) => {
    root.querySelector(".kiosk-fault")?.remove();
    root.querySelector(".kiosk-body").prepend(make("p", { class: "kiosk-fault", role: "alert" }, words));
  };
  const pairing = () => {
    const send = async () => {
      try {
        await kioskLink.pair(root.querySelector("input").value);
        home();
      } catch (error) { tell(error.detail ?? say("unreachable")); }
    };
    show("pairing", say("pair"), {
      isResting: true,
      body: [
        text(say(kioskLink.problem === "unknown" ? "unknown" : "pair_text"), "lead"), frame.held > 0 ? text(say("held", { count: frame.held })) : null,
        field("code", say("pair_code"), { class: "kiosk-code" }, send), button(say("pair_submit"), send, { class: "kiosk-begin", "data-act": "pair" }),
      ],
      bar: [...tools(), frame.setup && kioskLink.problem !== "unknown" ? button(say("close"), home, { "data-act": "close" }) : null],
    });
  };

  const digest = async (figures, { rounds, salt }) => {
    const bytes = Uint8Array.from(salt.match(/../g), (pair) => parseInt(pair, 16));
    const key = await crypto.subtle.importKey("raw", new TextEncoder().encode(figures), "PBKDF2", false, ["deriveBits"]);
    const bits = await crypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt: bytes, iterations: rounds }, key, 256);
    return [...new Uint8Array(bits)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  };
  // Tries are counted on the disk, so that starting anew gives no more of them.
  const enter = async () => {
    const tries = (await kioskStore.get("tries")) ?? { wrong: 0, since: 0 };
    const isOver = tries.wrong >= most && Math.abs(Date.now() - tries.since) >= lock;
    const wrong = isOver ? 0 : tries.wrong;
    if (wrong >= most) { tell(say("pin_locked", { minutes: Math.ceil((lock - Math.abs(Date.now() - tries.since)) / 60_000) })); return; }
    const input = root.querySelector("input");
    // The try counts before it is looked at.
    await kioskStore.set({ tries: { wrong: wrong + 1, since: Date.now() } });
    if ((await digest(input.value, frame.setup.pin)) === frame.setup.pin.digest) {
      await kioskStore.set({ tries: { wrong: 0, since: 0 } });
      go(admin);
      return;
    }
    input.value = "";
    tell(wrong + 1 >= most ? say("pin_locked", { minutes: lock / 60_000 }) : say("pin_wrong", { left: most - wrong - 1 }));
  };
  const asking = () => {
    const press = (change) => () => { const input = root.querySelector("input"); input.value = change(input.value); };
    show("pin", say("pin"), {
      body: [
        field("pin", say("pin"), { type: "password", inputmode: "none", maxlength: 8 }, enter),
        make("div", { class: "kiosk-keys" }, ...[..."1234567890"].map((figure) => button(figure, press((value) => (value + figure).slice(0, 8)))),
          button(say("delete"), press((value) => value.slice(0, -1))), button(say("ok"), enter, { "data-act": "enter" })),
      ],
      bar: [button(say("close"), home, { "data-act": "close" })],
    });
  };
  const admin = () => {
    const moment = (time) => (time ? new Date(time).toLocaleString(document.documentElement.lang === "vi" ? "vi-VN" : "en-GB") : say("never"));
    const away = Math.round(kioskLink.ahead / 60_000);
    show("admin", say("admin"), {
      body: [
        text([say("device", { name: frame.setup.device }), say("waiting", { count: frame.held }), say("sent_at", { time: moment(kioskLink.sent) })].join(" · ")),
        Math.abs(away) > 2 ? text(say("clock", { minutes: away }), "kiosk-fault") : null,
        make("div", { class: "kiosk-choices" },
          button(say("send_now"), async () => { await kioskLink.report(); go(admin); }, { "data-act": "send_now" }),
          button(say("calibrate"), () => go(calibration), { "data-act": "calibrate" }),
          button(say("full_screen"), () => { if (document.fullscreenElement) document.exitFullscreen(); else document.documentElement.requestFullscreen?.().catch(() => {}); }),
          button(say("pair_again"), () => go(pairing), { "data-act": "pair_again" }),
          button(say("leave"), () => { officer.isLeaving = true; location.assign("/"); }, { "data-act": "leave" })),
      ],
      bar: [...tools(), button(say("close"), home, { "data-act": "close" })],
    });
  };

  // Somebody sets a drawn card to the size of a real one; what a pixel measures follows (SV-61).
  const scale = (micrometres) => document.body.style.setProperty("--mm", `${1000 / micrometres}px`);
  const calibration = () => {
    const width = (micrometres) => Math.round(card / micrometres);
    const micrometres = () => Math.round(card / Number(range.value));
    const range = make("input", { id: "width", type: "range", min: width(450), max: width(90), step: 1 });
    range.value = width(frame.pixel ?? 265);
    const size = text("");
    const draw = () => { scale(micrometres()); size.textContent = say("millimetres", { pixels: Math.round(16_000 / micrometres()) }); };
    const nudge = (by) => () => { range.value = Number(range.value) + by; draw(); };
    range.addEventListener("input", draw);
    const save = async () => {
      frame.pixel = micrometres();
      await kioskStore.set({ pixel: frame.pixel });
      kioskLink.report();
      home();
    };
    show("calibration", say("calibrate"), {
      isResting: !frame.pixel,
      body: [
        text(say("calibrate_text"), "lead"),
        make("div", { class: "kiosk-two" },
          make("div", { "aria-hidden": "true" }, make("div", { class: "kiosk-card" }), make("div", { class: "kiosk-ruler" })),
          make("div", {}, make("div", { class: "field" }, make("label", { for: "width" }, say("calibrate_width")), range), size)),
      ],
      bar: [button(say("smaller"), nudge(-1), { "data-act": "smaller" }), button(say("larger"), nudge(1), { "data-act": "larger" }), button(say("save"), save, { "data-act": "save" })],
    });
    draw();
  };
  return Object.assign(officer, { pairing, asking, calibration, scale });
};
