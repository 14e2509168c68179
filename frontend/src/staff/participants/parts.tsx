import type { ComponentChildren } from "preact";

import { ParticipantTravel } from "../claims/ParticipantTravel";
import { ParticipantConsent } from "../consent/ParticipantConsent";
import type { ParticipantDetail } from "../data/types";
import { t } from "../i18n";
import { JoiningSection } from "../joining/JoiningSection";
import { PartnersSection } from "../partners/PartnersSection";
import { ParticipantMessages } from "../messages/ParticipantMessages";
import { ParticipantNotices } from "../reminders/ParticipantNotices";
import { can } from "../session/session";
import { ParticipantCheckIns } from "../symptoms/ParticipantCheckIns";
import { Timeline } from "../timeline/Timeline";
import { Anchors } from "./Anchors";
import { Contacts } from "./Contacts";
import { Flags } from "./Flags";
import { ParticipantHistory } from "../history/ParticipantHistory";
import { Status } from "./Status";
import { VisitsByPhase } from "./VisitsByPhase";

export type PartKey = "timeline" | "visits" | "facts" | "check-ins" | "messages" | "notices" | "travel" | "history";
export type Part = { key: PartKey; label: string; count?: number; show: () => ComponentChildren };

/** What there is to read about a participant, in parts: only those that the person may read. */
export function partsOf(participant: ParticipantDetail): Part[] {
  const { id, code, site, visits } = participant;
  return [
    { key: "timeline", label: t("timeline.title"), show: () => <Timeline participant={participant} /> },
    {
      key: "visits",
      label: t("participant.visits"),
      count: visits.length,
      show: () => <VisitsByPhase participant={participant} />,
    },
    { key: "facts", label: t("participant.facts"), show: () => <Facts participant={participant} /> },
    ...only("check_ins.read", {
      key: "check-ins",
      label: t("checkins.tab"),
      show: () => <ParticipantCheckIns id={id} />,
    }),
    ...only("messages.read", {
      key: "messages",
      label: t("participant.messages"),
      show: () => <ParticipantMessages id={id} />,
    }),
    ...only("reminders.read", {
      key: "notices",
      label: t("reminders.tab"),
      show: () => <ParticipantNotices id={id} zone={site.time_zone} />,
    }),
    ...only("claims.read", { key: "travel", label: t("travel.tab"), show: () => <ParticipantTravel id={id} code={code} /> }),
    ...only("history.read", {
      key: "history",
      label: t("participant.history"),
      show: () => <ParticipantHistory participant={participant} />,
    }),
  ];
}

const only = (needs: string, part: Part) => (can(needs) ? [part] : []);

function Facts({ participant }: { participant: ParticipantDetail }) {
  return (
    <>
      <Status participant={participant} />
      <JoiningSection participant={participant} />
      <PartnersSection participant={participant} />
      {can("consent.read") && <ParticipantConsent id={participant.id} />}
      <Anchors participant={participant} />
      <Flags participant={participant} />
      <Contacts participant={participant} />
    </>
  );
}
