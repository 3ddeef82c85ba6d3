/**
 * For tests: the companyfacts document of a company that does not exist, from tables of yearly
 * values. Each 10-K carries three years of flows and two balance sheets, as annual reports do.
 */
import {
  companyFacts,
  filing,
  type FixtureRow,
} from '../../aggregator/providers/sec/companyfacts.fixture.ts'
import type { CompanyFacts } from '../../aggregator/providers/sec/raw.ts'

/** Values of consecutive years, the last of them that of `last`; null where none is filed. */
export type Series = readonly (number | null)[]

export interface FiledYears {
  /** The newest fiscal year. */
  last: number
  /** By tag, for example `us-gaap:Revenues`. */
  flows?: Record<string, Series>
  balances?: Record<string, Series>
  /** Per-share figures, by tag. */
  per_share?: Record<string, Series>
  /** Weighted averages of shares, by tag. */
  shares?: Record<string, Series>
  /** Counts of shares on the balance sheet date, by tag. */
  counts?: Record<string, Series>
  currency?: string
  form?: string
  /** What a filing states otherwise than the others: by its year, tag and the year of the value. */
  restated?: Record<number, Record<string, Record<number, number>>>
}

const FLOW_YEARS = 3
const BALANCE_YEARS = 2

type FakeTags = Record<string, Record<string, FixtureRow[]>>

/** The rows of all filings, by tag and unit. */
export const filedTags = (company: FiledYears): FakeTags => {
  const { last, currency = 'USD', form = '10-K', restated = {} } = company
  const tags: FakeTags = {}
  const add = (
    table: Record<string, Series> | undefined,
    unit: string,
    shown: number,
    isInstant: boolean,
  ) => {
    for (const [tag, series] of Object.entries(table ?? {})) {
      const first = last - series.length + 1
      const rows: FixtureRow[] = []
      for (let year = first; year <= last; year++) {
        const report = filing(
          `0000000001-${(year + 1) % 100}-000001`,
          form,
          `${year + 1}-02-20`,
          year,
          'FY',
        )
        for (let of = Math.max(first, year - shown + 1); of <= year; of++) {
          const value = restated[year]?.[tag]?.[of] ?? series[of - first]
          if (value === null || value === undefined) continue
          rows.push(
            isInstant
              ? report.at(`${of}-12-31`, value)
              : report.over(`${of}-01-01`, `${of}-12-31`, value),
          )
        }
      }
      tags[tag] = { ...tags[tag], [unit]: rows }
    }
  }
  add(company.flows, currency, FLOW_YEARS, false)
  add(company.per_share, `${currency}/shares`, FLOW_YEARS, false)
  add(company.shares, 'shares', FLOW_YEARS, false)
  add(company.balances, currency, BALANCE_YEARS, true)
  add(company.counts, 'shares', BALANCE_YEARS, true)
  return tags
}

export const filedYears = (company: FiledYears): CompanyFacts => companyFacts(filedTags(company))

/** A sound company of five years, in dollars: 40 % gross, 20 % operating, 15 % net margin. */
export const SOUND: FiledYears = {
  last: 2025,
  flows: {
    'us-gaap:Revenues': [1050e6, 1100e6, 1150e6, 1200e6, 1250e6],
    'us-gaap:CostOfRevenue': [630e6, 660e6, 690e6, 720e6, 750e6],
    'us-gaap:OperatingIncomeLoss': [210e6, 220e6, 230e6, 240e6, 250e6],
    'us-gaap:IncomeLossFromContinuingOperationsBeforeIncomeTaxesExtraordinaryItemsNoncontrollingInterest':
      [199.5e6, 209e6, 218.5e6, 228e6, 237.5e6],
    'us-gaap:IncomeTaxExpenseBenefit': [42e6, 44e6, 46e6, 48e6, 50e6],
    'us-gaap:NetIncomeLoss': [157.5e6, 165e6, 172.5e6, 180e6, 187.5e6],
    'us-gaap:NetCashProvidedByUsedInOperatingActivities': [189e6, 198e6, 207e6, 216e6, 225e6],
    'us-gaap:PaymentsToAcquirePropertyPlantAndEquipment': [52.5e6, 55e6, 57.5e6, 60e6, 62.5e6],
    'us-gaap:DepreciationDepletionAndAmortization': [42e6, 44e6, 46e6, 48e6, 50e6],
    'us-gaap:InterestExpense': [10e6, 10e6, 10e6, 10e6, 10e6],
  },
  per_share: { 'us-gaap:EarningsPerShareDiluted': [1.58, 1.65, 1.73, 1.8, 1.88] },
  shares: {
    'us-gaap:WeightedAverageNumberOfDilutedSharesOutstanding': [100e6, 100e6, 100e6, 100e6, 100e6],
  },
  balances: {
    'us-gaap:Assets': [2100e6, 2200e6, 2300e6, 2400e6, 2500e6],
    'us-gaap:Liabilities': [1260e6, 1320e6, 1380e6, 1440e6, 1500e6],
    'us-gaap:StockholdersEquity': [840e6, 880e6, 920e6, 960e6, 1000e6],
    'us-gaap:CashAndCashEquivalentsAtCarryingValue': [150e6, 150e6, 150e6, 150e6, 150e6],
    'us-gaap:AssetsCurrent': [735e6, 770e6, 805e6, 840e6, 875e6],
    'us-gaap:LiabilitiesCurrent': [420e6, 440e6, 460e6, 480e6, 500e6],
    'us-gaap:LongTermDebt': [300e6, 300e6, 300e6, 300e6, 300e6],
  },
}

/** The sound company with other values for some tags; `undefined` takes a tag away. */
export const soundWith = (
  tables: Partial<
    Record<
      'flows' | 'balances' | 'per_share' | 'shares' | 'counts',
      Record<string, Series | undefined>
    >
  >,
  over: Partial<FiledYears> = {},
): FiledYears => {
  const merged = (
    base: Record<string, Series> | undefined,
    change: Record<string, Series | undefined> = {},
  ) => {
    const table: Record<string, Series> = {}
    for (const [tag, series] of Object.entries({ ...base, ...change }))
      if (series) table[tag] = series
    return table
  }
  return {
    ...SOUND,
    flows: merged(SOUND.flows, tables.flows),
    balances: merged(SOUND.balances, tables.balances),
    per_share: merged(SOUND.per_share, tables.per_share),
    shares: merged(SOUND.shares, tables.shares),
    counts: merged(SOUND.counts, tables.counts),
    ...over,
  }
}
