/** Who helps her, and what she asks the server about it. Every function throws ApiError or NetworkError. */
import { api, read, type Shape } from "../../api";
import { createResource } from "../data/resource";

export type Partners = Shape<"CarePartners">;
export type Partner = Shape<"CarePartner">;
export type InvitedPartner = Shape<"InvitedPartner">;
export type Chosen = { id: string; name: string; email: string; may_read_check_ins: boolean };

/** Not kept on the phone: it is only worth what it is now. */
export const partners = createResource<Partners>(null, () => read(api.GET("/api/me/care-partners")));

const partner = (id: string) => ({ params: { path: { partner_id: id } } });
const invitation = (id: string) => ({ params: { path: { partner_invitation_id: id } } });

/** Invites somebody. The code, which is told this once. */
export async function invite(chosen: Chosen, stepUp: string): Promise<string | null> {
  const made = await read(api.POST("/api/me/care-partners/invitations", { body: { ...chosen, step_up: stepUp } }));
  partners.set(made);
  return made.code;
}

/** Invites the same person again, under an id of its own so that a second try is the same invitation. */
export async function renew(id: string, next: string, stepUp: string): Promise<string | null> {
  const body = { id: next, step_up: stepUp };
  const made = await read(api.POST("/api/me/care-partners/invitations/{partner_invitation_id}/renewal", { ...invitation(id), body }));
  partners.set(made);
  return made.code;
}

export async function takeBack(id: string): Promise<void> {
  partners.set(await read(api.POST("/api/me/care-partners/invitations/{partner_invitation_id}/revoke", { ...invitation(id), body: {} })));
}

export async function allow(id: string, allowed: boolean, stepUp: string): Promise<void> {
  const body = { may_read_check_ins: allowed, step_up: stepUp };
  partners.set(await read(api.PUT("/api/me/care-partners/{partner_id}/check-ins", { ...partner(id), body })));
}

export async function end(id: string, stepUp: string): Promise<void> {
  partners.set(await read(api.POST("/api/me/care-partners/{partner_id}/end", { ...partner(id), body: { step_up: stepUp } })));
}
