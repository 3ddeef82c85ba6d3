/** Collects the exhibit `filings`: what the company filed and announced, as passages. */
import type { ExhibitOf } from '#shared/contracts/exhibits.ts'
import { fail, ok } from '#shared/contracts/problem.ts'
import type { ExhibitCollector } from './collector.ts'
import { passagesOf } from './passages.ts'
import { daysBefore, MOST_RECORDS, questionOf, type StoredRecord } from './records.ts'

export const filingsExhibit = (
  instrument: string,
  as_of: string,
  records: readonly StoredRecord<'filings'>[],
  limit: number,
): ExhibitOf<'filings'> => ({
  kind: 'filings',
  instrument,
  as_of,
  passages: passagesOf(
    'f',
    records.map(({ item, provider, retrieved_at }) => ({
      day: item.filed_at,
      title: item.title,
      text: null,
      form: item.form,
      source: null,
      provider,
      url: item.url,
      retrieved_at,
    })),
    limit,
  ),
})

export const filings: ExhibitCollector<'filings'> = {
  step: 'filings',
  async collect({ subject, aggregator, window }) {
    const from = daysBefore(subject.read_at, window.days)
    const answer = await aggregator.call('getFilings', questionOf(subject, MOST_RECORDS, from))
    if (!answer.ok) return answer
    const { instrument, items } = answer.data
    const exhibit = filingsExhibit(instrument.id, subject.read_at, items, window.limit)
    return exhibit.passages.length > 0
      ? ok(exhibit)
      : fail('no_data', 'No filing has a title and an address.')
  },
}
