import { api, read } from "../../api";

/** How the caller signs in, one function a route. `stepUp`: a confirmed one, where one is needed. */
export const factors = {
  read: () => read(api.GET("/api/account/factors")),

  choosePassword: (password: string, stepUp: string | null) =>
    read(api.PUT("/api/account/password", { body: { password, step_up: stepUp } })),
  removePassword: (stepUp: string | null) =>
    read(api.POST("/api/account/password/removal", { body: { step_up: stepUp } })),

  beginApp: (stepUp: string | null) => read(api.POST("/api/account/app", { body: { step_up: stepUp } })),
  confirmApp: (code: string) => read(api.POST("/api/account/app/confirmation", { body: { code } })),
  removeApp: (stepUp: string | null) => read(api.POST("/api/account/app/removal", { body: { step_up: stepUp } })),
  newCodes: (stepUp: string | null) => read(api.POST("/api/account/recovery-codes", { body: { step_up: stepUp } })),

  beginPasskey: (stepUp: string | null) =>
    read(api.POST("/api/account/passkeys/options", { body: { step_up: stepUp } })),
  addPasskey: (id: string, credential: Record<string, unknown>) =>
    read(api.POST("/api/account/passkeys", { body: { id, credential } })),
  renamePasskey: (id: string, label: string) =>
    read(api.PATCH("/api/account/passkeys/{passkey_id}", { params: { path: { passkey_id: id } }, body: { label } })),
  removeSignOn: (stepUp: string | null) =>
    read(api.POST("/api/account/sign-on/removal", { body: { step_up: stepUp } })),
  removePasskey: (id: string, stepUp: string | null) =>
    read(
      api.POST("/api/account/passkeys/{passkey_id}/removal", {
        params: { path: { passkey_id: id } },
        body: { step_up: stepUp },
      }),
    ),
};
