/** The exhibits, without schemas, so that the page and the configuration may import them. */

/** The exhibits that a report collects and a module may read, beside the figures of the book. */
export const READ_EXHIBITS = ['market', 'valuation'] as const
export type ReadExhibit = (typeof READ_EXHIBITS)[number]

/** The group of the rows of an exhibit: `valuation` is that of figures of the book. */
export const EXHIBIT_GROUPS = { market: 'market', valuation: 'value' } as const satisfies Record<
  ReadExhibit,
  string
>

/** What a report keeps beside its book: what it collected, and the rating that rests on it. */
export const REPORT_EXHIBITS = [...READ_EXHIBITS, 'rating'] as const
