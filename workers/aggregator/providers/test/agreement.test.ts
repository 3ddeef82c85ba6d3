/**
 * Compares the recorded answers of several providers about one company, read through their own
 * adapters, the choice along the shipped chain and the checks of every reading. They must give the
 * same figures, or a flag with both values. A spoilt figure must be found.
 */
import { describe, expect, test } from 'vitest'
import type { ItemDataset } from '#shared/names.ts'
import type { ItemOf } from '#shared/datasets/registry.ts'
import type { Fact } from '#shared/contracts/facts.ts'
import type { Market } from '#shared/names.ts'
import type { ProviderId } from '#shared/names.ts'
import type { RankedFact } from '../../facts/choose.ts'
import {
  appleFacts,
  brief,
  comparedIn,
  played,
  READ_AT,
  read,
  statementsOf,
} from './agreement.fixture.ts'
import { recordedBody } from './case.ts'
import type { NewItem } from '../../model/provider.ts'

/** Multiples rest on counts and profits of different days. */
const OF_MULTIPLES = 0.05

describe('Apple', async () => {
  const given = await appleFacts()
  const altered = (
    provider: ProviderId,
    concept: string,
    end: string,
    change: Partial<RankedFact>,
  ): RankedFact[] => {
    const found = given.filter(
      (fact) => fact.provider === provider && fact.concept === concept && fact.end === end,
    )
    expect(found).toHaveLength(1)
    return given.map((fact) => (fact === found[0] ? { ...fact, ...change } : fact))
  }
  /** Flags that were not there before. */
  const newIn = (facts: readonly RankedFact[]): string[] => {
    const before = brief(read(given).flags)
    return brief(read(facts).flags).filter((flag) => !before.includes(flag))
  }

  test('each of the others has figures in common with the first of the chain', () => {
    const { compared, made } = comparedIn(given)
    expect(Object.keys(compared).sort()).toEqual(['finnhub', 'fmp', 'twelvedata', 'yahoo'])
    expect(made).toBeGreaterThan(20)
  })

  test('they agree within half a percent, but for leases that Twelve Data counts as property until 2022: both values are told', () => {
    expect(brief(read(given).flags)).toEqual([
      'providers_agree sec property_plant_equipment @2020-09-26 36766000000 / 45336000000',
      'providers_agree sec property_plant_equipment @2021-09-25 39440000000 / 49527000000',
      'providers_agree sec property_plant_equipment @2022-09-24 42117000000 / 52534000000',
    ])
  })

  test('ends of months stand for the true ends of a 52/53-week year, and no year is off by one', () => {
    const revenue = given.filter(
      ({ concept, period }) => concept === 'revenue' && period === 'FY2024',
    )
    expect(revenue.map(({ provider, start, end, value }) => [provider, start, end, value])).toEqual(
      [
        ['sec', '2023-10-01', '2024-09-28', '391035000000'],
        ['finnhub', '2023-10-01', '2024-09-28', '391035000000'],
        ['twelvedata', '2023-10-01', '2024-09-30', '391035000000'],
        ['yahoo', '2023-10-01', '2024-09-30', '391035000000'],
      ],
    )
    const labels = Map.groupBy(
      given.filter(({ concept, period }) => concept === 'net_income' && period.startsWith('FY')),
      ({ end }) => end.slice(0, 7),
    )
    for (const [month, facts] of labels)
      expect([month, ...new Set(facts.map(({ period }) => period))]).toEqual([
        month,
        `FY${month.slice(0, 4)}`,
      ])
  })

  test('what goes out is negative with every one of them', () => {
    for (const concept of ['capex', 'dividends_paid', 'buybacks']) {
      const facts = given.filter((fact) => fact.concept === concept)
      expect(new Set(facts.map(({ provider }) => provider))).toEqual(
        new Set(['sec', 'fmp', 'twelvedata', 'yahoo']),
      )
      expect(facts.filter(({ value }) => !value.startsWith('-'))).toEqual([])
    }
  })

  test.each<[string, ProviderId, string, string, Partial<RankedFact>, string]>([
    [
      'two digits changed places',
      'fmp',
      'revenue',
      '2025-09-27',
      { value: '461161000000' },
      'providers_agree sec revenue FY2025 416161000000 / 461161000000',
    ],
    [
      'thousands taken for ones',
      'yahoo',
      'net_income',
      '2024-09-30',
      { value: '93736000' },
      'providers_agree sec net_income FY2024 93736000000 / 93736000',
    ],
    [
      'an outflow come in',
      'twelvedata',
      'capex',
      '2024-09-30',
      { value: '9447000000' },
      'providers_agree sec capex FY2024 -9447000000 / 9447000000',
    ],
    [
      'nine months for twelve',
      'finnhub',
      'gross_profit',
      '2024-09-28',
      { value: '135947000000' },
      'providers_agree sec gross_profit FY2024 180683000000 / 135947000000',
    ],
    [
      'another currency',
      'fmp',
      'total_assets',
      '2025-09-27',
      { unit: 'CNY' },
      'providers_currency sec total_assets @2025-09-27 359241000000 / 359241000000',
    ],
  ])('%s: found, and both values are told', (_, provider, concept, end, change, flag) => {
    expect(newIn(altered(provider, concept, end, change))).toEqual([flag])
  })

  test('a figure of the first of the chain that is spoilt is held against all the others, and is not replaced', () => {
    const spoilt = given.map((fact) =>
      fact.provider === 'sec' && fact.concept === 'operating_income' && fact.period === 'FY2024'
        ? { ...fact, value: '132216000000' }
        : fact,
    )
    const { facts, flags } = read(spoilt)
    const told = flags.filter(({ fact }) => fact.concept === 'operating_income')
    expect(told.flatMap(({ other_values }) => other_values.map(({ value }) => value))).toEqual([
      '123216000000',
      '123216000000',
      '123216000000',
    ])
    expect(
      facts
        .filter(({ concept, period }) => concept === 'operating_income' && period === 'FY2024')
        .map(({ provider, value }) => [provider, value]),
    ).toEqual([['sec', '132216000000']])
  })
})

