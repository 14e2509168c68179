import type { Feature } from "../shell/features";
import { QUEUE, queue as server } from "./data";
import { QueuePage } from "./QueuePage";

export const queue: Feature = {
  path: QUEUE,
  label: "queue.title",
  icon: "menu",
  needs: "queue.read",
  routes: [{ path: QUEUE, page: QueuePage }],
  waiting: server.waits,
};
