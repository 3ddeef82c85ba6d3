/**
 * Every flag raised on real filings was examined: the filed figures themselves do not add up.
 * Nothing else may be flagged.
 */
import { expect, test } from 'vitest'
import type { Fact } from '#shared/contracts/facts.ts'
import { FILES } from '../../providers/shipped/files.ts'
import { decode } from '../../providers/shipped/format.ts'
import { factId } from '#shared/book/fact-id.ts'
import { checkQuality } from './check-quality.ts'

const READ_AT = '2026-11-22T00:00:00.000Z'

/** Of each concept and period what was last known, as the store's reading gives it. */
const factsOf = async (instrument: string): Promise<Fact[]> => {
  const load = FILES[instrument]
  if (!load) throw new Error(`${instrument} is not recorded`)
  const selected = new Map<string, Fact>()
  for (const { source: _, ...fact } of decode((await load()).default).facts) {
    const key = `${fact.concept}|${fact.start}|${fact.end}`
    const known = selected.get(key)
    if (known && known.known_at > fact.known_at) continue
    selected.set(key, {
      ...fact,
      id: factId(instrument, fact),
      retrieved_at: READ_AT,
    })
  }
  return [...selected.values()]
}

const checked = async (instrument: string) => {
  const facts = await factsOf(instrument)
  const result = checkQuality({ facts, others: [] })
  const failed = Object.fromEntries(
    result.checks.flatMap((c) => (c.failed > 0 ? [[c.id, c.failed]] : [])),
  )
  const flagged = result.facts.flatMap((f) =>
    f.quality === 'ok' ? [] : f.quality.map(({ check }) => `${check} ${f.concept} ${f.period}`),
  )
  return { facts, failed, flagged: [...new Set(flagged)].sort(), checks: result.checks }
}

test('AAPL: a count tagged in thousands, and quarterly dividends of a note that are not those of the cash flow statement', async () => {
  const { failed, flagged } = await checked('US:AAPL')
  // 861,745 is the balance sheet's figure in thousands, tagged as if in ones. Dividends of Q2 to Q4
  // of 2017 are those declared on shares (2,988 = 5.2 billion shares at 0.57); the year to date
  // also has dividend equivalents.
  expect(failed).toEqual({ jump: 1, quarters: 3, share_count: 1 })
  expect(flagged).toEqual([
    'jump shares_outstanding @2014-03-29',
    ...['2017-9M', '2017H1', '2017Q1', '2017Q2', '2017Q3', '2017Q4', 'FY2017'].map(
      (period) => `quarters dividends_paid ${period}`,
    ),
    'share_count shares_outstanding @2014-03-29',
  ])
})

test('NVDA: until the notes were converted, temporary equity lies between liabilities and equity', async () => {
  const { failed, flagged } = await checked('US:NVDA')
  expect(failed).toEqual({ balance_sheet: 6 })
  // "Convertible debt conversion obligation" in millions: 87, 79, 72, 45, 31, 7.
  const dates = ['2016-01-31', '2016-05-01', '2016-07-31', '2016-10-30', '2017-01-29', '2017-04-30']
  expect(flagged).toEqual(
    ['total_assets', 'total_equity', 'total_liabilities'].flatMap((concept) =>
      dates.map((date) => `balance_sheet ${concept} @${date}`),
    ),
  )
})

test('MRVL: 15 million of the first quarter’s expense moved to another line in the half year', async () => {
  const { failed, flagged } = await checked('US:MRVL')
  expect(failed).toEqual({ quarters: 2 })
  expect(flagged).toEqual(
    ['2023-9M', '2023H1', '2023Q1', '2023Q2', '2023Q3'].map(
      (period) => `quarters selling_general_administrative ${period}`,
    ),
  )
})

test.each(Object.keys(FILES).filter((id) => !id.startsWith('US:')))(
  '%s: nothing is flagged',
  async (instrument) => {
    const { failed, checks } = await checked(instrument)
    expect(failed).toEqual({})
    expect(checks.find((c) => c.id === 'unit')?.made).toBeGreaterThan(0)
  },
)

test('a figure of a real company that is spoilt is found', async () => {
  const facts = await factsOf('US:AAPL')
  const spoil = (concept: string, period: string, value: (v: string) => string) =>
    checkQuality({
      facts: facts.map((f) =>
        f.concept === concept && f.period === period ? { ...f, value: value(f.value) } : f,
      ),
      others: [],
    }).facts.flatMap((f) =>
      f.quality === 'ok' || f.concept !== concept || f.period !== period
        ? []
        : f.quality.map((q) => q.check),
    )
  expect(spoil('total_assets', '@2025-09-27', (v) => v.slice(0, -3))).toEqual(
    expect.arrayContaining(['balance_sheet', 'part_of_whole', 'jump']),
  )
  expect(spoil('net_income', 'FY2025', (v) => v.replace('1', '2'))).toContain('eps')
  expect(spoil('revenue', 'FY2025', (v) => v.replace('416', '461'))).toContain('gross_profit')
  expect(spoil('capex', 'FY2025', (v) => v.replace('-', ''))).toContain('range')
  expect(spoil('operating_cash_flow', 'FY2025', (v) => v.replace(/^1/, '2'))).toContain(
    'cash_flows',
  )
  expect(spoil('end_cash', '@2025-09-27', (v) => v.replace(/^3/, '8'))).toContain('cash_roll')
})
