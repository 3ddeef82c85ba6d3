/** The rating of a company outside of the run of a report, where more may be collected. Pure. */
import type { FigureIndex } from '#shared/book/figure-index.ts'
import type { RatingExhibit } from '#shared/contracts/rating.ts'
import { RATED_EXHIBITS } from '#shared/exhibits/names.ts'
import { ReportFigureIndex } from '#shared/exhibits/report-figures.ts'
import { rateCompany } from '#shared/rating/rate-company.ts'

/** Rates by the book and, of the exhibits, by those alone that a rating rests on. */
export const ratingOf = ({ book, reading, about, exhibits }: FigureIndex): RatingExhibit => {
  const resting = exhibits.filter(({ kind }) => RATED_EXHIBITS.some((one) => one === kind))
  return rateCompany(new ReportFigureIndex(book, reading, resting), {
    instrument: about.instrument.id,
    as_of: reading.as_of,
  })
}
