/**
 * Turns Tushare's income, balancesheet and cashflow tables into facts. Amounts are in CNY, share
 * counts in shares, periods cumulative. Pure.
 */
import { cumulativePeriod, dateOf, knownOn } from '../mainland.ts'
import type { NewFact, ProviderFailure, ProviderResult } from '../../model/provider.ts'
import {
  allFacts,
  columnOf,
  hasAll,
  type Lines,
  malformed,
  type NilRule,
  type RowOrigin,
  rowFacts,
} from '../statement-row.ts'
import { filingsOf } from './places.ts'
import { foreignRow, readTable, type TushareRow } from './table.ts'

export type TushareApi = 'income' | 'balancesheet' | 'cashflow'

/**
 * Gross profit is based on sales (revenue), not on all revenue (total_revenue), which may include
 * interest and fees. Fees are gross: n_commis_income is the net amount and is not used.
 * c_pay_dist_dpcp_int_exp is dividends and interest together, so it is not used for dividends paid.
 * Since contract_liab exists, adv_receipts holds only rent.
 */
const LINES: Record<TushareApi, Lines> = {
  income: {
    revenue: [['total_revenue'], ['revenue']],
    cost_of_revenue: [['oper_cost']],
    gross_profit: [['revenue', '-oper_cost']],
    research_and_development: [['rd_exp']],
    selling_general_administrative: [['?sell_exp', 'admin_exp']],
    operating_income: [['operate_profit']],
    interest_expense: [['fin_exp_int_exp']],
    interest_income: [['fin_exp_int_inc']],
    pretax_income: [['total_profit']],
    income_tax: [['income_tax']],
    net_income: [['n_income_attr_p']],
    minority_interest_income: [['minority_gain']],
    net_income_total: [['n_income']],
    premiums_earned: [['prem_earned']],
    fee_income: [['comm_income']],
    eps_basic: [['basic_eps']],
    eps_diluted: [['diluted_eps']],
  },
  balancesheet: {
    cash: [['money_cap']],
    short_term_investments: [['trad_asset']],
    receivables: [['accounts_receiv']],
    inventory: [['inventories']],
    current_assets: [['total_cur_assets']],
    property_plant_equipment: [['fix_assets']],
    goodwill: [['goodwill']],
    intangibles: [['intan_assets']],
    total_assets: [['total_assets']],
    payables: [['acct_payable']],
    contract_liabilities: [['contract_liab']],
    short_term_debt: [['?st_borr', '?st_bonds_payable', '?non_cur_liab_due_1y']],
    current_liabilities: [['total_cur_liab']],
    long_term_debt: [['?lt_borr', '?bond_payable']],
    lease_liabilities: [['lease_liab']],
    total_liabilities: [['total_liab']],
    retained_earnings: [['undistr_porfit']],
    minority_interest: [['minority_int']],
    equity_parent: [['total_hldr_eqy_exc_min_int']],
    total_equity: [['total_hldr_eqy_inc_min_int']],
    loans: [['decr_in_disbur']],
    deposits: [['depos']],
    shares_outstanding: [['total_share']],
  },
  cashflow: {
    operating_cash_flow: [['n_cashflow_act']],
    investing_cash_flow: [['n_cashflow_inv_act']],
    financing_cash_flow: [['n_cash_flows_fnc_act']],
    capex: [['c_pay_acq_const_fiolta']],
    depreciation_amortization: [
      [
        'depr_fa_coga_dpba',
        '?use_right_asset_dep',
        '?amort_intang_assets',
        '?lt_amort_deferred_exp',
      ],
    ],
    exchange_rate_effect_on_cash: [['eff_fx_flu_cash']],
    net_change_in_cash: [['n_incr_cash_cash_equ']],
    end_cash: [['c_cash_equ_end_period']],
  },
}

/** comp_type of an ordinary company; 2 is a bank, 3 an insurer, 4 a broker. */
const ORDINARY = '1'
/**
 * The lines that only one kind of company has, by comp_type. A bank's interest is its revenue, and
 * admin_exp are its business and administrative expenses. What an insurer pays out counts with the
 * change of its reserves, both less the reinsurers' part.
 */
const OWN: Readonly<Record<string, Lines>> = {
  '2': {
    net_interest_income: [['int_income', '-int_exp']],
    noninterest_income: [['revenue', '-int_income', 'int_exp']],
    noninterest_expense: [['admin_exp']],
  },
  '3': {
    claims_incurred: [
      ['compens_payout', '-compens_payout_refu', 'reser_insur_liab', '-insur_reser_refu'],
    ],
  },
  '4': { noninterest_expense: [['admin_exp']] },
}

/**
 * Leaves out lines that mean something else in a bank, an insurer or a broker: trading assets are
 * the business and not short-term investments, and running costs are neither a cost of sales nor
 * the expenses of selling.
 */
