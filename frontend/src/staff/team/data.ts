/** What the desk asks the server about the team, one function a route, and the names of its answers. */
import { api, read, type Shape } from "../../api";

export type Team = Shape<"Team">;
export type Colleague = Team["people"][number];
export type HeldRole = Colleague["roles"][number];
export type EndedRole = Team["ended"][number];
export type Invitation = Team["invitations"][number];
export type Place = Team["places"][number];
export type StaffRole = HeldRole["role"];
export type WayIn = Shape<"WayIn">;
export type Seat = { role: StaffRole; study_id: string; site_id: string | null };

export const roles = ["coordinator", "investigator", "finance", "monitor", "admin"] as const satisfies readonly StaffRole[];

const person = (id: string) => ({ params: { path: { person_id: id } } });
const invitation = (id: string) => ({ params: { path: { team_invitation_id: id } } });

/** `stepUp`: the proof that it is she who asks, good for one act. */
export const team = {
  read: () => read(api.GET("/api/staff/team")),
  invite: (id: string, who: { name: string; email: string }, seat: Seat, stepUp: string) =>
    read(api.POST("/api/staff/team/invitations", { body: { id, ...who, ...seat, step_up: stepUp } })),
  renew: (former: string, id: string, stepUp: string) =>
    read(
      api.POST("/api/staff/team/invitations/{team_invitation_id}/renewal", {
        ...invitation(former),
        body: { id, step_up: stepUp },
      }),
    ),
  revoke: (id: string) =>
    read(api.POST("/api/staff/team/invitations/{team_invitation_id}/revoke", { ...invitation(id), body: {} })),
  give: (id: string, seat: Seat, stepUp: string) =>
    read(api.POST("/api/staff/team/{person_id}/roles", { ...person(id), body: { ...seat, step_up: stepUp } })),
  end: (id: string, membership: string, reason: string, stepUp: string) =>
    read(
      api.POST("/api/staff/team/{person_id}/roles/{membership_id}/end", {
        params: { path: { person_id: id, membership_id: membership } },
        body: { reason, step_up: stepUp },
      }),
    ),
  reset: (id: string, invitationId: string, reason: string, stepUp: string) =>
    read(
      api.POST("/api/staff/team/{person_id}/reset", {
        ...person(id),
        body: { id: invitationId, reason, step_up: stepUp },
      }),
    ),
};
