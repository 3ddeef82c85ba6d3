/** Words of somebody else change no test, no grade, no pillar and no risk. */
import { expect, test } from 'vitest'
import type { Exhibit } from '../contracts/exhibits.ts'
import { figuresOf } from '../book/of-content.ts'
import { INJECTIONS } from '../exhibits/injections.fixture.ts'
import { ReportFigureIndex } from '../exhibits/report-figures.ts'
import { rateCompany } from './rate-company.ts'
import { recordedFinancials } from '../../e2e/fakes/recorded-report.ts'

const about = { instrument: 'US:AAPL', as_of: '2026-11-28T00:00:00.000Z' }
const financials = await recordedFinancials('US', 'AAPL')

const ratedWith = (text: string) => {
  const passage = (id: string) => ({
    id,
    day: '2026-11-20',
    title: text,
    text,
    form: text,
    source: text,
    provider: 'fmp',
    url: 'https://example.com/a',
    retrieved_at: about.as_of,
  })
  const exhibits: Exhibit[] = [
    { kind: 'news', ...about, passages: [passage('n1')] },
    { kind: 'filings', ...about, passages: [passage('f1')] },
  ]
  const { book, reading } = figuresOf({
    ...financials,
    instrument: { ...financials.instrument, name: text, names: { en: text, zh: text } },
    absences: financials.absences.map((one) => ({ ...one, detail: text })),
  })
  return rateCompany(new ReportFigureIndex(book, reading, exhibits), about)
}

const plain = ratedWith('Plain words')

test('there is a rating to be changed', () => {
  expect(plain.fundamentals.grade).toBe('strong')
  expect(plain.risks.length + plain.pillars.length).toBeGreaterThan(3)
})

test.each(INJECTIONS)('%s', (_, text) => {
  expect(ratedWith(text)).toEqual(plain)
})
