// Fills a form with each case as the page's own scripts do, in the words in which `cchc procedures form try` tells the outcome.
([program, cases, lists]) => {
  const holds = (list, code, whole) => code in lists[list] && (whole === undefined || lists[list][code] === whole);
  const outcome = (sent) => {
    const rowsOf = (name) => {
      const count = (sent[`q.${name}`] ?? [""])[0];
      return /^[0-9]+$/.test(count) ? Number(count) : 0;
    };
    const filled = questionnaires.fill(program, (path) => sent[`q.${path}`] ?? [], rowsOf, holds);
    const answers = {};
    program.items.forEach((item, index) => {
      if (item.is === "repeat" && filled.visible[index][0]) answers[item.name] = Array.from({ length: filled.counts[index] }, () => ({}));
    });
    for (const [path, answer] of Object.entries(filled.answers)) {
      const value = answer.many ?? (answer.typed === undefined ? answer.one : { typed: answer.typed });
      const [name, row, inner] = path.split(".");
      if (inner === undefined) answers[name] = value;
      else answers[name][row - 1][inner] = value;
    }
    return { answers, faults: filled.faults.map(({ path, code }) => [path, code]), visible: filled.visible.map((rows) => rows.map(Number)) };
  };
  return cases.map(outcome);
}
