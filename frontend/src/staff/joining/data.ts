/** What the desk asks the server about joining, one function a route, and the names of its answers. */
import { api, read, type Shape } from "../../api";
import { address, portalFetch } from "../../api/client";

export type Joining = Shape<"Joining">;
export type Invitation = Shape<"Invitation">;
export type Made = Shape<"MadeInvitation">;
export type Identity = Shape<"Recover">["identity"];
export type Invite = Shape<"Invite">;
export type Way = "letter" | "mail" | "phone";
export type Reset = Shape<"Recover">;

export const ways = ["letter", "mail", "phone"] as const satisfies readonly Way[];
export const identities = ["in_person", "phone_callback", "video"] as const satisfies readonly Identity[];

const person = (id: string) => ({ params: { path: { participant_id: id } } });
const one = (id: string, invitation: string) => ({ path: { participant_id: id, invitation_id: invitation } });
const ONE = "/api/staff/participants/{participant_id}/invitations/{invitation_id}";

/** The letter as a file: the code goes along, because the portal keeps none. */
async function letter(id: string, invitation: string, code: string): Promise<Blob> {
  const request = new Request(address(`${ONE}/letter`, one(id, invitation)), {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ code }),
  });
  return (await portalFetch(request)).blob();
}

export const joining = {
  of: (id: string) => read(api.GET("/api/staff/participants/{participant_id}/joining", person(id))),
  invite: (id: string, body: Invite) =>
    read(api.POST("/api/staff/participants/{participant_id}/invitations", { ...person(id), body })),
  reset: (id: string, body: Reset) =>
    read(api.POST("/api/staff/participants/{participant_id}/recovery", { ...person(id), body })),
  revoke: (id: string, invitation: string) =>
    read(api.POST(`${ONE}/revoke`, { params: one(id, invitation), body: {} })),
  letter,
};
