/** A claim that came back, or could not be taken, as a draft again: with everything filled in. */
import type { Claim, NewClaimLine, Travel } from "../../api";
import { blobOf } from "../../offline/blobs";
import { discard, type Unsent } from "../../offline/outbox";
import { uuid } from "../another-time/uuid";
import { keepAs } from "../files/held";
import { type Draft, keep } from "./draft";
import type { DraftLine, DraftReceipt } from "./lines";
import { roundTrip, typedAmount, typedDistance } from "./money";
import { page, type Place, placeOf } from "./path";
import { type Parcel, visitOf } from "./sending";

type SentLine = Omit<Required<NewClaimLine>, "receipts">;

/** What filling in hangs on: the digits of the currency, and the usual way there and back. */
const measures = (data: Travel) => ({ digits: data.policy?.digits ?? 2, usual: roundTrip(data) });

function lineFrom(line: SentLine, receipts: DraftReceipt[], { digits, usual }: ReturnType<typeof measures>): DraftLine {
  const { id, category, care_partner, spent_on, distance_reason, note, receipt_lost, amount, distance } = line;
  const one = usual === null && distance !== null && distance % 2 === 0;
  return {
    ...{ id, category, care_partner, spent_on, distance_reason, note, receipts },
    amount: amount === null ? "" : typedAmount(amount, digits),
    way: distance === null ? null : distance === usual ? "usual" : one ? "one" : "both",
    distance: distance === null ? "" : typedDistance(one ? distance / 2 : distance),
    receipt_lost: receipt_lost || null,
  };
}

/** The next round of a claim that came back. Receipts that are there already are not sent again. */
export function draftFrom(claim: Claim, data: Travel): Draft {
  const { id, name, label, day } = claim.visit;
  const lines = claim.lines.map((line) =>
    lineFrom(
      { ...line, amount: line.kind === "receipt" ? line.asked : null },
      line.receipts.map((receipt) => ({ id: receipt.id, type: receipt.media_type, there: true })),
      measures(data),
    ),
  );
  return {
    ...{ id: claim.id, round: claim.round + 1, visit: { id, name, label, day }, begun: new Date().toISOString() },
    ...{ lines, late_reason: claim.late_reason, question: claim.note, refused: null },
  };
}

/** Whether it can be put right by changing the claim. */
export function mendable({ refused }: Parcel): boolean {
  if (!refused) return false;
  return refused.file === true || /^(lines\.|late_reason)/.test(refused.problem?.field ?? "");
}

/**
 * A refused claim as a draft again, at the line that was refused. Photos that have not gone are copied
 * first, under new ids, so that nothing is lost on the way. Returns where to put it right.
 */
export async function mend(parcel: Parcel, data: Travel): Promise<string> {
  const { body, items, refused } = parcel;
  const lines = await Promise.all(
    body.lines.map(async (line) => {
      const { receipts = [], ...rest } = line;
      const kept = await Promise.all(receipts.map((id) => again(id, items, data)));
      return lineFrom({ ...blank, ...rest }, kept, measures(data));
    }),
  );
  const { place, line } = whereOf(refused, body.lines, lines);
  const visit = visitOf(data, body.visit_id);
  const { name = "", label = "", day = lines[0]?.spent_on ?? data.today } = visit ?? {};
  const draft = keep({
    ...{ id: body.id, round: body.round, visit: { id: body.visit_id, name, label, day }, lines },
    ...{ begun: new Date().toISOString(), late_reason: body.late_reason ?? "" },
    question: data.claims.find(({ id }) => id === body.id)?.note ?? "",
    refused: { message: refused?.problem?.message ?? "", line: line?.id ?? null },
  });
  await discard(...items.map(({ id }) => id));
  return line ? `${page(draft, place, line.id)}?fix=1` : page(draft, place);
}

const blank = { amount: null, distance: null, distance_reason: "", care_partner: false, note: "", receipt_lost: "" };

async function again(id: string, items: readonly Unsent[], data: Travel): Promise<DraftReceipt> {
  const item = items.find((one) => one.id === id);
  const file = item && (await blobOf(id));
  const before = data.claims.flatMap((claim) => claim.lines).flatMap((line) => line.receipts);
  if (!item) return { id, type: before.find((one) => one.id === id)?.media_type ?? "", there: true };
  const wrong = item.state === "refused" ? { wrong: item.problem?.message ?? "" } : {};
  return { ...(file ? await keepAs(uuid(), file) : { id, type: "", there: false }), ...wrong };
}

/** The line that a refusal is about, and the page on which it is put right. */
function whereOf(refused: Unsent | null, sent: readonly NewClaimLine[], lines: readonly DraftLine[]): { place: Place; line?: DraftLine | undefined } {
  if (refused?.file) {
    const at = sent.findIndex(({ receipts = [] }) => receipts.includes(refused.id));
    return { place: "receipts", line: lines[at] };
  }
  const { place, at } = placeOf(refused?.problem?.field);
  return at === null ? { place } : { place, line: lines[at] };
}
