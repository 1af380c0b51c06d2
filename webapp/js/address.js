// Addresses for made-up clients: 198.18.0.0/15 is set aside for tests and belongs to nobody.

const below = (n) => Math.floor(Math.random() * n);

/** A fresh invented client address. */
export const invent = () => `198.${18 + below(2)}.${below(256)}.${1 + below(254)}`;

/**
 * Fetches an address of this application on behalf of an invented client.
 * The demo believes the header because it comes from this very machine.
 */
export const fetchAs = (address, url) =>
  fetch(url, { cache: "no-store", headers: { Accept: "application/json", "X-Forwarded-For": address } });
