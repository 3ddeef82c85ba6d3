/** GET /api/v1/peers/{symbol}: companies of the same industry and market, near in size. */
import type { AggregatorContract } from '#shared/contracts/aggregator.ts'
import { fail, ok, type Result } from '#shared/contracts/problem.ts'
import type { HandlerInput } from '#shared/contracts/route.ts'
import type { PeersAnswer } from '#shared/contracts/screens.ts'
import type { Handled } from '#shared/http/app.ts'
import { neededColumns } from '#shared/screen/evaluate.ts'
import { IN_DOUBT } from '#shared/screen/table.ts'
import { NO_RATES } from '#shared/screen/tables.ts'
import { instrumentId } from '#shared/symbol.ts'
import type { Env } from '../env.ts'
import { dayFor } from '../screens/day.ts'
import { MARKET_FIELDS } from '../screens/market-fields.ts'
import { priceDaysOf } from '../screens/run/answer.ts'
import { type EvaluatedColumn, evaluateColumns, rowMaker } from '../screens/run/cells.ts'
import { fieldsToRead } from '../screens/run/fields.ts'
import { loadTable } from '../screens/run/load-table.ts'
import { medianIn, peersOf, percentileIn, rankIn } from '../screens/run/peers.ts'
import { type ShownColumn, shownColumn } from '../screens/run/read-screen.ts'
import { groupFault, isPriceOfDay, marketFault } from '../screens/standing.ts'
import { marketDate } from '../time/market-time.ts'
import { knownDay } from './known-day.ts'
import { parseListed } from './listed-symbol.ts'
import { type Making, snapshotFor } from '../chain/run-screens.ts'
import { progressAnswer, withScreens } from './screen-run.ts'

/** What a company is held against its peers by. */
const SHOWN = [
  'market_cap',
  'revenue',
  'revenue_growth',
  'gross_margin',
  'operating_margin',
  'net_margin',
  'roe',
  'roic',
  'debt_to_equity',
  'fcf_margin',
  'pe',
  'pb',
] as const

const PRICED: ReadonlySet<string> = new Set(MARKET_FIELDS.map(({ id }) => id))

/** Without a price of the day nothing is held against a price. */
const shownColumns = (hasPrices: boolean): ShownColumn[] => {
  const known = new Set(fieldsToRead().map(({ id }) => id))
  return SHOWN.filter((field) => known.has(field) && (hasPrices || !PRICED.has(field))).map(
    (field) => shownColumn({ kind: 'field', field, lag: 0 }),
  )
}

const valueIn =
  ({ column }: EvaluatedColumn) =>
  (row: number): number | null => {
    const isKnown = ((column.reasons[row] ?? 0) & ~IN_DOUBT) === 0
    return isKnown ? (column.values[row] ?? null) : null
  }

export const getPeers = async (
  input: HandlerInput<AggregatorContract['getPeers']>,
  env: Env,
): Promise<Handled<AggregatorContract['getPeers']>> => {
  const { params, query } = input
  const symbol = parseListed(query.market, params.symbol)
  if (!symbol.ok) return symbol
  const day = knownDay(query.as_of, 'query.as_of')
  if (!day.ok) return day
  const id = instrumentId(query.market, symbol.data)
  const fields = fieldsToRead()
  const result = await withScreens(
    env,
    input,
    async (given): Promise<Result<PeersAnswer | Making>> => {
      const now = given.deps.now()
      const { market } = query
      const asked = dayFor(market, query.as_of ?? marketDate(now.toISOString(), market), now)
      // Asked before anything is made: a market takes seconds.
      const fault = await marketFault(given.db, market, asked, now)
      if (fault) return fault
      const snapshot = await snapshotFor(given, market, asked.day)
      if (!snapshot.ok || 'progress' in snapshot.data) return snapshot as Result<Making>
      const { manifest } = snapshot.data
      const priceDays = priceDaysOf([manifest])
      const shown = shownColumns(isPriceOfDay(priceDays.get(market), asked.day))
      const needed = shown.flatMap(({ expression }) => neededColumns(expression))
      const loaded = await loadTable(given.db, [manifest], needed)
      if (!loaded.ok) return loaded
      const table = loaded.data(NO_RATES)
      const row = table.companies.ids.indexOf(id)
      if (row < 0)
        return fail(
          'unknown_symbol',
          `${id} is no company of the market ${market} on ${manifest.as_of}.`,
        )
      const { columns } = evaluateColumns(shown, table, fields)
      const { rowOf, cellOf } = rowMaker(table, columns, fields, priceDays)
      const { level, size, group, nearest } = peersOf(table, row, query.limit)
      const medians = columns.map((column) => medianIn(valueIn(column), row, group))
      const none = groupFault(
        columns.map(({ head: { unit } }, at) => ({ unit, median: medians[at] ?? null })),
      )
      if (none) return none
      return ok({
        instrument: id,
        as_of: manifest.as_of,
        industry: table.companies.industries[row] ?? null,
        level,
        size,
        group: group.length,
        columns: columns.map(({ head }) => head),
        company: columns.map((column) => cellOf(column, row)),
        peers: nearest.map(rowOf),
        percentiles: columns.map((column) => percentileIn(valueIn(column), row, group)),
        medians,
        ranks: columns.map((column) => rankIn(valueIn(column), row, group)),
      })
    },
  )
  if (!result.ok) return result
  return 'progress' in result.data ? progressAnswer(result.data) : ok(result.data)
}
