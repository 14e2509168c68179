/** A change that the worker asks the portal for, marked as the app's own. */
export function change(method: "POST" | "PUT", path: string, body: unknown): Request {
  return new Request(location.origin + path, {
    method,
    headers: { "Content-Type": "application/json", "X-Portal-Request": "1" },
    body: JSON.stringify(body),
    keepalive: true,
  });
}