/** Figures of the market as facts of their day, in the order of the chain. */
const marketFacts = (
  provider: ProviderId,
  rank: number,
  at: string,
  figures: readonly { concept: string; value: string; unit: string }[],
): RankedFact[] =>
  figures.map(({ concept, value, unit }): RankedFact => {
    const day = at.slice(0, 10)
    const fact: Fact = {
      id: `${provider} ${concept}`,
      concept,
      period: `@${day}`,
      period_label: null,
      start: null,
      end: day,
      value,
      unit,
      provider,
      provider_field: concept,
      basis: { consolidation: 'consolidated', standard: 'unstated' },
      provider_record: day,
      form: null,
      source_url: 'https://example.com/',
      filed_at: null,
      known_at: at,
      retrieved_at: READ_AT,
      quality: 'ok',
    }
    return { ...fact, rank }
  })
const onlyItem = async <D extends ItemDataset>(
  provider: ProviderId,
  dataset: D,
  market: Market,
  symbol: string,
): Promise<ItemOf<D>> => {
  const [first] = (await played(provider, dataset, market, symbol)) as NewItem<D>[]
  if (!first) throw new Error(`${provider} has no ${dataset}`)
  return first.item
}

describe('Tencent 00700 after the close of 2026-08-07', () => {
  const DAY = '2026-08-07T08:08:23.000Z'
  const given = async () => {
    const tencent = await onlyItem('tencent', 'multiples', 'HK', '00700')
    // Eastmoney's recording has no time of its own.
    const eastmoney = await onlyItem('eastmoney', 'multiples', 'HK', '00700')
    const yahoo = await onlyItem('yahoo', 'quote', 'HK', '00700')
    const quoted = [{ concept: 'price', value: yahoo.price, unit: `${yahoo.currency}/share` }]
    return [
      ...marketFacts('tencent', 0, DAY, tencent.figures),
      ...marketFacts('yahoo', 1, DAY, quoted),
      ...marketFacts('eastmoney', 2, DAY, eastmoney.figures),
    ]
  }

  test('price, market value and price to book are the same, in Hong Kong dollars although the books are in yuan', async () => {
    const facts = await given()
    const of = (concept: string) =>
      facts
        .filter((fact) => fact.concept === concept)
        .map(({ provider, value, unit }) => `${provider} ${value} ${unit}`)
    expect(of('price')).toEqual([
      'tencent 478.8 HKD/share',
      'yahoo 478.8 HKD/share',
      'eastmoney 478.8 HKD/share',
    ])
    expect(of('market_cap')).toEqual(['tencent 4348807140000 HKD', 'eastmoney 4348807144693.2 HKD'])
    expect(of('pb')).toEqual(['tencent 3.46 x', 'eastmoney 3.42 x'])
    expect(of('pe_ttm')).toEqual(['tencent 16.33 x', 'eastmoney 16.54 x'])
    expect(brief(read(facts, OF_MULTIPLES).flags)).toEqual([])
  })
  test('a market value in yuan, and one in hundreds of millions, are found', async () => {
    const facts = await given()
    const spoilt = (change: Partial<RankedFact>) =>
      brief(
        read(
          facts.map((fact) => (fact.id === 'eastmoney market_cap' ? { ...fact, ...change } : fact)),
          OF_MULTIPLES,
        ).flags,
      ).filter((flag) => flag.includes('market_cap'))
    expect(spoilt({ unit: 'CNY' })).toEqual([
      'providers_currency tencent market_cap @2026-08-07 4348807140000 / 4348807144693.2',
    ])
    expect(spoilt({ value: '43488.07' })).toEqual([
      'providers_agree tencent market_cap @2026-08-07 4348807140000 / 43488.07',
    ])
  })
  test('the days before have the same bars with Tencent and Yahoo, volume in shares with both', async () => {
    const [raw] = (await played('tencent', 'bars', 'HK', '00700')) as NewItem<'bars'>[]
    const yahoo = ((await played('yahoo', 'bars', 'HK', '00700')) as NewItem<'bars'>[]).find(
      ({ item }) => item.adjustment === 'raw',
    )
    const known = new Map(yahoo?.item.bars.map((bar) => [bar.date, { ...bar, turnover: null }]))
    const shared = raw?.item.bars.filter(({ date }) => known.has(date) && date < '2026-08-07') ?? []
    expect(shared.length).toBeGreaterThanOrEqual(2)
    for (const bar of shared) expect(bar).toEqual(known.get(bar.date))
  })
})

