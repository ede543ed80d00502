// Keeps /verify usable with no network at all. Four rules, and nothing else of the portal passes through here:
//   1. Installing fetches every file of /verify, all or none. The build writes their names into this script.
//   2. The page itself and files without a digest in their name: the network first, what is kept when there is none.
//   3. Files with a digest in their name: what is kept, since another content would have another name.
//   4. A new build is a new script: it takes over at once, and what older ones kept is deleted.
// A page that is open meanwhile has all its files loaded already.

interface Offline {
  readonly version: string;
  readonly page: string;
  readonly plain: readonly string[];
  readonly hashed: readonly string[];
}

const worker = globalThis as unknown as ServiceWorkerGlobalScope;

/** Put here by the build (build/offline_plugin.ts). */
const offline = (globalThis as unknown as { __OFFLINE__: Offline }).__OFFLINE__;
const prefix = "ratestack-verify-";
const cacheName = prefix + offline.version;
const fresh = new Set([offline.page, ...offline.plain]);
const kept = new Set(offline.hashed);

async function install(): Promise<void> {
  const cache = await caches.open(cacheName);
  await cache.addAll([...fresh, ...kept].map((path) => new Request(path, { cache: "no-cache" })));
  await worker.skipWaiting();
}

async function activate(): Promise<void> {
  const older = (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== cacheName);
  await Promise.all(older.map((name) => caches.delete(name)));
  await worker.clients.claim();
}

async function fromCache(path: string): Promise<Response | undefined> {
  return await (await caches.open(cacheName)).match(path);
}

async function networkFirst(request: Request, path: string): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    const stored = await fromCache(path);
    if (stored === undefined) throw error;
    return stored;
  }
}

async function cacheFirst(request: Request, path: string): Promise<Response> {
  return (await fromCache(path)) ?? (await fetch(request));
}

worker.addEventListener("install", (event) => {
  event.waitUntil(install());
});

worker.addEventListener("activate", (event) => {
  event.waitUntil(activate());
});

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== worker.location.origin) return;
  if (fresh.has(url.pathname)) event.respondWith(networkFirst(request, url.pathname));
  else if (kept.has(url.pathname)) event.respondWith(cacheFirst(request, url.pathname));
});
