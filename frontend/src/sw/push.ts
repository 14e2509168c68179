/** Notices on the phone: shown when a push comes, opened at a tap, kept up when the browser changes its address. */
import { change } from "./change";
import { confirm } from "./confirm";
import { behind, isOurs, readPush } from "./notice";
import { told } from "./subscription";

const ANSWER_MS = 1_000;

type Here = { origin: string; languages: readonly string[] };
type Screen = { showNotification: (title: string, options: NotificationOptions) => Promise<void> };
type Badge = { setAppBadge?: (count: number) => Promise<void> };

/** Always shows something, then says so. */
export async function showPush(text: string | null, screen: Screen, here: Here, badge: Badge): Promise<void> {
  const { title, options, badge: count } = readPush(text, here.origin, here.languages);
  await screen.showNotification(title, options);
  const { token } = options.data;
  await Promise.all([
    count === null ? undefined : badge.setAppBadge?.(count).catch(() => {}), // an app that has no icon
    token === null ? undefined : confirm(token, "received"),
  ]);
}

type Window = {
  url: string;
  visibilityState: string;
  focus: () => Promise<unknown>;
  navigate: (url: string) => Promise<unknown>;
  postMessage: (message: unknown, transfer: Transferable[]) => void;
};
type Windows = {
  matchAll: (options: { type: "window"; includeUncontrolled: true }) => Promise<readonly Window[]>;
  openWindow: (url: string) => Promise<unknown>;
};
type Tapped = { data: unknown; close: () => void };

/** Goes to the page of a notice, in a window of the phone's app that is open already if there is one. */
export async function openNotice(notice: Tapped, windows: Windows, origin: string): Promise<void> {
  notice.close();
  const { url, token } = behind(notice.data, origin);
  await Promise.all([go(url, windows), token === null ? undefined : confirm(token, "opened")]);
}

async function go(url: string, windows: Windows): Promise<void> {
  const open = await windows.matchAll({ type: "window", includeUncontrolled: true });
  const pages = open.filter((page) => isOurs(new URL(page.url)));
  const page = pages.find(({ visibilityState }) => visibilityState === "visible") ?? pages[0];
  if (!page) {
    await windows.openWindow(url);
    return;
  }
  await page.focus().catch(() => {}); // some browsers let only a new window come to the front
  if (await routed(page, url)) return;
  await page.navigate(url).catch(() => windows.openWindow(url));
}

/** Whether the app in that window answers that it goes there by itself: nothing begun in it is lost. */
function routed(page: Window, url: string): Promise<boolean> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = () => resolve(true);
    setTimeout(() => resolve(false), ANSWER_MS);
    page.postMessage({ open: url }, [port2]);
  });
}

type Subscription = Parameters<typeof told>[0] & { options: PushSubscriptionOptionsInit };
type Changed = { oldSubscription?: Subscription | null; newSubscription?: Subscription | null };
type Manager = { subscribe: (options: PushSubscriptionOptionsInit) => Promise<Subscription> };

/** The browser changed the address of its push service. Without the old one the app puts it right when it opens. */
export async function renew({ oldSubscription: old, newSubscription }: Changed, manager: Manager): Promise<void> {
  const next = newSubscription ?? (old ? await manager.subscribe(old.options) : null);
  if (!next) return;
  await fetch(change("PUT", "/api/me/push", told(next, old?.endpoint ?? null)));
}
