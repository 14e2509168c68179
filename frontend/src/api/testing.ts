/** For tests: stands for the browser's XMLHttpRequest, and for the server that it reaches. */
import { vi } from "vitest";

export type Sent = { path: string; file: File; headers: Headers };
export type UploadReply = { status?: number; body?: unknown; headers?: Record<string, string> } | "offline" | "pending";

/** Uploads are answered by `reply` from now on; where it is "pending", by nobody. Returns what was sent. */
export function uploading(reply: (sent: Sent) => UploadReply): Sent[] {
  const all: Sent[] = [];
  FakeUpload.server = (sent) => {
    all.push(sent);
    return reply(sent);
  };
  vi.stubGlobal("XMLHttpRequest", FakeUpload);
  return all;
}

class FakeUpload {
  /** The one that was sent last, to tell it what the network does. */
  static last: FakeUpload;
  static server: (sent: Sent) => UploadReply;
  upload: { onprogress?: (event: object) => void } = {};
  onload = () => {};
  onerror = () => {};
  onabort = () => {};
  ontimeout = () => {};
  onloadend = () => {};
  timeout = 0;
  status = 0;
  responseText = "";
  private path = "";
  private headers = new Headers();
  private answered: Record<string, string> = {};

  open(_method: string, path: string) {
    this.path = path;
  }
  setRequestHeader(name: string, value: string) {
    this.headers.set(name, value);
  }
  getResponseHeader(name: string) {
    return this.answered[name] ?? null;
  }
  send(form: FormData) {
    FakeUpload.last = this;
    const reply = FakeUpload.server({ path: this.path, file: form.get("file") as File, headers: this.headers });
    if (reply !== "pending") setTimeout(() => this.end(reply));
  }
  abort() {
    this.onabort();
    this.onloadend();
  }
  end(reply: Exclude<UploadReply, "pending">) {
    if (reply === "offline") this.onerror();
    else {
      this.status = reply.status ?? 201;
      this.responseText = this.status === 204 ? "" : JSON.stringify(reply.body ?? {});
      this.answered = reply.headers ?? {};
      this.onload();
    }
    this.onloadend();
  }
}

/** The upload under way. */
export const underWay = () => FakeUpload.last;
