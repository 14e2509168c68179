import { api, read } from "../../api";

/** What a code is for. */
export function look(code: string) {
  return read(api.POST("/api/join/look", { body: { code } }));
}

export type Invited = Awaited<ReturnType<typeof look>>;

/** Sends the code of 8 digits to the address that was invited. */
export function prove(code: string) {
  return read(api.POST("/api/join/email", { body: { code, email: null } }));
}

/** Joins. Nobody is signed in afterwards who has a sign-in already. */
export function join(code: string, ticket: string, mailCode: string) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return read(
    api.POST("/api/join", { body: { code, ticket, mail_code: mailCode, language: "en", time_zone: zone || null } }),
  );
}
