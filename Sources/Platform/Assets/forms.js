// Shows, hides, computes and tells while a form is filled in. The server decides; without this script its buttons do the same.
"use strict";
document.querySelectorAll("form[data-program]").forEach((form) => {
  const program = JSON.parse(form.dataset.program);
  const texts = JSON.parse(form.dataset.texts);
  const touched = new Set();
  const refusedFiles = new Map();
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
  const named = (name) => [...form.elements].filter((control) => control.name === name);
  form.querySelectorAll(".without-script").forEach((button) => button.remove());

  // What stands in the controls of a path; new files count by their names.
  const values = (path) => named(`q.${path}`).flatMap((control) => {
    if (control.type === "file") return [...control.files].map((file) => `new:${file.name}`);
    if (control.type === "checkbox" || control.type === "radio") return control.checked ? [control.value] : [];
    return [control.value];
  });
  const rowsOf = (name) => {
    const count = form.elements[`q.${name}`]?.value ?? "";
    return /^[0-9]+$/.test(count) ? Number(count) : 0;
  };
  // What a catalogue holds stands in its control; one of another screen is the server's to judge.
  const holds = () => true;
  const work = () => questionnaires.fill(program, values, rowsOf, holds);

  const shown = (value) => {
    if (value === null || value === undefined || value === "") return "—";
    if (typeof value === "boolean") return texts[value ? "forms.yes" : "forms.no"];
    if (typeof value === "string") return value;
    const text = questionnaires.spelledRatio(value);
    if (text === null) return "—";
    const [point, group] = program.language === "vi" ? [",", "."] : [".", ","];
    const [whole, decimals] = text.replace("-", "−").split(".");
    return whole.replace(/\B(?=([0-9]{3})+$)/g, group) + (decimals ? point + decimals : "");
  };

  const sentence = (fault) => {
    if (fault.message) return fault.message;
    const name = fault.path.split(".").pop();
    const label = program.items.find((item) => item.name === name)?.label ?? name;
    return fill(texts[fault.code] ?? fault.code, { ...fault.details, label });
  };

  // Tells what is wrong at a field; what was not yet left is not told off.
  const tell = (box, name, sentences) => {
    const field = box.querySelector(".field");
    if (!field) return;
    const id = `${name}-error`;
    let line = document.getElementById(id);
    field.classList.toggle("is-wrong", sentences.length > 0);
    if (!sentences.length) { line?.remove(); } else {
      if (!line) {
        line = Object.assign(document.createElement("p"), { className: "wrong", id });
        const before = field.querySelector("input:not([type=radio]):not([type=checkbox]), select, textarea, .choice");
        before.parentNode.insertBefore(line, before);
      }
      line.textContent = sentences.join(" ");
    }
    for (const control of named(name)) {
      const about = new Set((control.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean));
      if (sentences.length) { about.add(id); control.setAttribute("aria-invalid", "true"); } else { about.delete(id); control.removeAttribute("aria-invalid"); }
      if (about.size) control.setAttribute("aria-describedby", [...about].join(" ")); else control.removeAttribute("aria-describedby");
    }
  };

  const refresh = () => {
    const filled = work();
    const faults = new Map();
    for (const fault of filled.faults) faults.set(fault.path, [...(faults.get(fault.path) ?? []), sentence(fault)]);
    for (const box of form.querySelectorAll("[data-item]")) {
      const index = Number(box.dataset.item);
      const item = program.items[index];
      const row = item.in === undefined ? 0 : Number(box.dataset.row) - 1;
      box.hidden = !filled.visible[index]?.[row];
      if (item.is !== "question") continue;
      const name = `q.${filled.path(item, row)}`;
      const output = box.querySelector("output[data-value]");
      if (output) output.textContent = shown(filled.values[index]?.[row]);
      if (touched.has(name)) tell(box, name, refusedFiles.get(name) ?? faults.get(name.slice(2)) ?? []);
      narrow(item, box, filled, row);
    }
    for (const repeat of form.querySelectorAll("[data-rows]")) settleRows(repeat, filled);
    return filled;
  };

  // Choices that belong to another answer: those of a list are hidden, those of a catalogue the server brings.
  const narrow = (item, box, filled, row) => {
    const select = box.querySelector("select");
    if (!select || item.within === undefined) return;
    const whole = filled.valueAt(item.within, row) ?? "";
    if (item.choices) {
      for (const option of select.options) {
        const group = item.choices.find(([code]) => code === option.value)?.[1];
        option.hidden = option.disabled = group !== undefined && group !== whole;
      }
      if (select.selectedOptions[0]?.disabled) select.value = "";
    } else if (select.dataset.whole !== whole) bring(item, select, whole);
  };
  // What was kept without its list stays until the list is there; where none comes, the next key asks again.
  const bring = async (item, select, whole) => {
    const first = select.dataset.whole === undefined;
    select.dataset.whole = whole;
    // The page came with the choices of the answer it was drawn with.
    if (first && [...select.options].some((option) => option.value !== "" && option.className !== "kept")) return;
    const held = select.selectedOptions[0]?.className === "kept" ? select.selectedOptions[0] : null;
    const put = (options, chosen) => { select.replaceChildren(new Option(texts["forms.choose"], ""), ...options); select.value = chosen; };
    put(held ? [held] : [], held?.value ?? "");
    if (whole === "") return;
    try {
      const answer = await fetch(`/api/v1/procedures/catalogues/${item.catalogue}?within=${encodeURIComponent(whole)}&lang=${program.language}`);
      if (!answer.ok) throw new Error(`${answer.status}`);
      const { choices } = await answer.json();
      if (select.dataset.whole !== whole) return;
      put(choices.map(([code, label]) => new Option(label, code)), choices.some(([code]) => code === select.value) ? select.value : "");
    } catch { if (select.dataset.whole === whole) delete select.dataset.whole; }
  };

  // Rows of a repeat.
  const count = (repeat) => form.elements[`q.${program.items[repeat.dataset.rows].name}`];
  const makeRow = (repeat, row) => {
    const template = repeat.parentNode.querySelector("template");
    const holder = document.createElement("div");
    holder.innerHTML = template.innerHTML.replaceAll("{row}", String(row));
    repeat.append(holder.firstElementChild);
  };
  const settleRows = (repeat, filled) => {
    const index = Number(repeat.dataset.rows);
    const item = program.items[index];
    const rows = filled.counts[index] ?? 0;
    if (item.count !== undefined) count(repeat).value = rows;
    let changed = false;
    while (repeat.children.length < rows) { makeRow(repeat, repeat.children.length + 1); changed = true; }
    if (item.count !== undefined) while (repeat.children.length > rows) { repeat.lastElementChild.remove(); changed = true; }
    const add = repeat.parentNode.querySelector("[data-add]");
    if (add) add.hidden = rows >= item.most;
    repeat.querySelectorAll("[data-remove]").forEach((button) => { button.hidden = rows <= item.least; });
    if (changed) refresh();
  };
  const renumber = (repeat, from) => {
    [...repeat.children].slice(from).forEach((box, offset) => {
      const [old, row] = [from + offset + 2, from + offset + 1];
      const name = program.items[repeat.dataset.rows].name;
      for (const element of box.querySelectorAll("*")) {
        for (const attribute of ["id", "name", "for", "value", "aria-describedby"]) {
          const text = element.getAttribute(attribute);
          if (text === null || (attribute === "value" && element.dataset.remove === undefined)) continue;
          element.setAttribute(attribute, text.replaceAll(`${name}.${old}`, `${name}.${row}`));
        }
        if (element.dataset.row !== undefined) element.dataset.row = row;
      }
      const legend = box.querySelector("legend");
      legend.textContent = legend.textContent.replace(String(old), String(row));
    });
  };
  form.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-add], button[data-remove]");
    if (!button) return;
    event.preventDefault();
    const repeat = button.closest(".repeat").querySelector("[data-rows]");
    if (button.dataset.add !== undefined) {
      count(repeat).value = repeat.children.length + 1;
      refresh();
      repeat.lastElementChild?.querySelector("input, select, textarea")?.focus();
    } else {
      const box = button.closest("[data-rowbox]");
      const from = [...repeat.children].indexOf(box);
      box.remove();
      renumber(repeat, from);
      count(repeat).value = repeat.children.length;
      refresh();
      repeat.parentNode.querySelector("[data-add]")?.focus();
    }
    form.dispatchEvent(new Event("input"));
  });

  // Files that are too large or of another kind are told before they travel.
  const checkFiles = (control) => {
    const item = program.items[control.closest("[data-item]").dataset.item];
    const wrong = [...control.files].find((file) => file.size > item.bytes || !item.endings.includes(file.name.split(".").pop().toLowerCase()));
    refusedFiles.delete(control.name);
    if (!wrong) return;
    const key = wrong.size > item.bytes ? "forms.file.too_large" : "forms.file.other_kind";
    const values = { name: wrong.name, size: item.bytes >> 20, kinds: item.endings.join(", ").toUpperCase() };
    refusedFiles.set(control.name, [fill(texts[key], values)]);
    control.value = "";
  };

  let timer;
  form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(refresh, 120); });
  form.addEventListener("change", (event) => {
    touched.add(event.target.name);
    if (event.target.type === "file") checkFiles(event.target);
    refresh();
  });
  form.addEventListener("focusout", (event) => {
    if (event.target.name?.startsWith("q.") && event.target.value !== "" && event.target.type !== "file") { touched.add(event.target.name); refresh(); }
  });
  form.addEventListener("restored", refresh);
  // Keys of telephones with figures, where only figures are asked for; a day is understood without its strokes.
  const keys = { integer: "numeric", decimal: "decimal", id_number: "numeric", date: "numeric" };
  form.addEventListener("focusin", (event) => {
    const kind = program.items[event.target.closest("[data-item]")?.dataset.item]?.kind;
    if (keys[kind]) event.target.inputMode = keys[kind];
  });
  document.querySelectorAll(".wrong[id^='q.']").forEach((line) => touched.add(line.id.slice(0, -"-error".length)));
  refresh();
});
