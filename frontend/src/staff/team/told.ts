import { announce } from "../parts/announce";
import { t } from "../i18n";
import type { WayIn } from "./data";

/** A code that was made for somebody, told this once. `id`: where she is on the page now. */
export type Told = {
  id: string;
  email: string;
  code: string | null;
  link: string | null;
  lastDay: string | null;
  /** Whether a mail with it is on its way to her; otherwise only the admin has it. */
  mailed: boolean;
};

type Asked = { id: string; email: string; mailed: boolean };

/**
 * What the answer tells of the invitation `id`. None where she was on the team already and has the
 * role now: `onTeam` is then her id.
 */
export function toldOf({ id, email, mailed }: Asked, { code, link, team }: WayIn): { told: Told | null; onTeam: string | null } {
  const made = team.invitations.find((one) => one.id === id);
  const person = team.people.find((one) => one.email === email.toLowerCase());
  if (!made && !code && person) return { told: null, onTeam: person.id };
  const told = { id, email: made?.email ?? email, code, link, lastDay: made?.last_day ?? null, mailed };
  return { told, onTeam: null };
}

export const sayMade = () => announce(t("joining.made"));
