import { expect, test } from 'vitest'
import { configuration } from '#shared/configuration/configuration.fixture.ts'
import { figuresOf } from '#shared/book/of-content.ts'
import { exhibitReadingSchema } from '#shared/contracts/exhibit-readings.ts'
import type { Exhibit } from '#shared/contracts/exhibits.ts'
import type { ReportExhibit } from '#shared/contracts/orchestrator.ts'
import { ReportFigureIndex } from '#shared/exhibits/report-figures.ts'
import { financials } from '../export/markdown.fixture.ts'
import { moduleInput } from './module-input.ts'
import { absentDetail, hasNothing, readsFor } from './module-reads.ts'

const about = { instrument: 'US:TEST', as_of: '2026-11-28T00:00:00.000Z' }
const passage = (id: string, day: string) => ({
  id,
  day,
  title: `Title ${id}`,
  text: null,
  form: null,
  source: 'Paper',
  provider: 'fmp',
  url: `https://example.com/${id}`,
  retrieved_at: about.as_of,
})
const news: Exhibit = {
  kind: 'news',
  ...about,
  passages: [passage('n1', '2026-11-20'), passage('n2', '2026-11-01'), passage('n3', '2026-09-01')],
}
const insiders: Exhibit = {
  kind: 'insiders',
  ...about,
  rows: [
    {
      token: 'insider_net_value@6m',
      name: 'insider_net_value',
      period: '6m',
      end: '2026-11-28',
      value: '-5',
      unit: 'USD',
      origin: { kind: 'computed', inputs: ['insiders@2026-11-28'] },
    },
  ],
  absences: [],
  trades: [],
}
const { book, reading } = figuresOf(financials)
const figures = new ReportFigureIndex(book, reading, [news, insiders])
const hash = 'a'.repeat(64)
const told: ReportExhibit[] = [
  { kind: 'news', hash, absent: null },
  { kind: 'insiders', hash, absent: null },
  { kind: 'filings', hash: null, absent: 'providers_failed', silence: 'provider' },
]

test('a module is given its passages within its own window', () => {
  const of = (days?: number, limit?: number) =>
    readsFor(
      {
        reads: [
          {
            exhibit: 'news',
            ...(days !== undefined && { days }),
            ...(limit !== undefined && { limit }),
          },
        ],
      },
      figures,
      told,
    ).exhibits.flatMap((one) => ('passages' in one ? one.passages.map(({ id }) => id) : []))
  expect(of()).toEqual(['n1', 'n2', 'n3'])
  expect(of(30)).toEqual(['n1', 'n2'])
  expect(of(30, 1)).toEqual(['n1'])
})

test('what it is given fits the contract and holds no time of reading', () => {
  const { exhibits } = readsFor(
    { reads: [{ exhibit: 'news' }, { exhibit: 'insiders' }] },
    figures,
    told,
  )
  for (const one of exhibits) expect(exhibitReadingSchema.safeParse(one).error).toBeUndefined()
  expect(JSON.stringify(exhibits)).not.toContain('retrieved_at')
})

test('a module that reads exhibits alone and gets none has nothing', () => {
  const without = (reads: { exhibit: string; days?: number }[], facts: string[] = []) => {
    const given = readsFor({ reads }, figures, told)
    return hasNothing({ facts, reads }, given) ? absentDetail(given.absent) : null
  }
  expect(without([{ exhibit: 'filings' }])).toBe('filings: providers_failed')
  expect(without([{ exhibit: 'filings' }, { exhibit: 'peers' }])).toBe(
    'filings: providers_failed; peers: not_collected',
  )
  // Nothing of the news lies within the days that this module reads.
  expect(without([{ exhibit: 'news', days: 2 }])).toBe('news: no_data')
  expect(without([{ exhibit: 'filings' }, { exhibit: 'news' }])).toBeNull()
  expect(without([{ exhibit: 'filings' }], ['income'])).toBeNull()
  expect(without([])).toBeNull()
})

test('the figures of an exhibit are among those of the module that reads it', () => {
  const { modules, ...documents } = configuration()
  const [shipped] = modules
  if (!shipped) throw new Error('modules are shipped')
  const module = { ...shipped, facts: [], reads: [{ exhibit: 'insiders' }] }
  const reads = readsFor(module, figures, told)
  const { context } = moduleInput({
    report: null,
    module,
    config: { version: 1, modules, ...documents },
    language: 'en',
    model: 'auto',
    needs: [],
    figures,
    reads,
  })
  expect(context.figures.map(({ token }) => token)).toEqual(['insider_net_value@6m'])
  expect(context.terms.insider_net_value?.zh).toBe('内部人净买入金额')
  expect(context.exhibits).toEqual([
    { kind: 'insiders', trades: [], tokens: ['insider_net_value@6m'] },
  ])
})
