/** The exhibits, without schemas, so that the page and the configuration may import them. */

/** The exhibits that a report collects and a module may read, beside the figures of the book. */
export const READ_EXHIBITS = [
  'market',
  'valuation',
  'peers',
  'estimates',
  'holders',
  'insiders',
  'actions',
  'news',
  'filings',
] as const
export type ReadExhibit = (typeof READ_EXHIBITS)[number]

/** The exhibits that are passages of text; the others have rows of figures. */
export type PassageExhibit = 'news' | 'filings'
export type RowExhibit = Exclude<ReadExhibit, PassageExhibit>

/** The group of the rows of an exhibit: `valuation` is that of figures of the book. */
export const EXHIBIT_GROUPS = {
  market: 'market',
  valuation: 'value',
  peers: 'peers',
  estimates: 'estimates',
  holders: 'holders',
  insiders: 'insiders',
  actions: 'actions',
} as const satisfies Record<RowExhibit, string>
export type ExhibitGroup = (typeof EXHIBIT_GROUPS)[RowExhibit]

export const isReadExhibit = (name: string): name is ReadExhibit =>
  (READ_EXHIBITS as readonly string[]).includes(name)
export const isRowExhibit = (kind: ReadExhibit): kind is RowExhibit => kind in EXHIBIT_GROUPS

/** The exhibits that the rating rests on, beside the figures of the book. */
export const RATED_EXHIBITS: readonly ReadExhibit[] = ['market', 'valuation', 'peers']

/** How many passages a module gets that says nothing of it, and how many it may have. */
interface PassageWindow {
  days: number
  limit: number
  most_days: number
  most_limit: number
}

/** News older than a year are no news; filings are listed for some years. */
export const PASSAGE_WINDOWS: Readonly<Record<PassageExhibit, PassageWindow>> = {
  news: { days: 90, limit: 30, most_days: 365, most_limit: 60 },
  filings: { days: 400, limit: 30, most_days: 1_100, most_limit: 60 },
}
export const isPassageExhibit = (kind: ReadExhibit): kind is PassageExhibit =>
  kind in PASSAGE_WINDOWS

/** Whose silence it is that an exhibit is absent. */
export const SILENCES = ['company', 'provider', 'ours'] as const
export type Silence = (typeof SILENCES)[number]

/** What a report keeps beside its book: what it collected, and the rating that rests on it. */
export const REPORT_EXHIBITS = [...READ_EXHIBITS, 'rating'] as const
export type ReportExhibitName = (typeof REPORT_EXHIBITS)[number]
