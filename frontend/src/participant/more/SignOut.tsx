import { NetworkError } from "../../api";
import { t } from "../../i18n";
import { flush, unsent, wholes } from "../../offline/outbox";
import { signOut } from "../data/session";
import { Confirm } from "./Confirm";

type Props = { open: boolean; everywhere?: boolean; onCancel: () => void };

/** Asks before signing out, and first warns where something would be lost with it. */
export function SignOut({ open, everywhere = false, onCancel }: Props) {
  const n = wholes(unsent.value).length;
  const refused = unsent.value.filter(({ state }) => state === "refused");
  const sendable = unsent.value.some(({ kind }) => !refused.some((item) => item.kind === kind));
  const words = everywhere
    ? { title: t("devices.all.title"), body: t("devices.all.body"), action: t("devices.all") }
    : { title: t("signout.title"), body: t("signout.body"), action: t("signout.do") };
  const warning = { body: t("unsent.signout", { n }), action: t("unsent.signout.do", { n }) };
  return (
    <Confirm
      {...words}
      {...(n > 0 && warning)}
      {...(sendable && { instead: { label: t("unsent.now"), onPress: sendNow, offline: "unsent.notNow" as const } })}
      open={open}
      cancel={t("signout.stay")}
      offline="signout.offline"
      onCancel={onCancel}
      onConfirm={() => signOut(everywhere)}
    />
  );
}

async function sendNow(): Promise<void> {
  await flush(true);
  if (unsent.peek().length > 0) throw new NetworkError();
}
