import type { ComponentProps } from "preact";

import { t, type TextKey } from "../i18n";
import { Mark } from "../parts/Mark";
import type { BatchRow, PaymentStatus } from "./data";
import styles from "./Payments.module.css";

type Look = Omit<ComponentProps<typeof Mark>, "children">;

const looks: Record<PaymentStatus, Look> = {
  on_its_way: { icon: "clock", tone: "teal" },
  paid: { icon: "check", tone: "green" },
  failed: { icon: "alert", tone: "red" },
};

const words: Record<PaymentStatus, TextKey> = {
  on_its_way: "payment.status.on_its_way",
  paid: "payment.status.paid",
  failed: "payment.status.failed",
};

export const statusWords = (status: PaymentStatus) => t(words[status]);

export function PaymentMark({ status }: { status: PaymentStatus }) {
  return <Mark {...looks[status]}>{statusWords(status)}</Mark>;
}

const counted = ["on_its_way", "paid", "failed"] as const;

/** How many payments of a batch stand where; nothing is said of where none stands. */
export function Standing({ batch }: { batch: BatchRow }) {
  return (
    <span class={styles.standing}>
      {counted
        .filter((status) => batch[status] > 0)
        .map((status) => (
          <Mark key={status} {...looks[status]}>
            {t(`batches.${status}`, { n: batch[status] })}
          </Mark>
        ))}
    </span>
  );
}
