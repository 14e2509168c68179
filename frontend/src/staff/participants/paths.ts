/** The address of a part of a participant's own page. */
export const partPath = (id: string, part = "timeline") => `/staff/participants/${id}/${part}`;
