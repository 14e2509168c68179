import { useState } from "preact/hooks";

import { Button } from "../../ui/Button";
import { useSending } from "../consent/useSending";
import { type Problem, refused } from "../data/problem";
import { t } from "../i18n";
import { announce } from "../parts/announce";
import { Actions, InlineForm } from "../parts/Facts";
import { Problems } from "../parts/Problems";
import { joining, type Joining, type Made, type Way } from "./data";
import { missingWay, WayFields, wayIds, type WayValues } from "./WayFields";

type Props = { id: string; present: Joining; onMade: (made: Made) => void; onClose: () => void };

/** Makes an invitation. Its id is made here, once: sending twice after a lost answer makes one. */
export function InviteForm({ id, present, onMade, onClose }: Props) {
  const [invitationId] = useState(() => crypto.randomUUID());
  const [typed, setTyped] = useState<WayValues>({ way: "", email: present.email });
  const [wrong, setWrong] = useState<Problem | null>(null);
  const sending = useSending();
  const problem = wrong ?? sending.problem;

  function submit() {
    const found = refused(missingWay(typed));
    setWrong(found);
    if (found) return;
    const email = typed.way === "mail" ? typed.email.trim() : null;
    let made: Made | null = null;
    void sending.send(
      async () => (made = await joining.invite(id, { id: invitationId, way: typed.way as Way, email })),
      () => {
        announce(t("joining.made"));
        if (made) onMade(made);
      },
    );
  }

  const former = present.invitations.some(({ status }) => status === "open");
  return (
    <InlineForm label={t("joining.invite")} onSubmit={submit}>
      <Problems problem={problem} fields={wayIds} />
      <p>
        {t("joining.invite.days", { n: present.days })} {former && t("joining.invite.hint")}
      </p>
      <WayFields values={typed} problem={problem} onChange={(change) => setTyped({ ...typed, ...change })} />
      <Actions>
        <Button type="submit" busy={sending.busy}>
          {t("joining.make")}
        </Button>
        <Button kind="plain" onClick={onClose}>
          {t("cancel")}
        </Button>
      </Actions>
    </InlineForm>
  );
}
