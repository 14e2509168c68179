import type { Texts } from "../../i18n/core";
import { announcements } from "./en/announcements";
import { claimActs } from "./en/claimActs";
import { claims } from "./en/claims";
import { consent } from "./en/consent";
import { consentActs } from "./en/consentActs";
import { consentTexts } from "./en/consentTexts";
import { desk } from "./en/desk";
import { factors } from "./en/factors";
import { history } from "./en/history";
import { join } from "./en/join";
import { joining } from "./en/joining";
import { messageActs } from "./en/messageActs";
import { messages } from "./en/messages";
import { partners } from "./en/partners";
import { participants } from "./en/participants";
import { payments } from "./en/payments";
import { queue } from "./en/queue";
import { reminders } from "./en/reminders";
import { study } from "./en/study";
import { symptoms } from "./en/symptoms";
import { team } from "./en/team";
import { timeline } from "./en/timeline";
import { timeliness } from "./en/timeliness";
import { viewer } from "./en/viewer";
import { visits } from "./en/visits";
import { words } from "./en/words";

/** The desk in English: the measure for every other language. */
export default {
  ...desk,
  ...words,
  ...factors,
  ...join,
  ...history,
  ...partners,
  ...participants,
  ...visits,
  ...consent,
  ...consentActs,
  ...consentTexts,
  ...symptoms,
  ...claims,
  ...claimActs,
  ...payments,
  ...queue,
  ...viewer,
  ...joining,
  ...messages,
  ...messageActs,
  ...announcements,
  ...reminders,
  ...study,
  ...team,
  ...timeline,
  ...timeliness,
} as const satisfies Texts;
