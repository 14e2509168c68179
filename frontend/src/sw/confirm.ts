/** Says to the portal that a notice was shown or opened, so that it need not be sent another way. */
import { change } from "./change";

const AGAIN_MS = 3_000;

/**
 * Tried once more where the portal was not reached; after that it is left at that. The token alone
 * says which notice: nobody has to be signed in.
 */
export async function confirm(token: string, what: "received" | "opened", wait = AGAIN_MS): Promise<void> {
  if (await said(token, what)) return;
  await new Promise((resolve) => setTimeout(resolve, wait));
  await said(token, what);
}

async function said(token: string, what: string): Promise<boolean> {
  try {
    const { status } = await fetch(change("POST", "/api/notices/confirm", { token, what }));
    return status < 500;
  } catch {
    return false; // no connection
  }
}
