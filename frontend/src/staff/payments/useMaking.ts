import { useLocation } from "preact-iso";
import { useState } from "preact/hooks";

import { ApiError } from "../../api";
import { useSending } from "../consent/useSending";
import { t } from "../i18n";
import { announce } from "../parts/announce";
import { batchPath, type NewBatch, payments } from "./data";
import { begin, renew } from "./next";

/** The refusals after which the list is fetched anew: a colleague was faster, or it went out before. */
const OVERTAKEN = ["claim_not_payable", "unknown_claim", "batch_differs"];

/** Makes a batch and leads to it. `before`: another batch that this id turned out to have made. */
export function useMaking() {
  const { route } = useLocation();
  const [before, setBefore] = useState<string | null>(null);
  const sending = useSending(...OVERTAKEN);

  async function send(body: NewBatch) {
    try {
      const made = await payments.make(body);
      begin();
      announce(t("topay.made", { number: made.number, n: made.payments }));
    } catch (error) {
      if (error instanceof ApiError && error.code === "batch_differs") {
        setBefore(body.id);
        renew();
      }
      throw error;
    }
  }

  const make = (body: NewBatch) => {
    setBefore(null);
    void sending.send(
      () => send(body),
      () => route(batchPath(body.id)),
    );
  };
  return { busy: sending.busy, problem: sending.problem, clear: sending.clear, before, make };
}
