/** Collects the exhibit `news`: what was published about the company, as passages. */
import { fail, ok } from '#shared/contracts/problem.ts'
import type { ExhibitOf } from '#shared/contracts/exhibits.ts'
import type { ExhibitCollector } from './collector.ts'
import { passagesOf } from './passages.ts'
import { daysBefore, MOST_RECORDS, questionOf, type StoredRecord } from './records.ts'

export const newsExhibit = (
  instrument: string,
  as_of: string,
  records: readonly StoredRecord<'news'>[],
  limit: number,
): ExhibitOf<'news'> => ({
  kind: 'news',
  instrument,
  as_of,
  passages: passagesOf(
    'n',
    records.map(({ item, provider, retrieved_at }) => ({
      day: item.published_at.slice(0, 10),
      title: item.title,
      text: item.summary,
      form: null,
      source: item.publisher,
      provider,
      url: item.url,
      retrieved_at,
    })),
    limit,
  ),
})

export const news: ExhibitCollector<'news'> = {
  step: 'news',
  async collect({ subject, aggregator, window }) {
    const from = daysBefore(subject.read_at, window.days)
    const answer = await aggregator.call('getNews', questionOf(subject, MOST_RECORDS, from))
    if (!answer.ok) return answer
    const { instrument, items } = answer.data
    const exhibit = newsExhibit(instrument.id, subject.read_at, items, window.limit)
    return exhibit.passages.length > 0
      ? ok(exhibit)
      : fail('no_data', 'No news has a title and an address.')
  },
}
