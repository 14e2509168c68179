/** Receipts of a claim: how many fit a line, and their pictures at the server. */

/** So many fit one line, to the server too. */
export const MOST_A_LINE = 10;

/** The server's picture of a receipt: of a page, or of the whole in small. */
export const pictureOf = (id: string, page?: number) =>
  `/api/me/receipts/${id}/picture?${page === undefined ? "small=true" : `page=${page}`}`;
