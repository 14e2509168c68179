/** The app's own files, kept whole: the new set is complete before the old one goes. */

type ShellFile = { url: string; revision: string | null };

const PREFIX = "shell-";

/** Fetches every file of the shell. One that fails makes the whole fail: half a shell is none. */
export async function fill(version: string, files: readonly ShellFile[]): Promise<void> {
  const cache = await caches.open(PREFIX + version);
  await Promise.all(files.map((file) => add(cache, file)));
}

async function add(cache: Cache, { url, revision }: ShellFile): Promise<void> {
  // Hashed files may come from the browser's cache or from an older shell; the others must be new.
  const kept = revision === null ? await caches.match(url) : undefined;
  const response = kept ?? (await fetch(url, { cache: revision === null ? "default" : "reload" }));
  if (!response.ok || response.redirected) throw new Error(`${url}: ${response.status}`);
  await cache.put(url, response);
}

/** Removes the shells of other versions. */
export async function clean(version: string): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(PREFIX) && name !== PREFIX + version);
  await Promise.all(old.map((name) => caches.delete(name)));
}

/** The kept file for an address, or the network's. */
export async function answer(version: string, request: Request | string): Promise<Response> {
  const cache = await caches.open(PREFIX + version);
  return (await cache.match(request)) ?? fetch(request);
}
