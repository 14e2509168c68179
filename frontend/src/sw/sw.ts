import { sendOutbox } from "./outbox";
import { answer, clean, fill } from "./precache";
import { openNotice, renew, showPush } from "./push";
import { route } from "./route";

/** Put in by the build: the files of the participant's app, and a hash over them. */
declare const __SHELL__: readonly { url: string; revision: string | null }[];
declare const __VERSION__: string;

declare const self: ServiceWorkerGlobalScope;

self.addEventListener("install", (event) => {
  event.waitUntil(fill(__VERSION__, __SHELL__));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(clean(__VERSION__));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const to = route(request.method, new URL(request.url), self.location.origin, request.mode === "navigate");
  if (to === "network") return;
  event.respondWith(answer(__VERSION__, to === "shell" ? "/" : request));
});

// The page asks the person first; only then does a new version take over.
self.addEventListener("message", (event) => {
  if (event.data === "take-over") void self.skipWaiting();
});

// Background Sync: only some browsers have it, and TypeScript does not know it.
self.addEventListener("sync", (event) => {
  const sync = event as ExtendableEvent & { tag: string };
  if (sync.tag === "outbox") sync.waitUntil(sendOutbox(self.clients));
});

self.addEventListener("push", (event) => {
  const here = { origin: self.location.origin, languages: self.navigator.languages };
  const text = event.data?.text() ?? null;
  event.waitUntil(showPush(text, self.registration, here, self.navigator));
});

self.addEventListener("notificationclick", (event) => {
  event.waitUntil(openNotice(event.notification, self.clients, self.location.origin));
});

self.addEventListener("pushsubscriptionchange", (event) => {
  const changed = event as ExtendableEvent & Parameters<typeof renew>[0];
  changed.waitUntil(renew(changed, self.registration.pushManager));
});
