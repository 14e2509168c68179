import { loadInside } from "../../i18n";
import { lazyPage } from "./lazyPage";

/** Everything behind the sign-in, with its texts: loaded when somebody is signed in, or about to be. */
export const Pages = lazyPage(async () => {
  const [pages] = await Promise.all([import("./Pages"), loadInside()]);
  return pages;
});
