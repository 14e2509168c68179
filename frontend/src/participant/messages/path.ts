/** Addresses of the messages: pure. That of a conversation also stands in the mails. */
export const home = "/messages";
export const newPage = `${home}/new`;
export const threadPage = (id: string) => `${home}/${id}`;
export const announcementPage = (id: string) => `${home}/announcements/${id}`;

/** Where one begins to write about a visit or a claim. */
export function writeAbout(link: { visit: string } | { claim: string }): string {
  return `${newPage}?${new URLSearchParams(link).toString()}`;
}
