/** Regression on real filings: the recorded statements of AAPL, NVDA and 688256.SH. */
import { expect, test } from 'vitest'
import type { Fact } from '#shared/contracts/facts.ts'
import type { Market } from '#shared/names.ts'
import { factId } from '#shared/book/fact-id.ts'
import { fiscalYearsOfFacts } from '../time/periods.ts'
import { readRecording } from '../providers/shipped/index.ts'
import { derive } from './derive.ts'

/** Of each concept and period what was last known at `asOf`, as the store's reading gives it. */
const factsOf = async (market: Market, symbol: string, asOf = '9999'): Promise<Fact[]> => {
  const answer = await readRecording(market, symbol)
  if (!answer.ok) throw new Error(answer.detail)
  const selected = new Map<string, Fact>()
  for (const { source: _, ...fact } of answer.data.facts) {
    const key = `${fact.concept}|${fact.start}|${fact.end}`
    const known = selected.get(key)
    if (fact.known_at > asOf || (known && known.known_at > fact.known_at)) continue
    selected.set(key, {
      ...fact,
      id: factId(`${market}:${symbol}`, fact),
      retrieved_at: '2026-11-22T00:00:00.000Z',
    })
  }
  return [...selected.values()]
}

const derivedOf = async (market: Market, symbol: string, currency: string, asOf?: string) => {
  const facts = await factsOf(market, symbol, asOf)
  const assumptions = {
    discount_rate: 0.09,
    terminal_growth_rate: 0.025,
    growth_cap: 0.15,
    projection_years: 10,
  }
  const { derived, absences } = derive({
    facts,
    fiscalYears: fiscalYearsOfFacts(facts),
    currency,
    assumptions,
    years: 10,
  })
  const values = new Map(derived.map((d) => [d.id, d.value]))
  return {
    facts,
    derived,
    absences,
    text: (id: string) => values.get(id),
    n: (id: string) => Number(values.get(id)),
  }
}

/** Total debt on a date, in millions. */
const debtAt = (facts: readonly Fact[], date: string): number =>
  Number(facts.find((f) => f.concept === 'total_debt' && f.end === date)?.value) / 1e6

test('AAPL FY2025: margins, returns and cash flow', async () => {
  const { text, n } = await derivedOf('US', 'AAPL', 'USD')
  expect(text('free_cash_flow@FY2025')).toBe('98767000000')
  expect(n('gross_margin@FY2025')).toBeCloseTo(195_201 / 416_161, 9)
  expect(n('net_margin@FY2025')).toBeCloseTo(112_010 / 416_161, 9)
  expect(n('roe@FY2025')).toBeCloseTo(112_010 / ((73_733 + 56_950) / 2), 9)
  expect(
    n('net_margin@FY2025') * n('asset_turnover@FY2025') * n('equity_multiplier@FY2025'),
  ).toBeCloseTo(n('roe@FY2025'), 9)
  expect(text('eps_diluted_adjusted@FY2025')).toBe('7.46')
})

test('AAPL: discrete quarters of the cash flow statement', async () => {
  const { text } = await derivedOf('US', 'AAPL', 'USD')
  expect(['2025Q2', '2025Q3', '2025Q4'].map((q) => text(`operating_cash_flow@${q}`))).toEqual([
    '23952000000',
    '27867000000',
    '29728000000',
  ])
})

test('AAPL: every shown year has its returns, and inputs that are there', async () => {
  const { facts, derived, absences } = await derivedOf('US', 'AAPL', 'USD')
  expect(derived.filter((d) => d.name === 'roic' && d.period.startsWith('FY'))).toHaveLength(10)
  const ids = new Set([...facts, ...derived].map((f) => f.id))
  expect(derived.flatMap((d) => d.inputs).filter((id) => !ids.has(id))).toEqual([])
  // Its suppliers lend it more than its working capital: there is no return on less than nothing.
  const refused = absences.filter((a) => a.absent === 'refused')
  expect([...new Set(refused.map((a) => a.name))]).toEqual(['return_on_tangible_capital'])
})

test('NVDA: EPS of all years on the basis of the newest split, and as it was before', async () => {
  const today = await derivedOf('US', 'NVDA', 'USD')
  expect(['FY2022', 'FY2024'].map((year) => today.text(`eps_diluted_adjusted@${year}`))).toEqual([
    '0.385',
    '1.19',
  ])
  expect(today.text('eps_diluted@2024Q4')).toBe('0.49')
  const before = await derivedOf('US', 'NVDA', 'USD', '2024-06-01T00:00:00.000Z')
  expect(['FY2022', 'FY2024'].map((year) => before.text(`eps_diluted_adjusted@${year}`))).toEqual([
    '3.85',
    '11.93',
  ])
  expect(today.n('share_count_change@FY2024')).toBeCloseTo(before.n('share_count_change@FY2024'), 9)
})

test('MRVL: debt due within a year, filed under two tags, is counted once', async () => {
  const { facts } = await derivedOf('US', 'MRVL', 'USD')
  const debt = ['2022-01-29', '2023-01-28', '2024-02-03', '2025-02-01', '2026-01-31'].map((date) =>
    debtAt(facts, date),
  )
  // Balance sheets, USD million: short-term debt 63.2, 584.4, 107.3, 129.5, 499.8 beside long-term
  // debt 4,484.8 (FY2022) to 3,970.8 (FY2026).
  expect(debt).toEqual([4548, 4492.1, 4165.9, 4063.8, 4470.6])
})

test('NVDA: convertible notes due within a year are counted beside the long-term debt', async () => {
  const { facts } = await derivedOf('US', 'NVDA', 'USD')
  const dates = ['2017-01-29', '2018-01-28', '2019-01-27', '2020-01-26', '2021-01-31']
  // Balance sheets, USD million: convertible notes 796 and 15, long-term debt 1,983, 1,985, 1,988
  // and 1,991; capital leases of 10 and 5 in 2017 and 2018. In 2021 999 are due within a year,
  // 5,964 later.
  expect(dates.map((date) => debtAt(facts, date))).toEqual([2789, 2005, 1988, 1991, 6963])
})

test('688256.SH: a quarter from cumulative filings, exact to the cent', async () => {
  const { text } = await derivedOf('CN', '688256.SH', 'CNY')
  expect(text('revenue@2025Q3')).toBe('1726780892.57')
})
