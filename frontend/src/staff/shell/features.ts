import type { ComponentType } from "preact";

import type { IconName } from "../../ui/Icon";
import { claims } from "../claims/feature";
import { consent, consentTexts } from "../consent/feature";
import type { TextKey } from "../i18n";
import { history } from "../history/feature";
import { messages } from "../messages/feature";
import { participants } from "../participants/feature";
import { queue } from "../queue/feature";
import { reminders } from "../reminders/feature";
import { requests } from "../requests/feature";
import { study } from "../study/feature";
import { symptoms } from "../symptoms/feature";
import { team } from "../team/feature";
import { timeliness } from "../timeliness/feature";
import { visits } from "../visits/feature";

/** What a part of the desk says about itself: its place in the rail and its pages. */
export type Feature = {
  path: string;
  label: TextKey;
  icon: IconName;
  /** The permission without which it is not shown. */
  needs: string;
  /** In the rail only for whom this permission is missing: the others have another way there. */
  unless?: string;
  routes: { path: string; page: ComponentType }[];
  /** Fetches the number beside the word: how many wait there. */
  waiting?: () => Promise<number | Waits>;
};

/** How many wait, and whether one of them waits for too long. */
export type Waits = { n: number; late: boolean };

/** The rail, top to bottom. A new part of the desk adds its line here. */
export const features: readonly Feature[] = [
  queue,
  participants,
  messages,
  reminders,
  symptoms,
  visits,
  requests,
  claims,
  consentTexts,
  consent,
  study,
  timeliness,
  history,
  team,
];
