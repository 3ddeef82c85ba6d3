/**
 * us_fina_indicator: the main lines of an American company's income statement, with the exact first
 * and last days, currency and accounting standard. Its date is that of the last report that showed
 * the figure: a year later, when the figure was repeated for comparison. Pure.
 */
import { z } from 'zod'
import type { Basis } from '#shared/contracts/facts.ts'
import { fiscalYearsOf, periodLabeller } from '../../time/periods.ts'
import { endOfDay, MARKET_ZONES } from '../../time/market-time.ts'
import type { NewFact, ProviderResult } from '../../model/provider.ts'
import { allFacts, type Lines, malformed, rowFacts } from '../statement-row.ts'
import { currencyNamed } from './hk-statements.ts'
import { pageOf } from './places.ts'
import { dateCell, foreignRow, optionalText, readRows, type TushareRow } from './table.ts'

const LINES: Lines = {
  revenue: [['total_income'], ['operate_income']],
  gross_profit: [['gross_profit']],
  net_income: [['parent_holder_netprofit']],
  net_interest_income: [['net_interest_income']],
  eps_basic: [['basic_eps'], ['basic_eps_cs']],
  eps_diluted: [['diluted_eps'], ['diluted_eps_cs']],
}
export const US_FIELDS = [
  'ts_code',
  'security_name_abbr',
  'end_date',
  'start_date',
  'notice_date',
  'accounting_standards',
  'currency',
  'date_type',
  ...new Set(Object.values(LINES).flat(2)),
]

const STANDARDS: readonly (readonly [RegExp, Basis['standard']])[] = [
  [/美国会计准则/, 'US-GAAP'],
  [/国际(财务报告|会计)准则/, 'IFRS'],
]

const rowSchema = z.looseObject({
  end_date: dateCell,
  start_date: dateCell,
  notice_date: dateCell,
  accounting_standards: optionalText,
  currency: optionalText,
  date_type: optionalText,
})

export const usFacts = (symbol: string, rows: readonly TushareRow[]): ProviderResult<NewFact[]> => {
  const foreign = foreignRow('us_fina_indicator', symbol, rows)
  if (foreign) return foreign
  const parsed = readRows('us_fina_indicator', rows, rowSchema)
  if (!parsed.ok) return parsed
  const labelOf = periodLabeller(
    fiscalYearsOf(parsed.data.map(({ start_date: start, end_date: end }) => ({ start, end }))),
  )
  return allFacts(
    parsed.data.map((row) => {
      const currency = currencyNamed(row.currency)
      if (!currency) return malformed('tushare', 'us_fina_indicator currency')
      return rowFacts(row, LINES, {
        provider: 'tushare',
        record: `us_fina_indicator ${symbol} ${row.start_date} ${row.end_date}`,
        form: row.date_type,
        currency,
        start: row.start_date,
        end: row.end_date,
        label: labelOf(row.start_date, row.end_date),
        basis: {
          consolidation: 'consolidated',
          standard:
            STANDARDS.find(([words]) => words.test(row.accounting_standards ?? ''))?.[1] ??
            'unstated',
        },
        sourceUrl: pageOf('us_fina_indicator'),
        filedAt: row.notice_date,
        knownAt: endOfDay(row.notice_date, MARKET_ZONES.US),
      })
    }),
  )
}
