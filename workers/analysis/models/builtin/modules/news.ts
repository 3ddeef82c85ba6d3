/**
 * Writes what was published and filed: the days with the marks of the passages, newest first, and
 * what analysts expect. Titles are texts of others and stand in the exhibit that a mark leads to.
 */
import type { CitedPassage } from '#shared/contracts/exhibit-records.ts'
import { cite } from '../finding.ts'
import type { MarkedDay } from '../prose/market-words.ts'
import { type Briefing, heading, type ModuleWriter } from './common.ts'

/** Days that are named; the exhibit has them all. */
const MOST_DAYS = 8
const EXPECTED = /^(?:revenue|eps)_consensus$/
const MOST_EXPECTED = 4

const daysOf = (passages: readonly Pick<CitedPassage, 'id' | 'day'>[]): MarkedDay[] =>
  [...Map.groupBy(passages, ({ day }) => day)]
    .toSorted(([a], [b]) => b.localeCompare(a))
    .slice(0, MOST_DAYS)
    .map(([day, of]) => ({ day, marks: of.map(({ id }) => `[[${id}]]`) }))

const passagesOf = ({ context }: Briefing, wanted: 'news' | 'filings'): MarkedDay[] =>
  (context.exhibits ?? []).flatMap((one) =>
    one.kind === wanted && 'passages' in one ? daysOf(one.passages) : [],
  )

export const writeNews: ModuleWriter = (briefing) => {
  const { context, pack, language, evidence } = briefing
  const words = pack.market
  const [news, filings] = [passagesOf(briefing, 'news'), passagesOf(briefing, 'filings')]
  const expected = context.figures
    .filter(({ name }) => EXPECTED.test(name))
    .flatMap(({ name, period, label }) => {
      const point = evidence.shown(name, period)
      return point ? [{ label: label[language], cite: cite(point) }] : []
    })
    .slice(0, MOST_EXPECTED)
  const blocks = [
    ...(news.length > 0
      ? [heading(words.news_title), words.passages(news), words.passages_note]
      : []),
    ...(filings.length > 0 ? [heading(words.filings_title), words.passages(filings)] : []),
    ...(expected.length > 0 ? [heading(words.expected_title), words.expected(expected)] : []),
  ]
  return blocks.length > 0 ? blocks : [pack.no_figures]
}
