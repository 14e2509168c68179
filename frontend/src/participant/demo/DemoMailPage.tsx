import { api, type DemoMail, read } from "../../api";
import { language, t } from "../../i18n";
import { deviceZone, momentInWords } from "../../i18n/dates";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { Page } from "../app/Page";
import { Shown } from "../app/Shown";
import { createResource } from "../data/resource";
import styles from "./DemoMail.module.css";

const mails = createResource<DemoMail[]>(null, async () => (await read(api.GET("/api/demo/mail"))).mails);

/** What the demo would have mailed, newest first: this is where its codes are read. */
export default function DemoMailPage() {
  return (
    <Page title={t("demo.mail")} lead={t("demo.mail.lead")} back="/">
      <Button kind="quiet" icon="refresh" onClick={() => void mails.refresh()}>
        {t("demo.mail.refresh")}
      </Button>
      <Shown of={mails}>
        {(list) => (list.length ? list.map((mail) => <Mail mail={mail} key={mail.id} />) : <p>{t("demo.mail.empty")}</p>)}
      </Shown>
    </Page>
  );
}

function Mail({ mail }: { mail: DemoMail }) {
  return (
    <Card>
      <h2>{mail.subject}</h2>
      <p class={styles.soft}>
        {t("demo.mail.to", { email: mail.to })}
        <br />
        {momentInWords(language.value, mail.sent_at, deviceZone())}
      </p>
      <p class={styles.text}>{mail.text}</p>
    </Card>
  );
}
