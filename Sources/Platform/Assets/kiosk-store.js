// What a kiosk knows and what was answered at it, in the browser's own database: a write is over when it lies on the disk, so neither a
// power cut nor weeks without a connection lose an answer.
"use strict";
const kioskStore = (() => {
  let base;
  const open = () => new Promise((done, fail) => {
    const asked = indexedDB.open("kiosk", 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("state");
      asked.result.createObjectStore("queue", { keyPath: "id" });
    };
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => fail(asked.error);
  });

  // One transaction over both tables; `body` returns the request whose result is wanted.
  const work = async (mode, body) => {
    base ??= open();
    const act = (await base).transaction(["state", "queue"], mode, { durability: "strict" });
    return new Promise((done, fail) => {
      const asked = body(act.objectStore("state"), act.objectStore("queue"));
      act.oncomplete = () => done(asked?.result);
      act.onabort = () => fail(act.error);
    });
  };

  const put = (state, values) => { for (const [name, value] of Object.entries(values)) state.put(value, name); };
  return {
    get: (name) => work("readonly", (state) => state.get(name)),
    set: (values) => work("readwrite", (state) => put(state, values)),
    count: () => work("readonly", (state, queue) => queue.count()),
    first: (most) => work("readonly", (state, queue) => queue.getAll(null, most)),
    // An answer and what is known after it, together or not at all.
    keep: (answer, values) => work("readwrite", (state, queue) => { queue.add(answer); put(state, values); }),
    drop: (words) => work("readwrite", (state, queue) => { for (const word of words) queue.delete(word); }),
  };
})();
