/**
 * Dividends and bonus shares that have an ex date. Splits and consolidations in Hong Kong are
 * missing: no report with known columns has them.
 */
import { z } from 'zod'
import type { ItemOf } from '#shared/datasets/registry.ts'
import { perShare } from '#shared/units/scale.ts'
import { endOfDay, MARKET_ZONES } from '../../time/market-time.ts'
import type {
  CompanyQuery,
  ItemsAnswer,
  NewItem,
  ProviderContext,
  ProviderResult,
  RawAnswer,
} from '../../model/provider.ts'
import { type DividendPlan, readPlan } from '../dividend-plan.ts'
import { type ReportQuery, report } from './data-centre.ts'
import { dayOf, optionalText, readRows } from './fields.ts'
import { companyPage } from './symbols.ts'

/** A row of either market in one common form. A date is null where it is not decided yet. */
interface EastmoneyDistribution {
  text: string
  plan: DividendPlan
  announced: string | null
  ex: string | null
  record: string | null
  paid: string | null
}

const mainlandRow = z.object({
  SECUCODE: z.string(),
  IMPL_PLAN_PROFILE: z.string(),
  NOTICE_DATE: z.string(),
  ASSIGN_PROGRESS: optionalText,
  EQUITY_RECORD_DATE: optionalText,
  EX_DIVIDEND_DATE: optionalText,
  PAY_CASH_DATE: optionalText,
})
const MAINLAND: Omit<ReportQuery, 'filter'> = {
  name: 'RPT_F10_DIVIDEND_MAIN',
  columns: [
    'SECUCODE',
    'SECURITY_CODE',
    'SECURITY_NAME_ABBR',
    'NOTICE_DATE',
    'IMPL_PLAN_PROFILE',
    'ASSIGN_PROGRESS',
    'EQUITY_RECORD_DATE',
    'EX_DIVIDEND_DATE',
    'PAY_CASH_DATE',
  ],
  sort: { columns: 'NOTICE_DATE', types: '-1' },
  rows: 200,
}
const hongKongRow = z.object({
  SECURITY_CODE: z.string(),
  PLAN_EXPLAIN: z.string(),
  NOTICE_DATE: optionalText,
  EX_DIVIDEND_DATE: optionalText,
  DIVIDEND_DATE: optionalText,
})
const HONG_KONG: Omit<ReportQuery, 'filter'> = {
  name: 'RPT_HKF10_MAIN_DIVBASIC',
  columns: [
    'SECURITY_CODE',
    'UPDATE_DATE',
    'NOTICE_DATE',
    'REPORT_TYPE',
    'EX_DIVIDEND_DATE',
    'DIVIDEND_DATE',
    'TRANSFER_END_DATE',
    'YEAR',
    'PLAN_EXPLAIN',
    'IS_BFP',
  ],
  sort: { columns: 'NOTICE_DATE,EX_DIVIDEND_DATE', types: '-1,-1' },
  rows: 200,
  source: 'F10',
}

const distributions = async (
  { market, symbol }: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<{ rows: EastmoneyDistribution[]; raw: RawAnswer }>> => {
  if (market === 'CN') {
    const answer = await report({ ...MAINLAND, filter: `(SECUCODE="${symbol}")` }, context)
    if (!answer.ok) return answer
    const read = readRows(
      MAINLAND.name,
      symbol,
      mainlandRow,
      answer.data.rows,
      (row) => row.SECUCODE,
    )
    if (!read.ok) return read
    const rows = read.data.map((row) => ({
      text: row.IMPL_PLAN_PROFILE,
      plan: readPlan(row.IMPL_PLAN_PROFILE, { own: 'CNY', base: null }),
      announced: dayOf(row.NOTICE_DATE),
      ex: dayOf(row.EX_DIVIDEND_DATE),
      record: dayOf(row.EQUITY_RECORD_DATE),
      paid: dayOf(row.PAY_CASH_DATE),
    }))
    return { ok: true, data: { rows, raw: answer.data.raw } }
  }
  const answer = await report(
    { ...HONG_KONG, filter: `(SECURITY_CODE="${symbol}")(IS_BFP="0")` },
    context,
  )
  if (!answer.ok) return answer
  const read = readRows(
    HONG_KONG.name,
    symbol,
    hongKongRow,
    answer.data.rows,
    (row) => row.SECURITY_CODE,
  )
  if (!read.ok) return read
  const rows = read.data.map((row) => ({
    text: row.PLAN_EXPLAIN,
    plan: readPlan(row.PLAN_EXPLAIN, { own: null, base: 1 }),
    announced: dayOf(row.NOTICE_DATE),
    ex: dayOf(row.EX_DIVIDEND_DATE),
    record: null,
    paid: dayOf(row.DIVIDEND_DATE),
  }))
  return { ok: true, data: { rows, raw: answer.data.raw } }
}

/**
 * What one row gives: dividends, a split, both or nothing. A row that cannot be read is shown as
 * such.
 */
const actionsIn = ({
  text,
  plan,
  announced,
  ex,
  record,
  paid,
}: EastmoneyDistribution): ItemOf<'actions'>[] => {
  if (ex === null) return []
  const shared = { ex_date: ex, announced_on: announced, plan: text }
  return [
    ...plan.cash.map(({ amount, currency }) => ({
      kind: 'dividend' as const,
      ...shared,
      record_date: record,
      pay_date: paid,
      split_adjusted: false,
      amount,
      unit: perShare(amount, currency).unit,
    })),
    ...(plan.ratio ? [{ kind: 'split' as const, ...shared, ratio: plan.ratio }] : []),
    ...(plan.unread && text ? [{ kind: 'unread' as const, ...shared }] : []),
  ]
}

/** Dividends of one row in two currencies are two items. */
const foreign = (item: ItemOf<'actions'>, { cash }: DividendPlan): string =>
  item.kind === 'dividend' && cash.length > 1 ? ` ${item.unit}` : ''

export const actions = async (
  query: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<ItemsAnswer<'actions'>>> => {
  const { market, symbol, from, to } = query
  const given = await distributions(query, context)
  if (!given.ok) return given
  const source_url = companyPage(market, symbol, market === 'CN' ? 'fhrz' : 'dividendDistribution')
  const items = given.data.rows.flatMap((row) =>
    actionsIn(row)
      .filter(({ ex_date }) => ex_date >= from && ex_date <= to)
      .map((item): NewItem<'actions'> => {
        const known_at = row.announced
          ? endOfDay(row.announced, MARKET_ZONES[market])
          : context.now().toISOString()
        return {
          key: `${item.kind} ${item.ex_date} ${row.text}${foreign(item, row.plan)}`,
          item,
          known_at,
          source_url,
          source: 0,
        }
      }),
  )
  return {
    ok: true,
    data: { subject: { symbol, name: null, currency: null }, items, sources: [given.data.raw] },
  }
}