const ordinaryOnly = ({
  short_term_investments: _,
  gross_profit: __,
  selling_general_administrative: ___,
  ...lines
}: Lines): Lines => lines

const linesFor = (api: TushareApi, compType: unknown): Lines => {
  if (compType === ORDINARY) return LINES[api]
  const own = api === 'income' ? OWN[String(compType)] : undefined
  return { ...ordinaryOnly(LINES[api]), ...own }
}

/** What must be filled in for an empty line of the same table to be nil. */
const WHOLE: Record<TushareApi, readonly string[]> = {
  income: ['operate_profit', 'total_profit'],
  balancesheet: ['total_assets', 'total_cur_liab', 'total_liab'],
  cashflow: ['n_cashflow_act', 'depr_fa_coga_dpba'],
}
/**
 * Tushare writes null for a line that an ordinary company's statement does not have. For a bank,
 * an insurer or a broker null also stands for lines that its form has under other names.
 */
const isNil =
  (api: TushareApi): NilRule =>
  (row, columns) =>
    row.comp_type === ORDINARY && columns.some((column) => column in row) && hasAll(row, WHOLE[api])

const announcedOn = (row: TushareRow): string => String(row.f_ann_date ?? row.ann_date ?? '')

/**
 * The consolidated rows, with the revisions of each period in the order in which they became known.
 * The last revision has the greatest update_flag, then the latest announcement, because Tushare
 * repeats a period when it is announced again. An earlier revision is what was known until then. Of
 * two revisions on the same day the corrected one counts.
 */
const revisionsOf = (rows: readonly TushareRow[]): TushareRow[] => {
  const flagged = (row: TushareRow): string => `${row.update_flag ?? '0'} ${announcedOn(row)}`
  const periods = Map.groupBy(
    rows.filter((row) => row.report_type === '1'),
    (row) => String(row.end_date),
  )
  return [...periods.values()].flatMap((of) => {
    const ordered = of.toSorted((a, b) => flagged(a).localeCompare(flagged(b)))
    return ordered.filter((row, at) =>
      ordered.slice(at + 1).every((later) => announcedOn(row) < announcedOn(later)),
    )
  })
}

/** Leaves out values that are announced again without a change. */
const newsOnly = (facts: readonly NewFact[]): NewFact[] => {
  const known = new Map<string, string>()
  return facts.filter(({ concept, start, end, value }) => {
    const figure = `${concept} ${start}/${end}`
    const isNews = known.get(figure) !== value
    known.set(figure, value)
    return isNews
  })
}

/** The columns to ask for in a table. */
export const fieldsOf = (api: TushareApi): string[] => [
  'ts_code',
  'ann_date',
  'f_ann_date',
  'end_date',
  'report_type',
  'comp_type',
  'update_flag',
  ...new Set(
    [LINES[api], ...(api === 'income' ? Object.values(OWN) : [])]
      .flatMap((lines) => Object.values(lines).flat(2))
      .map(columnOf),
  ),
]

const originOf = (
  symbol: string,
  api: TushareApi,
  row: TushareRow,
): RowOrigin | ProviderFailure => {
  const end = dateOf(row.end_date)
  const period = end && cumulativePeriod(end)
  const filedAt = dateOf(row.f_ann_date ?? row.ann_date)
  if (!period) return malformed('tushare', `${api} end_date`)
  if (!filedAt) return malformed('tushare', `${api} f_ann_date`)
  return {
    provider: 'tushare',
    record: `${api} ${symbol} ${period.end} ${filedAt}`,
    currency: 'CNY',
    ...period,
    basis: { consolidation: 'consolidated', standard: 'CAS' },
    sourceUrl: filingsOf(symbol),
    filedAt,
    knownAt: knownOn(filedAt),
  }
}

export const mainlandFacts = (
  symbol: string,
  api: TushareApi,
  rows: readonly TushareRow[],
): ProviderResult<NewFact[]> => {
  const foreign = foreignRow(api, symbol, rows)
  if (foreign) return foreign
  const facts = allFacts(
    revisionsOf(rows).map((row) => {
      const origin = originOf(symbol, api, row)
      return 'ok' in origin
        ? origin
        : rowFacts(row, linesFor(api, row.comp_type), origin, isNil(api))
    }),
  )
  return facts.ok ? { ...facts, data: newsOnly(facts.data) } : facts
}

/** The facts from a whole raw answer. */
export const tushareFacts = (
  symbol: string,
  api: TushareApi,
  answer: unknown,
): ProviderResult<NewFact[]> => {
  const rows = readTable(api, answer)
  return rows.ok ? mainlandFacts(symbol, api, rows.data) : rows
}
