/**
 * hk_income, hk_balancesheet and hk_cashflow: one row for each line of a report, named in Chinese,
 * in a currency that no row names (Tencent's are in yuan while its price is in Hong Kong dollars).
 * The currency and the first day come from hk_fina_indicator; a report that is missing there gives
 * no facts. Its documentation shows Hong Kong dollars for every company. Eastmoney's table of the
 * same form also says so of companies that report in yuan, so Hong Kong dollars prove nothing and
 * are refused; yuan and US dollars are accepted. No filing date is given, so all figures count as
 * known from when they were read. Pure.
 */
import { z } from 'zod'
import { addDays, sameDayOtherYear } from '#shared/calendar.ts'
import { fiscalYearsOf, periodLabeller } from '../../time/periods.ts'
import { dateOf } from '../mainland.ts'
import type { NewFact, ProviderResult } from '../../model/provider.ts'
import {
  allFacts,
  hasAll,
  type Lines,
  malformed,
  type NilRule,
  rowFacts,
  unreadIn,
} from '../statement-row.ts'
import { hkFilings } from './places.ts'
import { dateCell, foreignRow, optionalText, readRows, type TushareRow } from './table.ts'

export const LINE_FIELDS = ['ts_code', 'end_date', 'name', 'ind_name', 'ind_value'] as const
export const CONTEXT_FIELDS = [
  'ts_code',
  'name',
  'end_date',
  'ind_type',
  'report_type',
  'start_date',
  'fiscal_year',
  'currency',
] as const
export type HkApi = 'hk_income' | 'hk_balancesheet' | 'hk_cashflow'

/**
 * An item that is nil is missing, so a sum has only the items that exist. This gives every possible
 * set of names, the largest first.
 */
const anyOf = (...names: string[]): string[][] =>
  Array.from({ length: 2 ** names.length - 1 }, (_, at) =>
    names.filter((__, name) => ((at + 1) >> name) & 1),
  ).sort((a, b) => b.length - a.length)

/**
 * 营业额 leaves out other revenue and is not revenue: for Tencent in 2024 it is 652.498 billion,
 * against a revenue of 660.257 billion. Costs and payments are positive.
 */
const LINES: Record<HkApi, Lines> = {
  hk_income: {
    revenue: [['营运收入']],
    gross_profit: [['毛利']],
    operating_income: [['经营溢利']],
    interest_income: [['利息收入']],
    interest_expense: [['融资成本']],
    pretax_income: [['除税前溢利']],
    income_tax: [['税项']],
    net_income: [['股东应占溢利']],
    minority_interest_income: [['少数股东损益']],
    net_income_total: [['除税后溢利']],
    eps_basic: [['每股基本盈利']],
    eps_diluted: [['每股摊薄盈利']],
  },
  hk_balancesheet: {
    cash: [['现金及等价物']],
    receivables: [['应收帐款']],
    inventory: [['存货']],
    current_assets: [['流动资产合计']],
    property_plant_equipment: [['物业厂房及设备']],
    intangibles: [['无形资产']],
    total_assets: [['总资产']],
    payables: [['应付帐款']],
    short_term_debt: [['?短期贷款', '?应付债券']],
    current_liabilities: [['流动负债合计']],
    long_term_debt: [['?长期贷款', '?可转换票据及债券', '?应付票据(非流动)']],
    lease_liabilities: anyOf('融资租赁负债(流动)', '融资租赁负债(非流动)'),
    total_liabilities: [['总负债']],
    retained_earnings: [['保留溢利(累计亏损)']],
    minority_interest: [['少数股东权益']],
    equity_parent: [['股东权益']],
    total_equity: [['总权益']],
  },
  hk_cashflow: {
    operating_cash_flow: [['经营业务现金净额']],
    investing_cash_flow: [['投资业务现金净额']],
    financing_cash_flow: [['融资业务现金净额']],
    depreciation_amortization: [['加:折旧及摊销']],
    dividends_paid: [['已付股息(融资)']],
    buybacks: [['回购股份']],
    net_change_in_cash: [['现金净额']],
    end_cash: [['期末现金']],
  },
}

