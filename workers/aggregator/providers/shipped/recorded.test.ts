import { describe, expect, it } from 'vitest'
import type { Market } from '#shared/names.ts'
import { latestOf } from '#shared/calendar.ts'
import type { NewFact } from '../../model/provider.ts'
import { FILES } from './files.ts'
import { recordedInstruments } from '../../instruments/shipped-lists.ts'
import { readRecording } from './index.ts'

const answerOf = async (market: Market, symbol: string) => {
  const answer = await readRecording(market, symbol)
  if (!answer.ok) throw new Error(answer.detail)
  return answer.data
}
const pick = (facts: NewFact[], concept: string, period: string) =>
  facts
    .filter((fact) => fact.concept === concept && fact.period === period)
    .map(({ value, known_at }) => [value, known_at])

describe('recorded US companies', () => {
  it('Apple: revenue and EPS of fiscal 2025 lead to their filing', async () => {
    const { facts, instrument, recorded: recording } = await answerOf('US', 'AAPL')
    const known = '2025-11-01T03:59:59.999Z'
    expect(pick(facts, 'revenue', 'FY2025')).toEqual([['416161000000', known]])
    expect(pick(facts, 'eps_diluted', 'FY2025')).toEqual([['7.46', known]])
    expect(
      facts.find((fact) => fact.concept === 'revenue' && fact.period === 'FY2025'),
    ).toMatchObject({
      provider: 'sec',
      provider_record: '0000320193-25-000079',
      form: '10-K',
      source_url:
        'https://www.sec.gov/Archives/edgar/data/320193/000032019325000079/aapl-20250927.htm',
    })
    expect(instrument).toMatchObject({
      id: 'US:AAPL',
      name: 'Apple Inc.',
      exchange: 'Nasdaq',
      fiscal_year_end: '09-26',
    })
    expect(recording).toMatchObject({ original_provider: 'sec', recorded_at: '2026-03-25' })
  })

  it.each([
    ['revenue', '391035000000'],
    ['gross_profit', '180683000000'],
    ['research_and_development', '31370000000'],
    ['selling_general_administrative', '26097000000'],
    ['operating_income', '123216000000'],
    ['pretax_income', '123485000000'],
    ['income_tax', '29749000000'],
    ['net_income', '93736000000'],
    ['eps_basic', '6.11'],
    ['eps_diluted', '6.08'],
  ])('Apple: %s of fiscal 2024 is %s', async (concept, value) => {
    const { facts } = await answerOf('US', 'AAPL')
    expect(pick(facts, concept, 'FY2024').map(([given]) => given)).toEqual([value])
  })

  it('Apple: cash flows stay cumulative as filed, and a tag switch leaves no gap', async () => {
    const { facts } = await answerOf('US', 'AAPL')
    expect(
      ['2025Q1', '2025H1', '2025-9M'].map(
        (period) => pick(facts, 'operating_cash_flow', period)[0]?.[0],
      ),
    ).toEqual(['29935000000', '53887000000', '81754000000'])
    const years = new Set(
      facts
        .filter((fact) => fact.concept === 'revenue' && fact.period.startsWith('FY'))
        .map((fact) => fact.period),
    )
    expect([...years].sort()).toEqual(Array.from({ length: 12 }, (_, index) => `FY${2014 + index}`))
  })

  it('Apple: the property note’s depreciation never stands in for that of the cash flow statement', async () => {
    const { facts } = await answerOf('US', 'AAPL')
    const depreciation = ['FY2015', 'FY2016', 'FY2017'].map((period) =>
      pick(facts, 'depreciation_amortization', period).map(([value]) => value),
    )
    expect(depreciation).toEqual([['11257000000'], ['10505000000'], ['10157000000']])
  })

  it('NVIDIA: EPS of fiscal 2024 was 11.93 until the split was told, then 1.19', async () => {
    const { facts } = await answerOf('US', 'NVDA')
    expect(pick(facts, 'eps_diluted', 'FY2024')).toEqual([
      ['11.93', '2024-02-22T04:59:59.999Z'],
      ['1.19', '2025-02-27T04:59:59.999Z'],
    ])
  })

  it('NVIDIA: revenue runs to the newest filing', async () => {
    const { facts } = await answerOf('US', 'NVDA')
    const newest = (concept: string) =>
      latestOf(facts.filter((fact) => fact.concept === concept).map((fact) => fact.end))
    expect(newest('revenue')).toBe('2026-04-26')
    expect(newest('revenue')).toBe(newest('total_assets'))
  })

  it.each([
    [
      'AAPL',
      [
        ['7', '2014-06-06', '2014-07-24T03:59:59.999Z'],
        ['4', '2020-08-28', '2020-10-31T03:59:59.999Z'],
      ],
    ],
    [
      'NVDA',
      [
        ['4', '2021-06-03', '2021-08-21T03:59:59.999Z'],
        ['10', '2024-05-31', '2024-08-29T03:59:59.999Z'],
      ],
    ],
    ['MRVL', []],
  ])('%s: each split once', async (symbol, splits) => {
    const { facts } = await answerOf('US', symbol)
    expect(
      facts
        .filter((fact) => fact.concept === 'stock_split_ratio')
        .map(({ value, end, known_at }) => [value, end, known_at]),
    ).toEqual(splits)
  })
})

