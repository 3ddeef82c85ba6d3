/**
 * Changes in the holdings of directors, supervisors and managers of mainland companies, and of
 * their families.
 */
import { z } from 'zod'
import type { ItemOf } from '#shared/datasets/registry.ts'
import { perShare, shares } from '#shared/units/scale.ts'
import type {
  CompanyQuery,
  ItemsAnswer,
  NewItem,
  ProviderContext,
  ProviderResult,
} from '../../model/provider.ts'
import { malformed } from '../statement-row.ts'
import { report } from './data-centre.ts'
import { dayOf, optionalNumber, optionalText, readRows, textOf } from './fields.ts'
import { quoteCurrency } from './symbols.ts'

const NAME = 'RPT_EXECUTIVE_HOLD_DETAILS'
const COLUMNS = [
  'SECURITY_CODE',
  'SECURITY_NAME',
  'CHANGE_DATE',
  'PERSON_NAME',
  'CHANGE_SHARES',
  'AVERAGE_PRICE',
  'CHANGE_REASON',
  'CHANGE_AFTER_HOLDNUM',
  'HOLD_TYPE',
  'DSE_PERSON_NAME',
  'POSITION_NAME',
  'PERSON_DSE_RELATION',
]
const rowSchema = z.object({
  SECURITY_CODE: z.string(),
  SECURITY_NAME: optionalText,
  CHANGE_DATE: z.string(),
  PERSON_NAME: z.string().min(1),
  CHANGE_SHARES: z.number(),
  AVERAGE_PRICE: optionalNumber,
  CHANGE_REASON: optionalText,
  CHANGE_AFTER_HOLDNUM: optionalNumber,
  POSITION_NAME: optionalText,
  DSE_PERSON_NAME: optionalText,
  PERSON_DSE_RELATION: optionalText,
})
type EastmoneyTradeRow = z.infer<typeof rowSchema>

const MARKET_TRADE = /竞价|二级市场|大宗交易|集中交易/
const AWARD = /股权激励|限制性股票|授予/

const actionOf = (reason: string, changed: number): ItemOf<'insiders'>['action'] => {
  if (MARKET_TRADE.test(reason)) return changed > 0 ? 'buy' : 'sell'
  if (/行权/.test(reason)) return 'exercise'
  if (AWARD.test(reason)) return 'award'
  return /赠与|捐赠/.test(reason) ? 'gift' : 'other'
}

/** `董事` for the person, or `董事 张三 之 配偶` for a family member. */
const roleOf = ({
  POSITION_NAME,
  DSE_PERSON_NAME,
  PERSON_DSE_RELATION,
}: EastmoneyTradeRow): string | null => {
  const position = textOf(POSITION_NAME)
  const relation = textOf(PERSON_DSE_RELATION)
  return relation && relation !== '本人'
    ? [position, textOf(DSE_PERSON_NAME), '之', relation].filter((part) => part !== null).join(' ')
    : position
}

/**
 * The report has the day of the change and not the day of its disclosure, so items are known from
 * the time they were read.
 */
export const insiders = async (
  query: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<ItemsAnswer<'insiders'>>> => {
  const { market, symbol, from, to, limit } = query
  const code = symbol.slice(0, 6)
  const filter = `(SECURITY_CODE="${code}")(CHANGE_DATE>='${from}')(CHANGE_DATE<='${to}')`
  const answer = await report(
    {
      name: NAME,
      columns: COLUMNS,
      filter,
      sort: { columns: 'CHANGE_DATE', types: '-1' },
      rows: limit,
      source: 'WEB',
    },
    context,
  )
  if (!answer.ok) return answer
  const rows = readRows(NAME, code, rowSchema, answer.data.rows, (row) => row.SECURITY_CODE)
  if (!rows.ok) return rows
  const currency = quoteCurrency(market, symbol)
  const items: NewItem<'insiders'>[] = []
  for (const row of rows.data) {
    const traded_on = dayOf(row.CHANGE_DATE)
    if (!traded_on) return malformed('eastmoney', `${NAME} CHANGE_DATE`)
    const reason = textOf(row.CHANGE_REASON)
    const price =
      row.AVERAGE_PRICE && row.AVERAGE_PRICE > 0 ? perShare(row.AVERAGE_PRICE, currency) : null
    const after = row.CHANGE_AFTER_HOLDNUM
    const item: ItemOf<'insiders'> = {
      person: row.PERSON_NAME,
      role: roleOf(row),
      traded_on,
      filed_at: null,
      action: actionOf(reason ?? '', row.CHANGE_SHARES),
      code: reason,
      open_market: MARKET_TRADE.test(reason ?? ''),
      derivative: false,
      shares: shares(row.CHANGE_SHARES, '股').value,
      price: price?.value ?? null,
      price_unit: price?.unit ?? null,
      document_id: null,
      shares_after: typeof after === 'number' ? shares(after, '股').value : null,
    }
    const key = [traded_on, item.person, reason, item.shares, item.shares_after].join(' ')
    items.push({
      key,
      item,
      known_at: context.now().toISOString(),
      source_url: `https://data.eastmoney.com/executive/${code}.html`,
      source: 0,
    })
  }
  return {
    ok: true,
    data: {
      subject: { symbol, name: textOf(rows.data[0]?.SECURITY_NAME), currency: null },
      items,
      sources: [answer.data.raw],
    },
  }
}
