import { useState } from "preact/hooks";

import type { OwnThread } from "../../api";
import { t } from "../../i18n";
import { deviceZone } from "../../i18n/dates";
import { Button } from "../../ui/Button";
import { Notice } from "../../ui/Notice";
import { words } from "../app/failure";
import { authorOf, Bubble } from "./Bubble";
import { type Piece, pieces } from "./conversation";
import talk from "./Talk.module.css";
import { loadOlder } from "./thread";
import { dayHeading } from "./words";

type Props = { id: string; data: OwnThread; firstNew: string | null };

/** What has been written so far, day by day. */
export function Past({ id, data, firstNew }: Props) {
  return (
    <>
      {data.more && <Older id={id} />}
      <ol class={talk.talk}>
        {pieces(data.messages, deviceZone(), firstNew).map((piece) => (
          <PieceOf key={piece.key} piece={piece} thread={id} />
        ))}
      </ol>
    </>
  );
}

function PieceOf({ piece, thread }: { piece: Piece; thread: string }) {
  switch (piece.kind) {
    case "day":
      return (
        <li class={talk.day}>
          <h2>{dayHeading(piece.day)}</h2>
        </li>
      );
    case "new":
      return (
        <li class={talk.newLine} id="new">
          <span>{t("msg.newBelow")}</span>
        </li>
      );
    case "corrects":
      return <Corrects piece={piece} />;
    case "message":
      return <Bubble message={piece.message} corrections={piece.corrections} thread={thread} />;
  }
}

function Corrects({ piece: { message, of } }: { piece: Extract<Piece, { kind: "corrects" }> }) {
  const mine = message.mine && !message.from_team;
  return (
    <li class={talk.note} id={`m-${message.id}`} tabIndex={-1}>
      <span>{mine ? t("msg.corrects.you") : t("msg.corrects.other", { name: authorOf(message) })}</span>
      <button type="button" class={talk.correct} onClick={() => bringUp(`m-${of}`)}>
        {t("msg.corrects.show")}
      </button>
    </li>
  );
}

/** Brings a message into sight, and to whoever listens. Whether it is there. */
export function bringUp(id: string): boolean {
  const element = document.getElementById(id);
  element?.scrollIntoView({ block: "center" });
  element?.focus({ preventScroll: true });
  return element !== null;
}

function Older({ id }: { id: string }) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");

  /** What she reads stays where it is: the older ones come above it. */
  async function load() {
    const fromEnd = document.documentElement.scrollHeight - scrollY;
    setBusy(true);
    setProblem("");
    try {
      await loadOlder(id);
      requestAnimationFrame(() => scrollTo(0, document.documentElement.scrollHeight - fromEnd));
    } catch (failure) {
      setProblem(words(failure, { offline: "offline.act" }));
    }
    setBusy(false);
  }

  return (
    <>
      {problem && (
        <Notice kind="amber" role="alert">
          <p>{problem}</p>
        </Notice>
      )}
      <Button kind="quiet" icon="up" busy={busy} onClick={() => void load()}>
        {t("msg.older")}
      </Button>
    </>
  );
}
