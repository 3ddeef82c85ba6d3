/**
 * A market of a backtest over the API: the columns of each month's last day, and of the first day
 * of prices after it. It refuses where the API has no prices or no list of companies of those days.
 */
import type { BacktestMarket, RefusedMarket } from '../aggregator/screens/backtest/market.ts'
import { type Quoted, SplitFree } from '../aggregator/screens/backtest/splits.ts'
import type { Manifest } from '#shared/contracts/screens.ts'
import type { Market } from '#shared/names.ts'
import { decodeColumn, decodeCompanies } from '#shared/screen/column-bytes.ts'
import type { Column, ScreenTable } from '#shared/screen/table.ts'
import { type ColumnName, columnKey, tableOf } from '#shared/screen/tables.ts'
import { addDays, daysBetween } from '#shared/calendar.ts'

export interface SnapshotPort {
  /** The columns of a market on a day, when they are made. */
  manifest(day: string): Promise<Manifest>
  bytes(hash: string): Promise<Uint8Array>
}

/**
 * How many days after the end of a month the next trading day is looked for. The longest holidays
 * take nine.
 */
const NEXT_SESSION_WITHIN_DAYS = 11
/** Days after which a list of companies counts as too old to say who was listed. */
const LIST_DAYS = 100

const sourceOf = ({ sources }: Manifest, kind: Manifest['sources'][number]['kind']) =>
  sources.filter((one) => one.kind === kind)
/** `2010-06-30`, and the last day of a range in words. */
const lastDayIn = (words: string): string => words.match(/\d{4}-\d{2}-\d{2}/g)?.at(-1) ?? ''

const pricesDay = (manifest: Manifest): string =>
  sourceOf(manifest, 'prices')
    .map(({ day }) => lastDayIn(day))
    .sort()
    .at(-1) ?? ''

const refused = (
  reason: RefusedMarket['reason'],
  detail: string,
  detail_zh: string,
): RefusedMarket => ({
  ok: false,
  reason,
  detail,
  detail_zh,
})

const isWeekend = (day: string): boolean =>
  [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay())

/** The last days of the months from one day to another, both counted. */
export const monthEnds = (from: string, to: string): string[] => {
  const ends: string[] = []
  let [year, month] = [Number(from.slice(0, 4)), Number(from.slice(5, 7))]
  for (;;) {
    month += 1
    if (month > 12) [year, month] = [year + 1, 1]
    const end = addDays(`${year}-${String(month).padStart(2, '0')}-01`, -1)
    if (end > to) return ends
    ends.push(end)
  }
}

const noPrices = (market: Market, after: string): RefusedMarket =>
  refused(
    'no_prices',
    `no prices of ${market} are stored of a trading day after ${after}; a backtest needs those of each month`,
    `没有存储 ${market} 在 ${after} 之后交易日的价格；回测需要每个月的价格`,
  )

/** `needed`: the columns that the screen reads. */
export const marketOverApi = (
  market: Market,
  port: SnapshotPort,
  needed: readonly ColumnName[],
): BacktestMarket => {
  const manifests = new Map<string, Promise<Manifest>>()
  const manifestOn = (day: string): Promise<Manifest> => {
    const known = manifests.get(day) ?? port.manifest(day)
    manifests.set(day, known)
    return known
  }
  const columnIn = async (
    manifest: Manifest,
    { field, lag }: ColumnName,
  ): Promise<Column | null> => {
    const found = manifest.columns.find((one) => one.field === field && one.lag === lag)
    return found ? decodeColumn(await port.bytes(found.hash)) : null
  }
  const tableIn = async (
    manifest: Manifest,
    names: readonly ColumnName[],
  ): Promise<ScreenTable> => {
    const companies = decodeCompanies(await port.bytes(manifest.companies.hash))
    const columns = new Map<string, Column>()
    for (const name of names) {
      const column = await columnIn(manifest, name)
      if (column) columns.set(columnKey(name), column)
    }
    return tableOf(companies, columns)
  }
  const splitFree = new SplitFree()
  const lastSeen = new Map<string, string>()
  let newest = ''

  /** The first day after a month's end of which there are prices. */
  const nextPriced = async (end: string): Promise<string | null> => {
    for (let after = 1; after <= NEXT_SESSION_WITHIN_DAYS; after++) {
      const day = addDays(end, after)
      if (!isWeekend(day) && pricesDay(await manifestOn(day)) === day) return day
    }
    return null
  }

  return {
    async sessions(from, to) {
      const ends = monthEnds(from, to)
      // One look tells whether there is anything: without it each day would be asked for.
      const last = pricesDay(await manifestOn(to))
      if (last <= from) return noPrices(market, from)
      const days: string[] = []
      for (const end of ends) {
        const next = end < last ? await nextPriced(end) : null
        if (next === null && end < last) return noPrices(market, end)
        if (next !== null && next <= to) days.push(end, next)
      }
      return { ok: true, days }
    },
    async tableOn(day) {
      const manifest = await manifestOn(day)
      const lists = sourceOf(manifest, 'universe').map((one) => lastDayIn(one.day))
      const newestList = lists.sort().at(-1)
      if (newestList === undefined || daysBetween(newestList, day) > LIST_DAYS)
        return refused(
          'no_universe',
          newestList === undefined
            ? `who was listed in ${market} on ${day} is not known`
            : `the newest list of companies of ${market} by ${day} is of ${newestList}`,
          newestList === undefined
            ? `不知道 ${market} 在 ${day} 有哪些上市公司`
            : `截至 ${day}，${market} 最新的公司名单为 ${newestList}`,
        )
      return { ok: true, table: await tableIn(manifest, needed) }
    },
    async pricesOn(day) {
      const manifest = await manifestOn(day)
      if (pricesDay(manifest) !== day) return noPrices(market, addDays(day, -1))
      const table = await tableIn(manifest, [
        { field: 'close', lag: 0 },
        { field: 'market_cap', lag: 0 },
      ])
      const closes = table.column('close', 0)
      const values = table.column('market_cap', 0)
      const quotes = new Map<string, Quoted>()
      newest = day
      for (const [row, id] of table.companies.ids.entries()) {
        lastSeen.set(id, day)
        const close = closes?.values[row] ?? Number.NaN
        const value = values?.values[row] ?? Number.NaN
        if (close > 0) quotes.set(id, { close, value: value > 0 ? value : null })
      }
      return { ok: true, closes: splitFree.closesOf(quotes) }
    },
    delistedOn(company) {
      const seen = lastSeen.get(company)
      return seen !== undefined && seen < newest ? seen : null
    },
  }
}
