import { useState } from "preact/hooks";

import { api, read } from "../../api";
import { Button } from "../../ui/Button";
import { Shown } from "../parts/Shown";
import { type Problem, toProblem } from "../data/problem";
import type { Role } from "../data/types";
import { Problems } from "../parts/Problems";
import { useLoad } from "../data/useLoad";
import { t } from "../i18n";
import { enter } from "./session";
import styles from "./SignIn.module.css";

const atDesk = new Set(["coordinator", "investigator", "finance", "monitor", "admin"]);

/** What a person does; her roles before it, where it does not begin with them. */
function standingWords(roles: readonly Role[], standing: string): string {
  const words = roles.map((role) => t(`role.${role}`)).join(", ");
  return standing.startsWith(words) ? standing : `${words}. ${standing}`;
}

/** Only in the demo: the sample staff, each with a line on what they do. */
export function DemoPeople() {
  const people = useLoad("demo-people", () => read(api.GET("/api/demo/people")));
  const [problem, setProblem] = useState<Problem | null>(null);

  async function enterAs(email: string) {
    try {
      await enter(await read(api.POST("/api/demo/sign-in", { body: { email } })));
    } catch (error) {
      setProblem(toProblem(error));
    }
  }

  return (
    <section class={styles.demo} aria-labelledby="demo-people">
      <h2 id="demo-people">{t("demo.title")}</h2>
      <p class={styles.other}>{t("demo.note")}</p>
      <Problems problem={problem} fields={{}} />
      <Shown of={people} lines={3}>
        {(data) => (
          <ul class={styles.people}>
            {data.people
              .filter(({ roles }) => roles.some((role) => atDesk.has(role)))
              .map(({ email, name, roles, standing }) => (
                <li key={email}>
                  <Button kind="quiet" onClick={() => void enterAs(email)}>
                    {name}
                  </Button>
                  <span>{standingWords(roles, standing)}</span>
                </li>
              ))}
          </ul>
        )}
      </Shown>
      <p class={styles.other}>
        <a href="/demo-mail">{t("demo.mail")}</a>
      </p>
    </section>
  );
}
