// Starts a kiosk without a connection: gives its page and what the page names from the copy on the device, and fetches a newer copy
// behind it. Reports are never answered from here.
"use strict";
const page = "/surveys/kiosk/screen";
const shelf = "kiosk";

// The page is laid down last, so that it never names what is not there. True where it is another than before.
const refresh = async () => {
  const answer = await fetch(page, { cache: "no-store", credentials: "omit" });
  if (!answer.ok) throw new Error(`the page is answered by ${answer.status}`);
  const text = await answer.clone().text();
  const parts = [...text.matchAll(/"(\/assets\/[^"]+)"/g)].map((match) => match[1]);
  const cache = await caches.open(shelf);
  for (const part of parts) if (!(await cache.match(part))) await cache.add(part);
  const old = await cache.match(page);
  const isNewer = old !== undefined && (await old.text()) !== text;
  await cache.put(page, answer);
  for (const kept of await cache.keys()) {
    const path = new URL(kept.url).pathname;
    if (path !== page && !parts.includes(path)) await cache.delete(kept);
  }
  return isNewer;
};

const tellNewer = async () => {
  if (!(await refresh())) return;
  for (const client of await self.clients.matchAll()) client.postMessage("newer");
};

self.addEventListener("install", (event) => { self.skipWaiting(); event.waitUntil(refresh()); });
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) return;
  if (url.pathname === page) {
    event.respondWith((async () => (await caches.match(page)) ?? fetch(event.request))());
    event.waitUntil(tellNewer().catch(() => {}));
  } else if (url.pathname.startsWith("/assets/")) {
    event.respondWith((async () => (await caches.match(event.request)) ?? fetch(event.request))());
  }
});
