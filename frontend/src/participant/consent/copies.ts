/** Her documents, kept on the phone so that they open without a connection; wiped at sign-out. */
import { NetworkError, toApiError } from "../../api/errors";
import { load, save } from "../../offline/store";

const key = (id: string) => `copy:${id}`;

/** The document, from this phone if it is here. It never changes, so the first one is the one. */
export async function copyOf(id: string): Promise<Blob> {
  const kept = await load<Blob>(key(id));
  if (kept) return kept.value;
  let response: Response;
  try {
    response = await fetch(`/api/me/consent/copies/${id}`);
  } catch (cause) {
    throw new NetworkError(cause);
  }
  if (!response.ok) throw await toApiError(response);
  const blob = await response.blob();
  await save(key(id), blob, new Date().toISOString());
  return blob;
}

/** Not every browser that a phone has can share files. */
function canShare(shares: ShareData): boolean {
  return "canShare" in navigator && navigator.canShare(shares);
}

/** Hands the document to the phone: its share sheet where there is one, else a download. */
export async function hand(blob: Blob, name: string): Promise<void> {
  const file = new File([blob], name, { type: blob.type });
  const shares = { files: [file] };
  if (matchMedia("(pointer: coarse)").matches && canShare(shares)) {
    try {
      await navigator.share(shares);
    } catch (failure) {
      if ((failure as Error).name !== "AbortError") throw failure;
    }
    return;
  }
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