describe('recorded companies of Asia', () => {
  it.each<[Market, string, string, string, string, string]>([
    ['CN', '600519.SH', 'revenue', 'FY2024', '174144069958.25', 'CNY'],
    ['CN', '600519.SH', 'net_income', 'FY2024', '86228146421.62', 'CNY'],
    ['CN', '600519.SH', 'revenue', '2025-9M', '130903889634.88', 'CNY'],
    ['CN', '600519.SH', 'total_assets', '@2025-09-30', '304738184929.86', 'CNY'],
    ['CN', '600519.SH', 'revenue', '2026Q1', '54702912385.23', 'CNY'],
    ['CN', '688256.SH', 'revenue', '2025H1', '2880643471.09', 'CNY'],
    ['CN', '688256.SH', 'revenue', 'FY2025', '6497196198.68', 'CNY'],
    ['CN', '000002.SZ', 'revenue', 'FY2024', '343176440700', 'CNY'],
    ['CN', '000002.SZ', 'net_income', '2025-9M', '-28015835700', 'CNY'],
    ['CN', '600502.SH', 'net_income', '2025Q1', '311169028.21', 'CNY'],
    ['CN', '600000.SH', 'deposits', '@2018-03-31', '3175683000000', 'CNY'],
    ['HK', '00700', 'net_income', 'FY2024', '194073000000', 'CNY'],
    ['JP', '7203', 'revenue', 'FY2025', '48036704000000', 'JPY'],
  ])('%s:%s %s of %s is %s %s', async (market, symbol, concept, period, value, unit) => {
    const { facts } = await answerOf(market, symbol)
    expect(
      facts
        .filter((fact) => fact.concept === concept && fact.period === period)
        .map((fact) => [fact.value, fact.unit]),
    ).toEqual([[value, unit]])
  })

  it('a bank has neither inventory nor current assets, and 营业额 is not revenue', async () => {
    const bank = await answerOf('CN', '600000.SH')
    expect(
      bank.facts.filter((fact) =>
        ['inventory', 'current_assets', 'cost_of_revenue'].includes(fact.concept),
      ),
    ).toEqual([])
    const tencent = await answerOf('HK', '00700')
    expect(tencent.facts.map((fact) => fact.concept)).toEqual(['net_income'])
    expect(tencent.instrument.names).toEqual({ zh: '腾讯控股', en: 'TENCENT' })
  })

  it('a correction is a restatement that leaves what it does not correct', async () => {
    const { facts } = await answerOf('JP', '1332')
    expect(pick(facts, 'net_income', 'FY2025')).toEqual([
      ['25381000000', '2025-05-14T14:59:59.999Z'],
      ['27213000000', '2025-05-21T14:59:59.999Z'],
    ])
    expect(pick(facts, 'revenue', 'FY2025')).toHaveLength(1)
  })
})

describe('the recording', () => {
  it('lists exactly the companies it has, and says of each fact who said it', async () => {
    const listed = recordedInstruments()
    expect(listed.map(({ market, symbol }) => `${market}:${symbol}`).sort()).toEqual(
      Object.keys(FILES).sort(),
    )
    for (const { market, symbol, name } of listed) {
      const answer = await answerOf(market, symbol)
      expect(answer.instrument).toMatchObject({ id: `${market}:${symbol}`, name })
      expect(answer.facts.length).toBeGreaterThan(0)
      expect(
        answer.facts.every(
          (fact) =>
            fact.provider === answer.recorded?.original_provider &&
            fact.source_url.startsWith('https://'),
        ),
      ).toBe(true)
    }
  })

  it('knows nothing of other symbols', async () => {
    expect(await readRecording('US', 'MSFT')).toEqual({
      ok: false,
      reason: 'not_found',
      detail: 'recorded: nothing is recorded of US:MSFT',
    })
  })
})
