/**
 * Transactions of a company's insiders. Yahoo describes a transaction in a sentence, and gives no
 * sentence for many of them. Pure.
 */
import type { ItemOf } from '#shared/datasets/registry.ts'
import { perShare, shares } from '#shared/units/scale.ts'
import { negated } from '#shared/units/decimal.ts'
import type { NewItem, ProviderResult } from '../../model/provider.ts'
import type { Modules } from './modules.ts'
import type { YahooSubject } from './summary.ts'
import { pageOf } from './symbol.ts'

export const INSIDERS = ['insiderTransactions'] as const

type YahooTransaction = NonNullable<Modules['insiderTransactions']>['transactions'][number]
type Insider = ItemOf<'insiders'>

/** `Sale at price 226.35 per share.`, `Sale at price 245.89 - 248.73 per share.` */
const SENTENCE = /^(.+?) at price ([\d.]+)(?: - ([\d.]+))? per share\.?$/

/**
 * The kinds of transaction whose direction follows from the words. A gift may be given or received,
 * so it has no direction.
 */
const ACTIONS: readonly (readonly [
  RegExp,
  Insider['action'],
  sign: 1 | -1,
  open_market: boolean,
])[] = [
  [/^Sale\b/i, 'sell', -1, true],
  [/^(Purchase|Bought)\b/i, 'buy', 1, true],
  [/^Stock Award/i, 'award', 1, false],
]

/**
 * The price, if there is exactly one. A range does not give the price of the transaction, and 0.00
 * means that there is none.
 */
const priceOf = (low: string, high: string | undefined): string | null =>
  high === undefined && Number(low) > 0 ? low : null

const insiderOf = (row: YahooTransaction, { currency }: YahooSubject): Insider | null => {
  const [, code, low = '', high] = SENTENCE.exec(row.transactionText.trim()) ?? []
  const known = code === undefined ? undefined : ACTIONS.find(([form]) => form.test(code))
  if (!known || !code || row.shares === null) return null
  const [, action, sign, open_market] = known
  const count = shares(row.shares, 'ones').value
  const price = priceOf(low, high)
  return {
    person: row.filerName,
    role: row.filerRelation || null,
    traded_on: row.startDate,
    filed_at: null,
    action,
    code,
    open_market,
    derivative: false,
    shares: sign < 0 ? negated(count) : count,
    ...(price !== null && currency !== null
      ? { price: perShare(price, currency).value, price_unit: perShare(price, currency).unit }
      : { price: null, price_unit: null }),
    shares_after: null,
    document_id: null,
  }
}

/**
 * Transactions without a sentence (exercises, tax, some awards) are left out, because Yahoo does
 * not tell whether the holding rose or fell.
 */
export const insidersOf = (
  { insiderTransactions }: Modules,
  about: YahooSubject,
): ProviderResult<NewItem<'insiders'>[]> => {
  const seen = new Map<string, number>()
  const items = (insiderTransactions?.transactions ?? []).flatMap((row): NewItem<'insiders'>[] => {
    const item = insiderOf(row, about)
    if (!item) return []
    const name =
      `${item.traded_on} ${item.person} ${item.code} ${item.shares} ${row.ownership ?? ''}`.trim()
    const times = (seen.get(name) ?? 0) + 1
    seen.set(name, times)
    return [
      {
        key: times === 1 ? name : `${name} ${times}`,
        item,
        known_at: about.now,
        source_url: pageOf(about.yahoo, 'insider-transactions/'),
        source: 0,
      },
    ]
  })
  return { ok: true, data: items }
}
