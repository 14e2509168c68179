/** What the portal needs to know of a browser's push subscription. */
export type Told = { endpoint: string; p256dh: string; auth: string; replaces: string | null };

type Subscription = { endpoint: string; toJSON: () => { keys?: Record<string, string> } };

/** The body of PUT /api/me/push. `replaces`: the address that this one takes the place of. */
export function told(subscription: Subscription, replaces: string | null = null): Told {
  const { p256dh = "", auth = "" } = subscription.toJSON().keys ?? {};
  return { endpoint: subscription.endpoint, p256dh, auth, replaces };
}
