/** What joining asks the server. Every function throws ApiError or NetworkError. */
import { api, read } from "../../api";
import type { Session } from "../../api";
import type { Shape } from "../../api";
import type { Language } from "../../i18n";

export type Invited = Shape<"Invited">;

/** Whose address gets the code: one that she typed, or null for the one that her team has noted. */
export type Proof = { email: string | null; ticket: string; resendInSeconds: number };

export const LENGTH = 12;

/** How many letters and numbers there are in what was typed, whatever stands between them. */
export const lettersIn = (typed: string) => typed.replace(/[^\p{L}\p{N}]/gu, "").length;

export const look = (code: string): Promise<Invited> => read(api.POST("/api/join/look", { body: { code } }));

export async function askProof(code: string, email: string | null): Promise<Proof> {
  const answer = await read(api.POST("/api/join/email", { body: { code, email } }));
  return { email, ticket: answer.ticket, resendInSeconds: answer.resend_in_seconds };
}

export type Chosen = { language: Language; zone: string | null; name: string };

export function join(code: string, proof: Proof, mailCode: string, chosen: Chosen): Promise<Session> {
  const body = {
    code,
    ticket: proof.ticket,
    mail_code: mailCode,
    language: chosen.language,
    time_zone: chosen.zone,
    name: chosen.name,
  };
  return read(api.POST("/api/join", { body }));
}

/** The code from the address, which forgets it at once: it is a key, and no history should keep it. */
export function takeCode(): string {
  const code = decodeURIComponent(location.hash.slice(1));
  if (code) history.replaceState(history.state, "", location.pathname);
  return code;
}
