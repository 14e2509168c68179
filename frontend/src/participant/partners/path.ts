/** The pages about who helps whom. */
export const helpersPage = "/more/helpers";
export const invitePage = `${helpersPage}/invite`;
export const helperPage = (id: string) => `${helpersPage}/${id}`;
export const invitedPage = (id: string) => `${helpersPage}/invited/${id}`;
export const helpingPage = "/more/helping";
