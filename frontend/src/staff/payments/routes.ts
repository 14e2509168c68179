import { PAYMENTS, TO_PAY, TOTALS } from "./data";
import { PaymentsPage } from "./PaymentsPage";
import { ToPayPage } from "./ToPayPage";
import { TotalsPage } from "./TotalsPage";

/** The pages about paying travel money: they stand under Claims, in whose feature they are listed. */
export const paymentRoutes = [
  { path: TO_PAY, page: ToPayPage },
  { path: `${PAYMENTS}/:id?`, page: PaymentsPage },
  { path: TOTALS, page: TotalsPage },
];
