import { useState } from "preact/hooks";

import { api, type DemoPerson, read } from "../../api";
import { t } from "../../i18n";
import { ButtonLink } from "../../ui/Button";
import { Notice } from "../../ui/Notice";
import { Skeleton } from "../../ui/Skeleton";
import { words } from "../app/failure";
import { createResource, useResource } from "../data/resource";
import { enter } from "../data/session";
import styles from "./DemoPeople.module.css";

const people = createResource<DemoPerson[]>(null, async () => (await read(api.GET("/api/demo/people"))).people);

const AT_THE_PHONE = ["participant", "care_partner"];

/** The demo's made-up people, to enter as. Outside the demo the server has no such list. */
export default function DemoPeople() {
  const [problem, setProblem] = useState("");
  const { data: list, loading } = useResource(people);

  async function enterAs(email: string) {
    try {
      await enter(await read(api.POST("/api/demo/sign-in", { body: { email } })));
    } catch (failure) {
      setProblem(words(failure));
    }
  }

  return (
    <section class={styles.people} aria-labelledby="demo-people">
      <h2 id="demo-people">{t("demo.title")}</h2>
      <p>{t("demo.lead")}</p>
      <ButtonLink kind="plain" icon="mail" href="/demo-mail">
        {t("demo.mail")}
      </ButtonLink>
      {problem && (
        <Notice kind="red" role="alert">
          <p>{problem}</p>
        </Notice>
      )}
      {!list && loading && <Skeleton label={t("app.loading")} />}
      <ul class={styles.list}>
        {list?.map((person) => (
          <li key={person.email}>
            <button type="button" class={styles.person} onClick={() => void enterAs(person.email)}>
              <span class={styles.name}>{person.name}</span>
              <span lang="en">{person.standing}</span>
              {!person.roles.some((role) => AT_THE_PHONE.includes(role)) && (
                <span class={styles.soft}>{t("demo.desk")}</span>
              )}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
