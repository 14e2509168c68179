import { useLocation, useRoute } from "preact-iso";
import { useState } from "preact/hooks";

import { ButtonLink } from "../../ui/Button";
import { useFilters } from "../data/address";
import { PAGE_SIZE } from "../data/api";
import { useFresh } from "../data/useFresh";
import { useLoad } from "../data/useLoad";
import { t } from "../i18n";
import { FilterBar, SearchFilter, SelectFilter } from "../parts/Filters";
import { Page } from "../parts/Page";
import { Pager } from "../parts/Pager";
import { focusRow } from "../parts/rows";
import { Empty, Shown } from "../parts/Shown";
import { can, mySites } from "../session/session";
import { MESSAGES, MESSAGES_CSV, NEW, newestFirst, sorts, threadPath, threads, type Topic, type Waiting, waitings } from "./data";
import { Found } from "./Found";
import { Head } from "./Head";
import styles from "./Messages.module.css";
import { NewThread } from "./NewThread";
import { ThreadPanel } from "./ThreadPanel";
import { ThreadsTable } from "./ThreadsTable";

const defaults = { waiting: "ours", site: "", topic: "", sort: "usual", page: "1", at: "" };
type Filters = typeof defaults;

/** Conversations by what they wait for: the longest waiting first, or as a column's head says. */
export function MessagesPage() {
  const { id } = useRoute().params;
  const { route } = useLocation();
  const { filters, link, set } = useFilters(MESSAGES, defaults);
  const [words, setWords] = useState("");
  const { site, topic, page, at } = filters;
  const waiting = waitings.find((one) => one === filters.waiting) ?? "ours";
  const sort = sorts.find((one) => one === filters.sort) ?? "usual";
  const list = useLoad(
    `threads ${waiting} ${site} ${topic} ${sort} ${page}`,
    () => threads.list({ waiting, site, topic, sort, page: Number(page) }),
    { keep: true },
  );
  useFresh(list.reload);
  const to = (thread: string, message = "") => link({ page, at: message }, threadPath(thread));
  const close = () => {
    route(link({ page, at: "" }));
    if (id) focusRow(words && at ? at : id);
  };

  return (
    <Page
      title={t("messages.title")}
      count={!words && list.data && t("messages.count", { n: list.data.total })}
      actions={<Actions href={to(NEW)} />}
      filters={
        <>
          <Head current="messages" counts={list.data?.counts ?? null} />
          <Narrowed
            filters={{ ...filters, waiting }}
            topics={list.data?.topics ?? []}
            set={set}
            words={words}
            onWords={setWords}
          />
        </>
      }
      panel={
        id === NEW ? (
          <NewThread topics={list.data?.topics ?? []} onClose={close} onSent={(sent) => route(to(sent))} />
        ) : (
          id && <ThreadPanel id={id} at={at} onClose={close} onGo={(other) => route(to(other))} />
        )
      }
    >
      {words ? (
        <Found words={words} at={at} link={to} />
      ) : (
        <Shown of={list}>
          {({ rows, total }) =>
            rows.length === 0 ? (
              <Empty title={t(`messages.none.${waiting}`)} />
            ) : (
              <>
                <ThreadsTable
                  rows={rows}
                  openId={id}
                  rowLink={to}
                  busy={list.loading}
                  sort={sort === "usual" && newestFirst.includes(waiting) ? null : sort}
                  sortLink={(by) => link({ sort: by, at: "" })}
                />
                <Pager page={Number(page)} size={PAGE_SIZE} total={total} link={(next) => link({ page: next, at: "" })} />
              </>
            )
          }
        </Shown>
      )}
    </Page>
  );
}

function Actions({ href }: { href: string }) {
  return (
    <div class={styles.actions}>
      <ButtonLink kind="plain" icon="save" href={MESSAGES_CSV} download>
        {t("messages.csv")}
      </ButtonLink>
      {can("messages.write") && (
        <ButtonLink icon="edit" href={href} data-row={NEW}>
          {t("messages.write")}
        </ButtonLink>
      )}
    </div>
  );
}

type NarrowedProps = {
  filters: Omit<Filters, "waiting"> & { waiting: Waiting };
  topics: readonly Topic[];
  set: (change: Partial<Filters>) => void;
  words: string;
  onWords: (words: string) => void;
};

function Narrowed({ filters: { waiting, site, topic }, topics, set, words, onWords }: NarrowedProps) {
  const sites = mySites();
  const narrowed = waiting !== "ours" || site !== "" || topic !== "" || words !== "";
  const clear = () => {
    onWords("");
    set({ waiting: "ours", site: "", topic: "", at: "" });
  };
  const any = { value: "", label: t("filter.any") };
  return (
    <FilterBar onClear={narrowed ? clear : undefined}>
      <SelectFilter
        label={t("messages.waiting")}
        value={waiting}
        choices={waitings.map((value) => ({ value, label: t(`messages.waiting.${value}`) }))}
        onChange={(value) => set({ waiting: value, at: "" })}
      />
      {sites.length > 1 && (
        <SelectFilter
          label={t("column.site")}
          value={site}
          choices={[any, ...sites.map(({ id, name }) => ({ value: id, label: name }))]}
          onChange={(value) => set({ site: value, at: "" })}
        />
      )}
      <SelectFilter
        label={t("messages.topic")}
        value={topic}
        choices={[any, ...topics.map(({ key, label }) => ({ value: key, label }))]}
        onChange={(value) => set({ topic: value, at: "" })}
      />
      <SearchFilter label={t("messages.search")} value={words} onChange={onWords} />
    </FilterBar>
  );
}
