import type { ComponentProps } from "preact";

import { t, type TextKey } from "../i18n";
import { Mark } from "../parts/Mark";
import type { ConsentState, Stage } from "./data";

type Look = Omit<ComponentProps<typeof Mark>, "children"> & { text: TextKey };

const stages: Record<Stage, Look> = {
  no_text: { icon: "info", tone: "soft", text: "consent.stage.no_text" },
  not_started: { icon: "mail", tone: "soft", text: "consent.stage.not_started" },
  reading: { icon: "text", tone: "ink", text: "consent.stage.reading" },
  question_open: { icon: "help", tone: "amber", text: "consent.stage.question_open" },
  quiz: { icon: "test", tone: "ink", text: "consent.stage.quiz" },
  ready: { icon: "edit", tone: "teal", text: "consent.stage.ready" },
  declined: { icon: "close", tone: "soft", text: "consent.stage.declined" },
  signed: { icon: "edit", tone: "amber", text: "consent.stage.signed" },
  in_force: { icon: "check", tone: "green", text: "consent.stage.in_force" },
  sign_again: { icon: "refresh", tone: "teal", text: "consent.stage.sign_again" },
  records_only: { icon: "search", tone: "soft", text: "consent.stage.records_only" },
  withdrawn: { icon: "signout", tone: "soft", text: "consent.stage.withdrawn" },
};

const states: Record<ConsentState, Look> = {
  reading: { icon: "text", tone: "ink", text: "consent.state.reading" },
  declined: { icon: "close", tone: "soft", text: "consent.state.declined" },
  signed: { icon: "edit", tone: "amber", text: "consent.state.signed" },
  in_force: { icon: "check", tone: "green", text: "consent.state.in_force" },
  overtaken: { icon: "undo", tone: "soft", text: "consent.state.overtaken" },
  replaced: { icon: "refresh", tone: "soft", text: "consent.state.replaced" },
  withdrawn: { icon: "signout", tone: "soft", text: "consent.state.withdrawn" },
};

export const stageNames = Object.keys(stages) as Stage[];

const marked = ({ text, ...look }: Look) => <Mark {...look}>{t(text)}</Mark>;

export const StageMark = ({ stage }: { stage: Stage }) => marked(stages[stage]);
export const StateMark = ({ state }: { state: ConsentState }) => marked(states[state]);
