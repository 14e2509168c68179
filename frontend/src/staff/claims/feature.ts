import { paymentRoutes } from "../payments/routes";
import type { Feature } from "../shell/features";
import { ClaimsPage } from "./ClaimsPage";
import { CLAIMS, claims as server } from "./data";

export const claims: Feature = {
  path: CLAIMS,
  label: "claims.title",
  icon: "money",
  needs: "claims.read",
  // Last, as it takes any address below.
  routes: [...paymentRoutes, { path: `${CLAIMS}/:id?`, page: ClaimsPage }],
  waiting: server.waits,
};
