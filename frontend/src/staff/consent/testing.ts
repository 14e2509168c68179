import type { ConsentDetail, ConsentRow, DeskConsent, Question, Signature, TrailEntry, VersionDetail } from "./data";

const site = { id: "site-1", key: "miami", name: "Bayside", time_zone: "America/New_York" };

export const aRow = (change: Partial<ConsentRow> = {}): ConsentRow => ({
  participant_id: "person-1",
  code: "FH-001",
  name: "Eleanor Whitfield",
  site,
  language: "en",
  status: "enrolled",
  standing: "none",
  stage: "signed",
  since: "2027-01-10T15:00:00Z",
  version: "2",
  open_questions: 0,
  held: false,
  awaited: ["discussion_leader", "investigator"],
  sign_by: null,
  overdue: false,
  ...change,
});

export const aQuestion = (change: Partial<Question> = {}): Question => ({
  id: "question-1",
  section: "risk_stop",
  section_title: "The risk of stopping",
  text: "How soon would I get the drug again?",
  holds: true,
  asked_at: "2027-01-09T15:00:00Z",
  answer: null,
  answered_by: null,
  answered_at: null,
  version: "2",
  way: null,
  ...change,
});

export const aSignature = (change: Partial<Signature> = {}): Signature => ({
  id: "signature-1",
  role: "participant",
  printed_name: "Eleanor Whitfield",
  meaning: "I agree to take part.",
  signed_at: "2027-01-10T15:00:00Z",
  time_zone: "America/New_York",
  method: "signed in, and a fresh code sent by e-mail",
  digest: "39f94a21",
  identity: null,
  identity_note: "",
  ...change,
});

const choice = {
  key: "keep",
  ask: "May we keep your samples?",
  explain: "For later research.",
  yes: "Yes, keep them",
  no: "No, do not keep them",
};

export const aConsent = (change: Partial<DeskConsent> = {}): DeskConsent => ({
  id: "consent-1",
  version_id: "version-2",
  version_label: "2",
  state: "signed",
  source: "electronic",
  decision: null,
  decision_note: "",
  language: "en",
  started_at: "2027-01-08T15:00:00Z",
  progress: { sections_read: ["what", "risk_stop"], place: null, quiz_right: ["free"], choices: {}, ready: true },
  sections: 2,
  quiz: 1,
  choices: { keep: true },
  choice_texts: [choice],
  signatures: [aSignature()],
  awaited: ["discussion_leader", "investigator"],
  may_sign: ["discussion_leader"],
  meanings: { discussion_leader: "I talked with this person.", investigator: "I made sure it was given freely." },
  copies: [
    {
      id: "copy-1",
      kind: "signed",
      version: "2",
      language: "en",
      at: "2027-01-10T15:00:00Z",
      ready: true,
      name: "signed-copy.pdf",
      media_type: "application/pdf",
    },
  ],
  version: 5,
  ...change,
});

export const aLine = (change: Partial<TrailEntry> = {}): TrailEntry => ({
  id: "line-1",
  at: "2027-01-10T15:00:00Z",
  kind: "signed",
  who: "Eleanor Whitfield",
  language: "en",
  facts: { version: "2", role: "participant", digest: "39f94a21" },
  ...change,
});

export const aDetail = (change: Partial<ConsentDetail> = {}): ConsentDetail => ({
  row: aRow(),
  consents: [aConsent()],
  questions: [],
  withdrawals: [],
  withdrawal_options: [],
  trail: [aLine()],
  paper_choices: [],
  paper_version_id: null,
  paper_signers: [],
  ...change,
});

/** One who may sign on paper: nothing is signed yet. */
export const onPaper = (): ConsentDetail =>
  aDetail({
    row: aRow({ stage: "reading", awaited: [] }),
    consents: [],
    trail: [],
    paper_choices: [choice],
    paper_version_id: "version-2",
    paper_signers: ["participant", "investigator"],
  });

const section = (key: string, title: string, text: string) => ({
  key,
  title,
  minutes: 1,
  blocks: [{ kind: "paragraph" as const, items: [[{ text, strong: false, term: null }]] }],
});

export const aVersion = (change: Partial<VersionDetail["row"]> = {}): VersionDetail => ({
  row: {
    id: "version-3",
    study: "free-her",
    label: "3",
    number: 3,
    state: "draft",
    expired: false,
    languages: ["en", "es"],
    digest: "c477992c",
    approved_on: null,
    approval_reference: "",
    valid_from: null,
    valid_until: null,
    sign_again: [],
    sign_again_by: null,
    visits_wait: false,
    loaded_at: "2027-01-10T15:00:00Z",
    in_force_at: null,
    signed: 0,
    to_sign: 0,
    version: 2,
    ...change,
  },
  elements: [
    { element: "50.25(a)(2)", name: "Foreseeable risks", required: true, sections: ["risk"] },
    { element: "50.25(a)(6)", name: "Compensation if injury occurs", required: true, sections: [] },
    { element: "50.25(b)(3)", name: "Additional costs", required: false, sections: [] },
  ],
  grades: [
    { section: "what", language: "en", measure: "grade", value: 4.2, ok: true },
    { section: "what", language: "es", measure: "score", value: 0, ok: true },
    { section: "risk", language: "en", measure: "grade", value: 11.3, ok: false },
    { section: "risk", language: "es", measure: "score", value: 71, ok: true },
  ],
  texts: [
    {
      language: "en",
      title: "Consent to take part",
      notice: "Sample. Not approved by an ethics board.",
      key_information: [section("what", "What this is about", "You stop a drug.")],
      sections: [section("risk", "The main risk", "The cancer may come back.")],
      choices: [choice],
      changes: [
        {
          section: "risk",
          title: "The main risk",
          kind: "changed",
          summary: "We now say more.",
          blocks: [
            [
              { text: "The cancer may ", mark: "same" },
              { text: "return.", mark: "removed" },
              { text: "come back.", mark: "added" },
            ],
          ],
        },
      ],
    },
    {
      language: "es",
      title: "Consentimiento para participar",
      notice: null,
      key_information: [section("what", "De qué trata", "Usted deja una medicina.")],
      sections: [section("risk", "El riesgo principal", "El cáncer puede volver.")],
      choices: [],
      changes: [],
    },
  ],
});
