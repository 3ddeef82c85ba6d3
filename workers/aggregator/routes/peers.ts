/** GET /api/v1/peers/{symbol}: companies of the same industry and market, near in size. */
import type { AggregatorContract } from '#shared/contracts/aggregator.ts'
import { ok, type Result } from '#shared/contracts/problem.ts'
import type { HandlerInput } from '#shared/contracts/route.ts'
import type { PeersAnswer } from '#shared/contracts/screens.ts'
import type { Handled } from '#shared/http/app.ts'
import { instrumentId } from '#shared/symbol.ts'
import { peerGroup, valueIn } from '../chain/peer-group.ts'
import type { Making } from '../chain/run-screens.ts'
import type { Env } from '../env.ts'
import { MARKET_FIELDS } from '../screens/market-fields.ts'
import { rowMaker } from '../screens/run/cells.ts'
import { fieldsToRead } from '../screens/run/fields.ts'
import { medianIn, percentileIn, rankIn } from '../screens/run/peers.ts'
import { type ShownColumn, shownColumn } from '../screens/run/read-screen.ts'
import { groupFault } from '../screens/standing.ts'
import { marketDate } from '../time/market-time.ts'
import { knownDay } from './known-day.ts'
import { parseListed } from './listed-symbol.ts'
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
      const { market } = query
      const asked = query.as_of ?? marketDate(given.deps.now().toISOString(), market)
      const found = await peerGroup(given, {
        market,
        id,
        day: asked,
        limit: query.limit,
        shownColumns,
      })
      if (!found.ok || 'progress' in found.data) return found as Result<Making>
      const { manifest, table, row, priceDays, columns, peers } = found.data
      const { rowOf, cellOf } = rowMaker(table, columns, fields, priceDays)
      const { level, size, group, nearest } = peers
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
