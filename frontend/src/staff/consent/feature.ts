import type { Feature } from "../shell/features";
import { ConsentsPage } from "./ConsentsPage";
import { consents } from "./data";
import { VersionPage } from "./texts/VersionPage";
import { VersionsPage } from "./texts/VersionsPage";

export const consent: Feature = {
  path: "/staff/consent",
  label: "consent.title",
  icon: "edit",
  needs: "consent.read",
  routes: [{ path: "/staff/consent/:id?", page: ConsentsPage }],
  waiting: consents.waiting,
};

/** Who may read the study, but nobody's consent, finds the texts in the rail itself. */
export const consentTexts: Feature = {
  path: "/staff/consent/versions",
  label: "texts.title",
  icon: "document",
  needs: "study.read",
  unless: "consent.read",
  routes: [
    { path: "/staff/consent/versions", page: VersionsPage },
    { path: "/staff/consent/versions/:id", page: VersionPage },
  ],
};
