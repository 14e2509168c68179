import { claim } from "./claim";
import { travel } from "./travel";

export default { ...travel, ...claim };
