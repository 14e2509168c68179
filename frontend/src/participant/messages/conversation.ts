/** A conversation in pieces, in the order in which they stand on the page. Pure. */
import type { OwnMessage } from "../../api";
import { dayIn } from "../../i18n/dates";

export type Piece =
  | { kind: "day"; key: string; day: string }
  | { kind: "new"; key: string }
  /** A message with what corrects it, the last correction last. */
  | { kind: "message"; key: string; message: OwnMessage; corrections: OwnMessage[] }
  /** Where a correction came in: it is read at the message it puts right. */
  | { kind: "corrects"; key: string; message: OwnMessage; of: string };

/** `firstNew`: the first message she had not read when she came. Days are those of `zone`. */
export function pieces(messages: readonly OwnMessage[], zone: string, firstNew: string | null): Piece[] {
  const byId = new Map(messages.map((one) => [one.id, one]));
  const roots = new Map(messages.map((one) => [one.id, rootOf(one, byId)]));
  const found: Piece[] = [];
  let before = "";
  for (const message of messages) {
    const day = dayIn(message.at, zone);
    if (day !== before) found.push({ kind: "day", key: day, day });
    before = day;
    if (message.id === firstNew) found.push({ kind: "new", key: "new" });
    const root = roots.get(message.id) ?? message.id;
    if (root !== message.id) {
      found.push({ kind: "corrects", key: message.id, message, of: root });
      continue;
    }
    const corrections = messages.filter(({ id }) => id !== message.id && roots.get(id) === message.id);
    found.push({ kind: "message", key: message.id, message, corrections });
  }
  return found;
}

/** The message that was put right first, as far as it is here: a correction may be corrected. */
function rootOf(message: OwnMessage, byId: ReadonlyMap<string, OwnMessage>): string {
  let root = message;
  for (let steps = byId.size; steps > 0; steps -= 1) {
    const earlier = root.corrects === null ? undefined : byId.get(root.corrects);
    if (!earlier) break;
    root = earlier;
  }
  return root.id;
}
