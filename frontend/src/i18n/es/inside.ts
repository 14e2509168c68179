import { more } from "./more";
import { request } from "./request";
import { unsent } from "./unsent";
import { visits } from "./visits";

/** What only a signed-in person sees. Each feature adds its own file here. */
export default { ...more, ...request, ...unsent, ...visits };
