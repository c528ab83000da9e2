// Works a form out as Sources/Forms/Engine does, with the same programs: exact fractions, the same order, the same limits.
// Tests/Browser/test_forms.py holds both together over generated answers.
"use strict";
const questionnaires = (() => {
  const most = (1n << 127n) - 1n;
  class Missing extends Error {}
  class Broken extends Error {}
  const size = (x) => (x < 0n ? -x : x);
  const fit = (x) => { if (size(x) > most) throw new Broken(); return x; };
  const gcd = (a, b) => { while (b) [a, b] = [b, a % b]; return a || 1n; };
  const ratio = (n, d = 1n) => {
    const g = gcd(size(n), size(d));
    return d < 0n ? { n: -n / g, d: -d / g } : { n: n / g, d: d / g };
  };
  const plus = (a, b) => {
    const g = gcd(a.d, b.d);
    return ratio(fit(fit(a.n * (b.d / g)) + fit(b.n * (a.d / g))), fit((a.d / g) * b.d));
  };
  const times = (a, b) => {
    const [f, g] = [gcd(size(a.n), b.d), gcd(size(b.n), a.d)];
    return ratio(fit((a.n / f) * (b.n / g)), fit((a.d / g) * (b.d / f)));
  };
  const over = (a, b) => { if (b.n === 0n) throw new Broken(); return times(a, ratio(b.d, b.n)); };
  const opposite = (a) => ({ n: -a.n, d: a.d });
  const below = (a, b) => a.n * b.d < b.n * a.d;
  const same = (a, b) => (typeof a === "object" ? a.n === b.n && a.d === b.d : a === b);
  const written = (text) => { const [n, d] = text.split("/"); return { n: BigInt(n), d: BigInt(d ?? 1) }; };
  const whole = (n) => ratio(BigInt(n));
  const fits64 = (n) => n >= -(1n << 63n) && n < 1n << 63n;

  // Numbers of up to 18 decimals, as digits and a scale.
  const spell = (digits, scale) => {
    while (scale > 0 && digits % 10n === 0n) { digits /= 10n; scale -= 1; }
    const figures = size(digits).toString().padStart(scale + 1, "0");
    const text = scale ? `${figures.slice(0, -scale)}.${figures.slice(-scale)}` : figures;
    return digits < 0n ? `-${text}` : text;
  };
  const rounded = (a, scale) => {
    const top = size(a.n) * 10n ** BigInt(scale);
    let digits = top / a.d;
    if (!fits64(digits)) return null;
    if ((top % a.d) * 2n >= a.d) digits += 1n;
    return fits64(digits) ? (a.n < 0n ? -digits : digits) : null;
  };
  const spelledRatio = (a) => {
    for (let scale = 0; scale <= 18; scale += 1) {
      const power = 10n ** BigInt(scale);
      if (power % a.d) continue;
      const digits = a.n * (power / a.d);
      if (fits64(digits)) return spell(digits, scale);
      break;
    }
    const digits = rounded(a, 6);
    return digits === null ? null : spell(digits, 6);
  };
  const number = (text) => {
    if (!/^-?[0-9]+(\.[0-9]+)?$/.test(text)) return null;
    const scale = (text.split(".")[1] ?? "").length;
    const digits = BigInt(text.replace(".", ""));
    return scale > 18 || !fits64(digits) ? null : { digits, scale };
  };

  // Days.
  const day = (year, month, date) => {
    const time = new Date(Date.UTC(year, month - 1, date));
    return year >= 1900 && year <= 2999 && time.getUTCMonth() === month - 1 && time.getUTCDate() === date ? time.getTime() / 864e5 : null;
  };
  const isoDay = (text) => {
    const parts = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(text);
    return parts && day(+parts[1], +parts[2], +parts[3]);
  };
  const spelledDay = (days) => new Date(days * 864e5).toISOString().slice(0, 10);
  const civil = (a) => {
    const days = a.d === 1n ? Number(a.n) : NaN;
    if (!(days >= -25567 && days <= 376199)) throw new Broken();
    return spelledDay(days).split("-").map(Number);
  };

  const shape = (pattern) => {
    const body = pattern.replace(/\\(.)/gu, (all, sign) => (/[\^$\\.*+?()[\]{}|/d-]/.test(sign) ? all : sign));
    let outside = "";
    let inClass = false;
    for (let at = 0; at < body.length; at += 1) {
      const sign = body[at];
      if (sign === "\\") { at += 1; outside += !inClass && body[at] === "-" ? "-" : sign + body[at]; continue; }
      if (sign === "[") inClass = true;
      if (sign === "]") inClass = false;
      outside += sign;
    }
    return new RegExp(`^(?:${outside})$`, "us");
  };

  const functions = {
    if: (x, c, a, b) => x(x(c) ? a : b),
    min: (x, ...parts) => parts.map(x).reduce((a, b) => (below(b, a) ? b : a)),
    max: (x, ...parts) => parts.map(x).reduce((a, b) => (below(a, b) ? b : a)),
    clamp: (x, ...parts) => {
      const [value, low, high] = parts.map(x);
      if (below(high, low)) throw new Broken();
      const raised = below(value, low) ? low : value;
      return below(high, raised) ? high : raised;
    },
    abs: (x, a) => { const value = x(a); return { n: size(value.n), d: value.d }; },
    floor: (x, a) => {
      const value = x(a);
      return ratio(value.n < 0n && value.n % value.d ? value.n / value.d - 1n : value.n / value.d);
    },
    round: (x, a, b) => {
      const [value, scale] = [x(a), Number(x(b).n)];
      const digits = rounded(value, scale);
      if (digits === null) throw new Broken();
      return ratio(digits, 10n ** BigInt(scale));
    },
    given: (x, a) => { const value = x.look(a[1]); return value !== null && value !== ""; },
    length: (x, a) => whole([...x(a)].length),
    matches: (x, a, b) => { const text = x(a); return shape(x(b)).test(text); },
    includes: (x, a, b) => { const list = x(a); const word = x(b); return list.split(" ").some((one) => one !== "" && one === word); },
    date: (x, a) => whole(isoDay(x(a)) ?? 0),
    years: (x, a, b) => {
      const [from, to] = [civil(x(a)), civil(x(b))];
      const isBefore = to[1] < from[1] || (to[1] === from[1] && to[2] < from[2]);
      return whole(to[0] - from[0] - (isBefore ? 1 : 0));
    },
    year: (x, a) => whole(civil(x(a))[0]),
  };
  const compare = (sign, a, b) => {
    switch (sign) {
      case "=": return same(a, b);
      case "!=": return !same(a, b);
      case "<": return below(a, b);
      case "<=": return !below(b, a);
      case ">": return below(b, a);
      default: return !below(a, b);
    }
  };
  const folded = (x, parts, join, part) =>
    parts.slice(1).reduce((sum, [node, isInverse]) => { const value = x(node); return isInverse ? part(sum, value) : join(sum, value); }, x(parts[0][0]));

  // Evaluates one formula; `look` gives the value of a variable, null where it has none.
  const evaluate = (code, look) => {
    const x = (node) => {
      const [sign, ...parts] = node;
      switch (sign) {
        case "n": return written(parts[0]);
        case "t": case "b": return parts[0];
        case "v": { const value = look(parts[0]); if (value === null) throw new Missing(); return value; }
        case "neg": return opposite(x(parts[0]));
        case "not": return !x(parts[0]);
        case "+": return folded(x, parts, plus, (a, b) => plus(a, opposite(b)));
        case "*": return folded(x, parts, times, over);
        case "and": return parts.every(x);
        case "or": return parts.some(x);
        case "steps": {
          const value = x(parts[0]);
          const rung = parts.slice(1, -1).find(([bound, limit]) => compare(bound, value, written(limit)));
          return x(rung ? rung[2] : parts[parts.length - 1]);
        }
        case "call": return functions[parts[0]](x, ...parts.slice(1));
        default: { const a = x(parts[0]); return compare(sign, a, x(parts[1])); }
      }
    };
    x.look = look;
    return x(code);
  };

  return { Missing, Broken, evaluate, plus, whole, ratio, number, spell, spelledRatio, day, isoDay, spelledDay };
})();