describe('Kweichow Moutai 600519', () => {
  test("Tencent's price to earnings on 2026-04-02 is its market value over Eastmoney's last twelve months", async () => {
    const facts = await statementsOf('eastmoney', 'CN', '600519.SH')
    const [row] = (
      JSON.parse(recordedBody('eastmoney/f10_finance_600519_2025Q3.json')) as {
        result: { data: { PARENTNETPROFITTZ: number }[] }
      }
    ).result.data
    const { figures } = await onlyItem('tencent', 'multiples', 'CN', '600519.SH')
    const profit = (period: string): number =>
      Number(facts.find((fact) => fact.concept === 'net_income' && fact.period === period)?.value)
    const market = (concept: string): number =>
      Number(figures.find((figure) => figure.concept === concept)?.value)
    const nineMonths = profit('2025-9M')
    // The nine months of a year before are told by their growth, in percent.
    const twelveMonths =
      profit('FY2024') +
      nineMonths -
      nineMonths / (1 + (row?.PARENTNETPROFITTZ ?? Number.NaN) / 100)
    expect(market('market_cap') / twelveMonths).toBeCloseTo(market('pe_ttm'), 2)
    expect(market('market_cap') / (market('price') * market('shares_outstanding'))).toBeCloseTo(
      1,
      5,
    )
  })
})
