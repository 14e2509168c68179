/**
 * The app was opened by a tap on a notice that the browser itself had shown: that is said to the
 * portal, and the token leaves the address before anybody can copy or share it.
 */
export function noticeOpened(): void {
  const url = new URL(location.href);
  const token = url.searchParams.get("notice");
  if (token === null) return;
  url.searchParams.delete("notice");
  history.replaceState(history.state, "", url);
  void import("../../sw/confirm").then(({ confirm }) => confirm(token, "opened")).catch(() => {}); // no connection
}
