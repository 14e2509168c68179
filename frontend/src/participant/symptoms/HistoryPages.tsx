import { ReportPage } from "./ReportPage";
import { ReportsPage } from "./ReportsPage";

/** What she sent: one report by its id, or all of them over time. */
export default function HistoryPages({ id }: { id: string }) {
  return id ? <ReportPage id={id} key={id} /> : <ReportsPage />;
}
