/** What the tests about reminders share: a sample answer, and a browser that can be notified. */
import { vi } from "vitest";

import type { OwnReminders } from "../../api";

export const PUSH_KEY = "BNr3t5jvZPk";

export const aReminders = (change: Partial<OwnReminders> = {}): OwnReminders => ({
  push_key: PUSH_KEY,
  kinds: [
    { about: "visit", choice: "push", required: false },
    { about: "visit_change", choice: "push", required: true },
    { about: "message", choice: "mail", required: false },
  ],
  hour: null,
  usual_hour: "09:00",
  quiet: null,
  usual_quiet: { begins: "21:00", ends: "08:00" },
  follow_phone: false,
  home_zone: "America/New_York",
  zone: "America/New_York",
  devices: [],
  ask: true,
  sent: [],
  ...change,
});

export const thisDevice = {
  id: "device-1",
  label: "iPhone, Safari",
  made_at: "2026-11-01T12:00:00Z",
  seen_at: "2026-11-22T12:00:00Z",
  current: true,
};

type Answer = NotificationPermission | "closed";

/**
 * A browser that can be notified. `permission`: as it is before anybody asks. `answer`: what the
 * person says when asked; "closed" leaves it open.
 */
export function aBrowser({ permission = "default", answer = "granted" }: { permission?: NotificationPermission; answer?: Answer } = {}) {
  const asked = { permission: 0, subscribed: [] as PushSubscriptionOptionsInit[], unsubscribed: 0 };
  let made = 0;
  let current: ReturnType<typeof aSubscription> | null = null;

  function aSubscription(endpoint: string) {
    return {
      endpoint,
      toJSON: () => ({ endpoint, keys: { p256dh: "p256dh", auth: "auth" } }),
      unsubscribe: () => {
        asked.unsubscribed += 1;
        current = null;
        return Promise.resolve(true);
      },
    };
  }

  const pushManager = {
    getSubscription: () => Promise.resolve(current),
    subscribe: vi.fn((options: PushSubscriptionOptionsInit) => {
      asked.subscribed.push(options);
      current = aSubscription(`https://push.example.org/${(made += 1)}`);
      return Promise.resolve(current);
    }),
  };
  const notice = { close: vi.fn() };
  const registration = { pushManager, getNotifications: () => Promise.resolve([notice]) };
  const workers = Object.assign(new EventTarget(), {
    getRegistration: () => Promise.resolve(registration),
    ready: Promise.resolve(registration),
  });
  const notification = {
    permission,
    requestPermission: () => {
      asked.permission += 1;
      if (answer !== "closed") notification.permission = answer;
      return Promise.resolve(notification.permission);
    },
  };
  vi.stubGlobal("Notification", notification);
  vi.stubGlobal("PushManager", vi.fn());
  Object.defineProperty(navigator, "serviceWorker", { value: workers, configurable: true });
  return { asked, pushManager, notice, workers, notification };
}

/** An iPhone in Safari, or opened from the home screen: one that cannot be notified yet, and one that can. */
export function anIphone(standalone: boolean) {
  vi.spyOn(navigator, "userAgent", "get").mockReturnValue("Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X)");
  Object.defineProperty(navigator, "standalone", { value: standalone, configurable: true });
}

/** Back to a browser that knows nothing of notifications. */
export function plainBrowser() {
  vi.unstubAllGlobals();
  Reflect.deleteProperty(navigator, "serviceWorker");
  Reflect.deleteProperty(navigator, "standalone");
}
