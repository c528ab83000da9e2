// Reads what was written and fills a form: the counterpart of Sources/Forms/Answers/AnswerReading.swift and Engine/Filling.swift.
"use strict";
(() => {
  const { Missing, evaluate, plus, whole, ratio, number, spell, spelledRatio, day, isoDay, spelledDay } = questionnaires;
  const phones = /^0[0-9]{9,10}$/;
  const idNumbers = /^0[0-9]{11}$/;
  const emails = /^[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-][A-Za-z0-9.-]{0,180}\.[A-Za-z]{2,24}$/;

  const clean = (text) =>
    text.replace(/\r\n?/g, "\n").replace(/[\p{Cc}]/gu, (sign) => (sign === "\n" || sign === "\t" ? sign : "")).normalize("NFC")
      .replace(/^[\p{Zs}\t\n\u2028\u2029]+|[\p{Zs}\t\n\u2028\u2029]+$/gu, "");

  const readNumber = (text, point, grouping) => {
    const sign = text.startsWith("-") ? "-" : "";
    const bare = text.slice(sign.length);
    const at = bare.indexOf(point);
    const groups = (at < 0 ? bare : bare.slice(0, at)).split(grouping);
    if (groups.length > 1 && !(/^[^0].{0,2}$/s.test(groups[0]) && groups.slice(1).every((group) => group.length === 3))) return null;
    const found = number(sign + groups.join("") + (at < 0 ? "" : `.${bare.slice(at + 1)}`));
    return found && spell(found.digits, found.scale);
  };
  const writtenNumber = (text, language) => {
    const plain = text.replace(/^ +| +$/g, "").replace(/^−/, "-");
    const [vi, en] = [readNumber(plain, ",", "."), readNumber(plain, ".", ",")];
    return language === "vi" ? vi ?? en : en ?? vi;
  };
  const writtenDay = (text) => {
    let days = isoDay(text);
    if (days === null) {
      const bare = /^[0-9]{8}$/.test(text) ? `${text.slice(0, 2)}/${text.slice(2, 4)}/${text.slice(4)}` : text.replace(/[.\- ]/g, "/");
      const parts = /^([0-9]{1,4})\/([0-9]{1,4})\/([0-9]{4})$/.exec(bare);
      days = parts && day(+parts[3], +parts[2], +parts[1]);
    }
    return days === null ? null : spelledDay(days);
  };
  const writtenPhone = (text) => {
    const bare = text.replace(/[ .()-]/g, "");
    if (bare.startsWith("+84")) return `0${bare.slice(3)}`;
    return bare.startsWith("84") && new TextEncoder().encode(bare).length >= 11 ? `0${bare.slice(2)}` : bare;
  };
  const spelling = (kind, text, language) => {
    switch (kind) {
      case "integer": case "decimal": return writtenNumber(text, language);
      case "date": return writtenDay(text);
      case "phone": return writtenPhone(text);
      case "id_number": return text.replace(/[ .]/g, "");
      case "email": return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
      case "yes_no": return text === "yes" || text === "no" ? text : null;
      default: return text;
    }
  };
  const isMany = (item) => item.kind === "choices" || item.kind === "file";

  // The answer that the values of one name mean; null where there is none.
  const read = (item, texts, language) => {
    const values = texts.map(clean);
    if (isMany(item)) {
      const many = [...new Set(values.filter((value) => value !== ""))];
      return many.length ? { many } : null;
    }
    const text = values[0] ?? "";
    if (text === "") return null;
    const one = spelling(item.kind, text, language);
    if (one === null) return { typed: text };
    return one === "" ? null : { one };
  };

  const unread = {
    integer: "integer_expected", decimal: "number_expected", date: "date_expected", yes_no: "yes_no_expected", phone: "phone_expected",
    id_number: "id_number_expected", email: "email_expected", choice: "choice_unknown", choices: "choice_unknown",
  };
  const wrong = (item, answer) => {
    const code = `forms.${unread[item.kind] ?? "text_expected"}`;
    if (answer.typed !== undefined) return { code };
    if (isMany(item)) {
      return item.kind === "file" && answer.many.length > item.most ? { code: "forms.files_excess", details: { most: item.most } } : null;
    }
    const text = answer.one;
    const unless = (holds) => (holds ? null : { code });
    switch (item.kind) {
      case "text": return [...text].length > item.most ? { code: "forms.text_long", details: { most: item.most } } : null;
      case "integer": return unless(!text.includes("."));
      case "decimal": return (text.split(".")[1] ?? "").length > item.scale ? { code: "forms.decimals_excess", details: { most: item.scale } } : null;
      case "phone": return unless(phones.test(text));
      case "id_number": return unless(idNumbers.test(text));
      case "email": return unless(emails.test(text));
      default: return null;
    }
  };
  const valueOf = (item, answer) => {
    if (answer.many) return answer.many.join(" ");
    switch (item.kind) {
      case "integer": case "decimal": {
        const found = number(answer.one);
        return ratio(found.digits, 10n ** BigInt(found.scale));
      }
      case "date": return whole(isoDay(answer.one));
      case "yes_no": return answer.one === "yes";
      default: return answer.one;
    }
  };

  class Filling {
    // `values` gives the texts of a path, `rowsOf` how many rows a repeat is said to have, `holds` whether a catalogue has a code.
    constructor(program, values, rowsOf, holds) {
      Object.assign(this, { program, given: values, rowsOf, holds });
      this.today = whole(isoDay(program.today));
      this.visible = [];
      this.values = [];
      this.counts = {};
      this.broken = {};
      this.answers = {};
      this.faults = [];
      for (const index of program.order) this.workOut(index);
      program.items.forEach((_, index) => this.check(index));
    }

    rows(item) { return item.in === undefined ? 1 : this.counts[item.in] ?? 0; }
    path(item, row) { return item.in === undefined ? item.name : `${this.program.items[item.in].name}.${row + 1}.${item.name}`; }

    workOut(index) {
      const item = this.program.items[index];
      const rows = Array.from({ length: this.rows(item) }, (_, row) => row);
      this.visible[index] = rows.map((row) => this.isThere(item, row));
      if (item.is === "repeat") this.counts[index] = this.visible[index][0] ? this.count(item) : 0;
      else if (item.is === "question") this.values[index] = rows.map((row) => (this.visible[index][row] ? this.value(item, row) : null));
    }

    isThere(item, row) {
      if (item.parent !== undefined) {
        const around = this.visible[item.parent];
        if (!(this.program.items[item.parent].is === "repeat" ? around[0] : around[row])) return false;
      }
      return item.when === undefined || this.isTrue(item.when, row) === true;
    }

    count(item) {
      if (item.count === undefined) return Math.min(Math.max(this.rowsOf(item.name), item.least), item.most);
      const number = this.attempt(item.count, 0);
      if (number === null || number.n < 0n) return 0;
      const rows = number.n / number.d;
      return rows > BigInt(item.most) ? item.most : Number(rows);
    }

    value(item, row) {
      const path = this.path(item, row);
      if (item.calculation !== undefined) {
        const value = this.attempt(item.calculation, row);
        if (value === null) return null;
        const text = typeof value === "object" ? spelledRatio(value) : typeof value === "boolean" ? (value ? "yes" : "no") : value;
        if (text === null) return null;
        if (text !== "") this.answers[path] = { one: text };
        return value;
      }
      if (item.kind === "note") return null;
      const answer = read(item, this.given(path), this.program.language);
      if (!answer) return null;
      this.answers[path] = answer;
      const fault = wrong(item, answer) ?? this.choiceFault(item, answer, row);
      if (fault) { this.broken[path] = fault; return null; }
      return valueOf(item, answer);
    }

    choiceFault(item, answer, row) {
      if (item.kind !== "choice" && item.kind !== "choices") return null;
      const within = item.within === undefined ? undefined : this.valueAt(item.within, row) ?? "";
      const offered = (code) => (item.catalogue
        ? this.holds(item.catalogue, code, within)
        : item.choices.some(([own, group]) => own === code && (within === undefined || group === undefined || group === within)));
      return (answer.many ?? [answer.one]).every(offered) ? null : { code: "forms.choice_unknown" };
    }

    valueAt(index, row) { return this.values[index]?.[this.program.items[index].in === undefined ? 0 : row] ?? null; }

    look(variable, row) {
      const [meaning, index] = this.program.meanings[variable];
      switch (meaning) {
        case "today": return this.today;
        case "row": return whole(row + 1);
        case "value": return this.valueAt(index, row) ?? (this.program.items[index].value === "text" ? "" : null);
        case "count": {
          if (this.program.items[index].is === "repeat") return whole(this.counts[index] ?? 0);
          return whole((this.valueAt(index, row) ?? "").split(" ").filter((word) => word !== "").length);
        }
        default:
          try {
            return this.values[index].reduce((sum, value) => (value === null ? sum : plus(sum, value)), whole(0));
          } catch { return null; }
      }
    }

    attempt(code, row) {
      try { return evaluate(code, (variable) => this.look(variable, row)); } catch { return null; }
    }

    // null where an answer that is needed is missing.
    isTrue(code, row) {
      try { return evaluate(code, (variable) => this.look(variable, row)); } catch (error) { return error instanceof Missing ? null : false; }
    }

    check(index) {
      const item = this.program.items[index];
      for (let row = 0; row < this.rows(item); row += 1) {
        if (!this.visible[index][row]) continue;
        if (item.is === "repeat") this.checkRows(item);
        else if (item.is === "question") this.checkAnswer(item, index, row);
      }
    }

    checkRows(item) {
      if (item.count === undefined && this.rowsOf(item.name) > item.most) this.fault(item.name, "forms.rows_excess", { most: item.most });
    }

    checkAnswer(item, index, row) {
      const path = this.path(item, row);
      const broken = this.broken[path];
      if (broken) { this.fault(path, broken.code, broken.details); return; }
      if (this.valueAt(index, row) === null) {
        const isAsked = item.kind !== "note" && item.kind !== "calculated" && item.required !== undefined;
        if (isAsked && (item.required === true || this.isTrue(item.required, row) === true)) this.fault(path, "forms.answer_missing");
        return;
      }
      for (const [condition, message] of item.checks ?? []) {
        if (this.isTrue(condition, row) === false) this.faults.push({ path, code: "forms.check_failed", details: {}, message });
      }
    }

    fault(path, code, details = {}) { this.faults.push({ path, code, details }); }
  }
  questionnaires.fill = (program, values, rowsOf, holds) => new Filling(program, values, rowsOf, holds);
})();
