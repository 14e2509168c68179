/** Nobody is notified on this phone any more, and what it still shows goes. */
export async function silence(): Promise<void> {
  const registration = await navigator.serviceWorker.getRegistration();
  for (const notice of (await registration?.getNotifications()) ?? []) notice.close();
  await (await registration?.pushManager.getSubscription())?.unsubscribe();
  await (navigator as Partial<Navigator>).clearAppBadge?.();
}
