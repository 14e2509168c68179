import { useState } from "preact/hooks";

import { api, type NotifiedDevice, type OwnReminders, read } from "../../api";
import { t } from "../../i18n";
import { Button, ButtonLink } from "../../ui/Button";
import { Live } from "../../ui/Live";
import { Notice } from "../../ui/Notice";
import { words } from "../app/failure";
import { reminders } from "./data";
import { DeviceRow } from "./DeviceRow";
import { homeScreenPage } from "./path";
import { ability, turnOff } from "./push";
import rows from "../../ui/Rows.module.css";
import styles from "./Reminders.module.css";
import { type Turned, useTurnOn } from "./useTurnOn";

/** The devices that are notified, this one's button or the reason why it has none, and a test. */
export function Devices({ given }: { given: OwnReminders }) {
  const [said, setSaid] = useState<Turned | null>(null);

  async function act(what: () => Promise<string[]>) {
    setSaid(null);
    try {
      setSaid({ kind: "green", lines: await what() });
    } catch (failure) {
      setSaid({ kind: "amber", lines: [words(failure, { offline: "offline.act" })] });
    }
  }

  async function off({ id, label, current }: NotifiedDevice) {
    reminders.set(await turnOff(id, current));
    return [t("rem.turnOff.done", { device: label })];
  }

  async function test() {
    await read(api.POST("/api/me/push/test", { body: {} }));
    return [t("rem.test.sent"), t("rem.test.nothing")];
  }

  return (
    <section class={styles.section} aria-labelledby="devices">
      <h2 id="devices">{t("rem.devices")}</h2>
      {given.devices.length === 0 && <p>{t("rem.devices.none")}</p>}
      <ul class={rows.list}>
        {given.devices.map((device) => (
          <DeviceRow key={device.id} device={device} onOff={() => void act(() => off(device))} />
        ))}
      </ul>
      <ThisDevice given={given} />
      <Button kind="quiet" icon="send" onClick={() => void act(test)}>
        {t("rem.test")}
      </Button>
      <Live>{said && <Lines of={said} />}</Live>
    </section>
  );
}

function Lines({ of: { kind, lines } }: { of: Turned }) {
  return (
    <Notice kind={kind}>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </Notice>
  );
}

function ThisDevice({ given }: { given: OwnReminders }) {
  const { busy, turned, turn } = useTurnOn(given.push_key);
  const on = given.devices.some(({ current }) => current);
  return (
    <>
      {!on && <Off pushKey={given.push_key} busy={busy} turn={() => void turn()} />}
      <Live>{turned && (turned.kind === "green") === on && <Lines of={turned} />}</Live>
    </>
  );
}

/** How this device is turned on, or why it cannot be. */
function Off({ pushKey, busy, turn }: { pushKey: string | null; busy: boolean; turn: () => void }) {
  const can = ability();
  if (pushKey === null) return <p>{t("push.none")}</p>;
  if (can === "unable") return <p>{t("push.unable")}</p>;
  if (can === "denied") return <Lines of={{ kind: "amber", lines: [t("push.denied"), t("push.denied.how")] }} />;
  if (can === "home_screen") {
    return (
      <>
        <p>{t("ask.apple")}</p>
        <ButtonLink kind="quiet" href={homeScreenPage}>
          {t("ask.apple.how")}
        </ButtonLink>
      </>
    );
  }
  return (
    <Button icon="bell" busy={busy} onClick={turn}>
      {t("rem.turnOn")}
    </Button>
  );
}
