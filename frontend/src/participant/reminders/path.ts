/** Addresses of the pages about being reminded: pure. The first stands in the mails too. */
export const settingsPage = "/more/reminders";
export const sentPage = `${settingsPage}/sent`;
export const homeScreenPage = `${settingsPage}/home-screen`;
