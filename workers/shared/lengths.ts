/**
 * Largest lengths of texts, in characters, and of lists, in entries. They bound the work of
 * everything that reads an answer afterwards. Each is well above the longest real value of its
 * kind.
 */

/** Codes, units, periods, labels of an answer: a few words. */
export const MAX_CODE = 100
/** Ids of our own, and record numbers of providers that are made of several parts. */
export const MAX_ID = 300
/** Names of companies and persons: the longest legal names have about 200. */
export const MAX_NAME = 300
/** Titles of filings and news: announcements of Hong Kong and Japan have up to about 500. */
export const MAX_TITLE = 1_000
/** Descriptions, summaries, footnotes: several pages. */
export const MAX_PROSE = 20_000
/** Characters of a figure as a provider states it: sums of money have about 20. */
export const MAX_FILED_DECIMAL = 60
/** The same of any figure: what a formula makes of filed ones has up to twice as many. */
export const MAX_DECIMAL = 2 * MAX_FILED_DECIMAL
/** Web addresses: longer ones are refused by many servers. */
export const MAX_ADDRESS = 2_048
/** An instant with nine digits after the second and its zone has 35. */
export const MAX_INSTANT = 40
/** What went wrong, told to a person: a few sentences. */
export const MAX_DETAIL = 2_000
/** The path of a field in a request: four names of a document at most. */
export const MAX_PATH = 200
/** What is wrong with one field. */
export const MAX_MESSAGE = 500
/** Faults that are told of one request. */
export const MAX_ERRORS = 200

/** Entries of lists that hold a few things of a kind: providers, markets, checks, versions. */
export const MAX_FEW = 100
/** Records of one company in an answer: officers, fiscal years, figures of a record. */
export const MAX_RECORDS = 1_000
/** Days of trading: over 75 years. */
export const MAX_BARS = 20_000
/** Facts or derived figures of one company: thirty years of every concept, quarter by quarter. */
export const MAX_FIGURES_OF_COMPANY = 100_000

/** Stands at the end of a text that was cut. */
export const CUT_MARK = '…'

/** The text itself, or its beginning with a mark when it is longer than `most` characters. */
export const cutTo = (most: number, text: string): string => {
  if (text.length <= most) return text
  const kept = text.slice(0, most - CUT_MARK.length)
  // Half a surrogate pair is no text.
  return `${/[\ud800-\udbff]$/.test(kept) ? kept.slice(0, -1) : kept}${CUT_MARK}`
}