const MAY_BE_DEBT = ['其他金融负债(流动)', '其他金融负债(非流动)']
/**
 * Where a sum has no item at all, it is nil only if the balance sheet is there and nothing in it
 * may be what the sum looks for.
 */
const isNil: NilRule = (row, names) =>
  hasAll(row, ['总资产', '总负债']) &&
  (names.some((name) => hasAll(row, [name])) || !MAY_BE_DEBT.some((name) => hasAll(row, [name])))

const CURRENCIES: readonly (readonly [RegExp, string])[] = [
  [/人民币|^(cny|rmb)$/i, 'CNY'],
  [/港元|港币|^hkd$/i, 'HKD'],
  [/美元|^usd$/i, 'USD'],
]
/** The currency that the text means: Tushare writes both names and codes. */
export const currencyNamed = (text: string | null): string | null =>
  CURRENCIES.find(([words]) => text && words.test(text.trim()))?.[1] ?? null

const contextSchema = z.object({
  end_date: dateCell,
  start_date: z.unknown(),
  report_type: optionalText,
  currency: optionalText,
})
const lineSchema = z.object({
  end_date: dateCell,
  ind_name: z.string().trim().min(1),
  ind_value: z.number().nullable(),
})

export interface TushareHkReport {
  end: string
  /** Null when it is not given. */
  start: string | null
  currency: string
  form: string | null
}

/**
 * `start_date` is the first day of the fiscal year. When it is missing, only a whole year (Q4) can
 * be placed in time; flows of the other reports are left out.
 */
export const hkReports = (
  symbol: string,
  rows: readonly TushareRow[],
): ProviderResult<TushareHkReport[]> => {
  const foreign = foreignRow('hk_fina_indicator', symbol, rows)
  if (foreign) return foreign
  const parsed = readRows('hk_fina_indicator', rows, contextSchema)
  if (!parsed.ok) return parsed
  const reports: TushareHkReport[] = []
  const unread: string[] = []
  for (const row of parsed.data) {
    const currency = currencyNamed(row.currency)
    if (!currency) return malformed('tushare', 'hk_fina_indicator currency')
    if (currency === 'HKD')
      return {
        ok: false,
        reason: 'empty',
        detail: 'tushare names no currency of these statements: hk_fina_indicator says HKD of all',
      }
    const start = dateOf(
      typeof row.start_date === 'number' ? String(row.start_date) : row.start_date,
    )
    if (start === null && (row.start_date ?? '') !== '')
      unread.push(`hk_fina_indicator ${symbol} ${row.end_date} start_date`)
    const yearly = row.report_type === 'Q4' ? addDays(sameDayOtherYear(row.end_date, -1), 1) : null
    const known = start && start < row.end_date ? start : yearly
    if (!reports.some(({ end }) => end === row.end_date))
      reports.push({ end: row.end_date, start: known, currency, form: row.report_type })
  }
  return { ok: true, data: reports, ...unreadIn(unread) }
}

export const hkFacts = (
  symbol: string,
  api: HkApi,
  rows: readonly TushareRow[],
  reports: readonly TushareHkReport[],
  knownAt: string,
): ProviderResult<NewFact[]> => {
  const foreign = foreignRow(api, symbol, rows)
  if (foreign) return foreign
  const parsed = readRows(api, rows, lineSchema)
  if (!parsed.ok) return parsed
  const labelOf = periodLabeller(
    fiscalYearsOf(reports.flatMap(({ start, end }) => (start ? [{ start, end }] : []))),
  )
  return allFacts(
    reports.map(({ start, end, currency, form }) => {
      const lines = parsed.data.filter((row) => row.end_date === end)
      if (api !== 'hk_balancesheet' && !start) return { ok: true, data: [] }
      return rowFacts(
        Object.fromEntries(lines.map((row) => [row.ind_name, row.ind_value])),
        LINES[api],
        {
          provider: 'tushare',
          record: `${api} ${symbol} ${end}`,
          form,
          currency,
          start: start ?? end,
          end,
          label: start ? labelOf(start, end) : end,
          basis: { consolidation: 'consolidated', standard: 'unstated' },
          sourceUrl: hkFilings(),
          filedAt: null,
          knownAt,
        },
        isNil,
      )
    }),
  )
}
