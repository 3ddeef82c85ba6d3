/** Amounts of US dollars that a model costs. Pure. */

/** With cents, and with four decimals below one, since a report can cost a part of a cent. */
export const dollars = (usd: number): string => `$${usd.toFixed(usd !== 0 && usd < 1 ? 4 : 2)}`
