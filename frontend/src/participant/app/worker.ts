/**
 * The page's side of the service worker, and the only place where the two speak. A new version waits
 * until the person lets it in; then the page is loaded anew.
 */
import { signal } from "@preact/signals";

/** Lets the waiting version in, where there is one. */
export const update = signal<(() => void) | null>(null);

const HOUR = 3_600_000;

type TrustedTypes = {
  createPolicy: (name: string, rules: { createScriptURL: (url: string) => string }) => {
    createScriptURL: (url: string) => string;
  };
};

/** The content policy lets only addresses through that a named policy has vouched for. */
function trusted(url: string): string {
  const types = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes;
  if (!types) return url;
  const rules = {
    createScriptURL(asked: string) {
      if (asked !== "/sw.js") throw new TypeError(asked);
      return asked;
    },
  };
  return types.createPolicy("portal-worker", rules).createScriptURL(url);
}

export async function startWorker(): Promise<void> {
  if (!("serviceWorker" in navigator) || !import.meta.env.PROD) return;
  const workers = navigator.serviceWorker;
  const registration = await workers.register(trusted("/sw.js"));
  const offer = () => {
    const { waiting } = registration;
    // The very first worker has nothing to replace: no question to ask.
    if (!waiting || !workers.controller) return;
    update.value = () => {
      workers.addEventListener("controllerchange", () => location.reload(), { once: true });
      waiting.postMessage("take-over");
    };
  };
  const watch = (worker: ServiceWorker | null) => worker?.addEventListener("statechange", offer);
  offer();
  watch(registration.installing);
  registration.addEventListener("updatefound", () => watch(registration.installing));
  lookNowAndThen(registration);
}

/** An installed app may stay open for weeks: it looks for a new version when it comes to the front. */
function lookNowAndThen(registration: ServiceWorkerRegistration) {
  let looked = Date.now();
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible" || Date.now() - looked < HOUR) return;
    looked = Date.now();
    registration.update().catch(() => {}); // no connection: next time
  });
}
