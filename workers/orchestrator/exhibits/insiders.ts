/**
 * Collects the exhibit `insiders`: what insiders bought and sold in the market, net, in windows.
 * Awards, exercises, taxes and gifts are no view of the price and are left out.
 */
import { monthsBefore } from '#shared/calendar.ts'
import type { ExhibitOf } from '#shared/contracts/exhibits.ts'
import { ok } from '#shared/contracts/problem.ts'
import { INSIDER_WINDOWS } from '#shared/exhibits/terms/insiders.ts'
import { Rows } from '#shared/valuation/rows.ts'
import type { ExhibitCollector } from './collector.ts'
import { foreignName, MOST_RECORDS, questionOf, type StoredRecord } from './records.ts'

type InsiderRecord = StoredRecord<'insiders'>

/** Trades that are shown one by one. */
const MOST_TRADES = 30

const isTrade = ({ item }: InsiderRecord): boolean =>
  item.open_market && !item.derivative && (item.action === 'buy' || item.action === 'sell')

const currencyOf = (unit: string | null): string | null => unit?.slice(0, 3) ?? null

const addWindow = (
  table: Rows,
  trades: readonly InsiderRecord[],
  { period, end, isWhole }: { period: string; end: string; isWhole: boolean },
): void => {
  const names = ['net_value', 'bought_value', 'sold_value', 'net_shares', 'buys', 'sells'] as const
  if (!isWhole) {
    for (const name of names) table.miss(`insider_${name}`, period, 'short_record')
    return
  }
  const from = [`insiders@${end}`]
  const add = (name: (typeof names)[number], unit: string, value: number) =>
    table.computed({ name: `insider_${name}`, period, end, unit, value }, from)
  const [buys, sells] = (['buy', 'sell'] as const).map((action) =>
    trades.filter(({ item }) => item.action === action),
  )
  const sharesOf = (list: readonly InsiderRecord[] = []) =>
    list.reduce((sum, { item }) => sum + Math.abs(Number(item.shares)), 0)
  const amountOf = (list: readonly InsiderRecord[] = []) =>
    list.reduce((sum, { item }) => sum + Math.abs(Number(item.shares)) * Number(item.price), 0)
  add('buys', 'count', buys?.length ?? 0)
  add('sells', 'count', sells?.length ?? 0)
  add('net_shares', 'shares', sharesOf(buys) - sharesOf(sells))
  const currencies = new Set(trades.map(({ item }) => currencyOf(item.price_unit)))
  const [currency] = currencies
  const isPriced = trades.every(({ item }) => item.price !== null)
  if (!isPriced || currencies.size !== 1 || typeof currency !== 'string') {
    // Without a trade there is no currency to write nothing in: the counts say it.
    const reason = trades.length === 0 ? 'no_trades' : 'not_filed'
    for (const name of ['net_value', 'bought_value', 'sold_value'])
      table.miss(`insider_${name}`, period, reason)
    return
  }
  add('bought_value', currency, amountOf(buys))
  add('sold_value', currency, amountOf(sells))
  add('net_value', currency, amountOf(buys) - amountOf(sells))
}

export const insidersExhibit = (
  instrument: string,
  as_of: string,
  records: readonly InsiderRecord[],
): ExhibitOf<'insiders'> => {
  const table = new Rows()
  const end = as_of.slice(0, 10)
  const known = records.filter(({ item }) => item.traded_on <= end)
  const trades = known
    .filter(isTrade)
    .toSorted((a, b) => b.item.traded_on.localeCompare(a.item.traded_on))
  const oldest = known.map(({ item }) => item.traded_on).toSorted()[0] ?? end
  for (const months of INSIDER_WINDOWS) {
    const start = monthsBefore(end, months)
    addWindow(
      table,
      trades.filter(({ item }) => item.traded_on > start),
      {
        period: `${months}m`,
        end,
        // As many as can be read: what is older was cut off.
        isWhole: records.length < MOST_RECORDS || oldest <= start,
      },
    )
  }
  return {
    kind: 'insiders',
    instrument,
    as_of,
    rows: table.rows,
    absences: table.absences,
    trades: trades.slice(0, MOST_TRADES).flatMap(({ item, provider, source_url }) => {
      const person = foreignName(item.person)
      if (person === null || (item.action !== 'buy' && item.action !== 'sell')) return []
      return [
        {
          day: item.traded_on,
          person,
          role: foreignName(item.role),
          action: item.action,
          shares: item.shares.replace(/^-/, ''),
          price: item.price,
          price_unit: item.price_unit,
          provider,
          url: /^https?:/.test(source_url) ? source_url : null,
        },
      ]
    }),
  }
}

export const insiders: ExhibitCollector<'insiders'> = {
  step: 'insiders',
  async collect({ subject, aggregator }) {
    const answer = await aggregator.call('getInsiders', questionOf(subject))
    if (!answer.ok) return answer
    const { instrument, items } = answer.data
    return ok(insidersExhibit(instrument.id, subject.read_at, items))
  },
}
