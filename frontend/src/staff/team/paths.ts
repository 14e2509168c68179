export const TEAM = "/staff/team";
/** The form for somebody new, in place of a person's id. */
export const NEW = "new";
