/**
 * The companies that a company is held against on a day, with the columns that are asked for, and
 * the multiples at which the market prices them.
 */
import { fail, ok, type Result } from '#shared/contracts/problem.ts'
import type { Manifest } from '#shared/contracts/screens.ts'
import type { InstrumentId, Market } from '#shared/names.ts'
import { neededColumns } from '#shared/screen/evaluate.ts'
import { IN_DOUBT, type ScreenTable } from '#shared/screen/table.ts'
import { NO_RATES } from '#shared/screen/tables.ts'
import type { GroupMultiples } from '#shared/valuation/methods.ts'
import { dayFor } from '../screens/day.ts'
import { priceDaysOf } from '../screens/run/answer.ts'
import { type EvaluatedColumn, evaluateColumns, type PriceDays } from '../screens/run/cells.ts'
import { fieldsToRead } from '../screens/run/fields.ts'
import { loadTable } from '../screens/run/load-table.ts'
import { multiplesOfPeers, noMultiples, whyNoPeers } from '../screens/run/peer-multiples.ts'
import { medianIn, type Peers, peersOf } from '../screens/run/peers.ts'
import { type ShownColumn, shownColumn } from '../screens/run/read-screen.ts'
import { isPriceOfDay, marketFault } from '../screens/standing.ts'
import { type Making, type ScreenDeps, snapshotFor } from './run-screens.ts'

export interface PeerWish {
  market: Market
  id: InstrumentId
  /** A day after today is today. */
  day: string
  /** Most peers that are named. */
  limit: number
  /** The columns to read, with or without prices of about the day. */
  shownColumns(hasPrices: boolean): ShownColumn[]
  only_ready?: boolean
}

export interface PeerGroup {
  manifest: Manifest
  table: ScreenTable
  /** The company's. */
  row: number
  priceDays: PriceDays
  columns: EvaluatedColumn[]
  peers: Peers
}

/** The value of a row, null where there is none. */
export const valueIn =
  ({ column }: EvaluatedColumn) =>
  (row: number): number | null => {
    const isKnown = ((column.reasons[row] ?? 0) & ~IN_DOUBT) === 0
    return isKnown ? (column.values[row] ?? null) : null
  }

export const peerGroup = async (
  given: ScreenDeps,
  { market, id, day, limit, shownColumns, only_ready }: PeerWish,
): Promise<Result<PeerGroup | Making>> => {
  const now = given.deps.now()
  const asked = dayFor(market, day, now)
  // Asked before anything is made: a market takes seconds.
  const fault = await marketFault(given.db, market, asked, now)
  if (fault) return fault
  const snapshot = await snapshotFor(given, market, asked.day, only_ready)
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
  const { columns } = evaluateColumns(shown, table, fieldsToRead())
  return ok({ manifest, table, row, priceDays, columns, peers: peersOf(table, row, limit) })
}

const MULTIPLES = ['pe', 'pb'] as const
/** The columns that tell the size of a company. Its peers are companies near it in size. */
const SIZES = ['market_cap', 'revenue'] as const

const columnsOf = (fields: readonly string[]): ShownColumn[] =>
  fields.map((field) => shownColumn({ kind: 'field', field, lag: 0 }))

/** The median multiples of the peers. Only columns that exist already are read; none is made. */
export const peerMultiples = async (
  given: ScreenDeps,
  wish: Pick<PeerWish, 'market' | 'id' | 'day'>,
): Promise<GroupMultiples> => {
  const found = await peerGroup(given, {
    ...wish,
    limit: 1,
    only_ready: true,
    shownColumns: (hasPrices) => columnsOf(hasPrices ? [...SIZES, ...MULTIPLES] : SIZES),
  })
  if (!found.ok) return noMultiples(whyNoPeers(found.reason))
  if ('progress' in found.data) return noMultiples('peers_not_ready')
  const { table, row, columns, peers } = found.data
  const [pe, pb] = columns.slice(SIZES.length)
  const medianOf = (column: EvaluatedColumn): number | null =>
    medianIn(valueIn(column), row, peers.group)
  return multiplesOfPeers({
    level: peers.level,
    kind: table.companies.kinds[row] ?? null,
    medians: pe && pb ? { pe: medianOf(pe), pb: medianOf(pb) } : null,
  })
}
