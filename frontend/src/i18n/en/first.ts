import { app } from "./app";
import { help } from "./help";
import { signin } from "./signin";

/** What every page needs, and the sign-in page. */
export default { ...app, ...help, ...signin };
