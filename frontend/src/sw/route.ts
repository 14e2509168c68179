/** Which requests the worker answers, decided from the address alone. */
export type Route = "shell" | "file" | "network";

export function route(method: string, url: URL, origin: string, navigation: boolean): Route {
  if (method !== "GET" || url.origin !== origin) return "network";
  // What the portal knows about people is never kept here, and the desk is not part of the phone.
  if (/^\/(api|staff|healthz|readyz|metrics)(\/|$)/.test(url.pathname)) return "network";
  if (navigation) return "shell";
  return "file";
}
