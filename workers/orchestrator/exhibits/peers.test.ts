import { expect, test } from 'vitest'
import type { PeersAnswer } from '#shared/contracts/screens.ts'
import { exhibitSchema } from '#shared/contracts/exhibits.ts'
import { fail, ok } from '#shared/contracts/problem.ts'
import type { CollectorInput } from './collector.ts'
import { AS_OF } from './collected.fixture.ts'
import { peers, peersExhibit } from './peers.ts'

const cell = (value: number | null, unit = 'ratio', in_doubt = false) => ({
  value,
  reason: value === null ? ('not_reported' as const) : ('known' as const),
  in_doubt,
  unit,
  period: 'FY2025',
  known_at: null,
})
const answer: PeersAnswer = {
  instrument: 'US:TEST',
  as_of: '2026-11-27',
  industry: 'Semiconductors',
  level: 'industry',
  size: 'market_cap',
  group: 40,
  columns: [
    { text: 'market_cap', unit: 'money', en: 'Market capitalisation', zh: '总市值' },
    { text: 'roe', unit: 'ratio', en: 'ROE', zh: '净资产收益率' },
    { text: 'pe', unit: 'x', en: 'P/E', zh: '市盈率' },
  ],
  company: [cell(1e9, 'USD'), cell(0.2), cell(null, 'x')],
  peers: [],
  percentiles: [50, 75, null],
  medians: [1e8, 0.1, 20],
  ranks: [20, 11, null],
}

test('own figure, median, rank and percentile by figure; money is no measure of standing', () => {
  const made = peersExhibit(answer, AS_OF)
  expect(made.rows.map(({ token, value, unit }) => [token, value, unit])).toEqual([
    ['peers_count@peers', '40', 'count'],
    ['roe@peers_own', '0.2', 'ratio'],
    ['roe@peers_median', '0.1', 'ratio'],
    ['roe_percentile@peers', '0.75', 'ratio'],
    ['roe_rank@peers', '11', 'count'],
    ['pe_ttm@peers_median', '20', 'x'],
  ])
  expect(made.absences.map(({ name, period }) => `${name}@${period}`)).toEqual([
    'pe_ttm@peers_own',
    'pe_ttm_percentile@peers',
  ])
  expect(exhibitSchema.safeParse(made).error).toBeUndefined()
})

test('a figure in doubt is no measure', () => {
  const doubted = { ...answer, company: [cell(1), cell(0.2, 'ratio', true), cell(1)] }
  expect(peersExhibit(doubted, AS_OF).rows.some(({ token }) => token === 'roe@peers_own')).toBe(
    false,
  )
})

const inputWith = (answers: unknown[]): { input: CollectorInput; waits: number[] } => {
  const waits: number[] = []
  const input = {
    subject: { market: 'US', symbol: 'TEST', as_of: null, book: 'b', read_at: AS_OF },
    aggregator: { call: async () => answers.shift() },
    wait: async (seconds: number) => void waits.push(seconds),
    window: { days: 0, limit: 0 },
    valuation: async () => {
      throw new Error('not asked')
    },
  } as unknown as CollectorInput
  return { input, waits }
}
const making = ok({ progress: {} })

test('columns that are being made are waited for, a few times', async () => {
  const { input, waits } = inputWith([making, ok(answer)])
  expect(await peers.collect(input)).toMatchObject({ ok: true, data: { kind: 'peers' } })
  expect(waits).toHaveLength(1)
  const never = inputWith(Array.from({ length: 9 }, () => making))
  expect(await peers.collect(never.input)).toMatchObject({ ok: false, reason: 'peers_not_ready' })
})

test('why there is no standing is what the answer says, and the day is that of the report', async () => {
  const refused = fail('market_outdated', 'What is stored of the market is of 2010-06-30.')
  const asked: unknown[] = []
  const call = async (_: string, question: unknown) => {
    asked.push(question)
    return refused
  }
  const input = { ...inputWith([]).input, aggregator: { call } } as unknown as CollectorInput
  expect(await peers.collect(input)).toBe(refused)
  const subject = { ...input.subject, as_of: '2024-06-01T00:00:00.000Z' }
  expect(await peers.collect({ ...input, subject })).toBe(refused)
  const params = { symbol: 'TEST' }
  expect(asked).toEqual([
    { params, query: { market: 'US', limit: 10 } },
    { params, query: { market: 'US', limit: 10, as_of: '2024-06-01' } },
  ])
})
