import { describe, expect, it } from "vitest";

import { addressWith, readFilters } from "./address";

const defaults = { site: "", status: "", q: "", sort: "code", page: "1" };
const none = { ...defaults };

describe("filters in the address", () => {
  it("leaves out what equals its default", () => {
    expect(addressWith("/staff/participants", none, {}, defaults)).toBe("/staff/participants");
    expect(addressWith("/staff/participants", none, { sort: "late" }, defaults)).toBe("/staff/participants?sort=late");
  });

  it("names filters in one order, so that the same list has one address", () => {
    const one = addressWith("/p", { ...none, status: "enrolled" }, { site: "a" }, defaults);
    const other = addressWith("/p", { ...none, site: "a" }, { status: "enrolled" }, defaults);
    expect(one).toBe(other);
  });

  it("goes back to page 1 when a filter changes, and only then", () => {
    const third = { ...none, page: "3" };
    expect(addressWith("/p", third, { status: "enrolled" }, defaults)).toBe("/p?status=enrolled");
    expect(addressWith("/p", { ...third, status: "enrolled" }, { page: "4" }, defaults)).toBe(
      "/p?page=4&status=enrolled",
    );
  });

  it("keeps a name that is searched for out of what the server sees", () => {
    const address = addressWith("/p", { ...none, status: "enrolled" }, { q: "ana ruiz" }, defaults);
    expect(address).toBe("/p?status=enrolled#q=ana+ruiz");
    expect(new URL(address, "https://example.org").search).not.toContain("ana");
  });

  it("reads only what the list knows, with its defaults", () => {
    expect(readFilters({ status: "enrolled", other: "x", page: "" }, defaults)).toEqual({
      ...none,
      status: "enrolled",
    });
  });
});
