import { claim } from "./claim";
import { travel } from "./travel";

/** The travel money pages. Loaded when one of them is opened. */
export default { ...travel, ...claim };
