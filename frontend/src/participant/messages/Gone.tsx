import { t } from "../../i18n";
import { ButtonLink } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { home } from "./path";

export function Gone() {
  return (
    <Card>
      <h2>{t("msg.gone")}</h2>
      <p>{t("msg.gone.body")}</p>
      <ButtonLink kind="quiet" href={home}>
        {t("msg.all")}
      </ButtonLink>
    </Card>
  );
}
