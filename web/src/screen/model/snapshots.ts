/**
 * The snapshots of the chosen markets on one day: their manifests, companies and those columns that
 * a screen needs. A snapshot that is being made is asked for again, ever more rarely and not for
 * ever.
 */
import { signal } from '@preact/signals'
import type { Manifest } from '#shared/contracts/screens.ts'
import type { Market } from '#shared/names.ts'
import { DamagedColumn, decodeColumn, decodeCompanies } from '#shared/screen/column-bytes.ts'
import type { Column, Companies } from '#shared/screen/table.ts'
import type { getColumn, getUniverse } from '../../api.ts'
import { type PageProblem, unreadable } from '../../page-problem.ts'

/** How far a snapshot is, in companies. */
export interface SnapshotProgress {
  done: number
  of: number
}

export type MarketState =
  | { state: 'loading' }
  | { state: 'making'; progress: SnapshotProgress }
  /** Asked often enough: only the reader asks again. */
  | { state: 'stalled'; progress: SnapshotProgress }
  | { state: 'ready'; manifest: Manifest; companies: Companies }
  | { state: 'failed'; problem: PageProblem }

/** A figure and how many fiscal years back. */
export interface ColumnKey {
  field: string
  lag: number
}

export interface SnapshotPorts {
  getUniverse: typeof getUniverse
  getColumn: typeof getColumn
  /** Calls back after so many ms; gives what cancels it. */
  later(callback: () => void, ms: number): () => void
}

/**
 * Pauses, in ms, between two questions about a snapshot that is being made; the last one repeats.
 */
const PAUSES_MS = [300, 500, 1_000, 2_000]
/** Questions about one snapshot: some eight minutes of them. */
const MOST_QUESTIONS = 240

const pauseAfter = (questions: number): number =>
  PAUSES_MS[Math.min(questions, PAUSES_MS.length) - 1] ?? 0

const NO_BYTES = unreadable(200, null, 'its bytes')

/** Null where the bytes are damaged, or of a form that this page does not read. */
const decoded = <T>(decode: (bytes: Uint8Array) => T, bytes: Uint8Array): T | null => {
  try {
    return decode(bytes)
  } catch (error) {
    if (error instanceof DamagedColumn) return null
    throw error
  }
}

export const createSnapshots = ({ getUniverse: ask, getColumn: read, later }: SnapshotPorts) => {
  const markets = signal<ReadonlyMap<Market, MarketState>>(new Map())
  /** By hash. */
  const columns = signal<ReadonlyMap<string, Column>>(new Map())
  /** Why columns could not be read. */
  const problem = signal<PageProblem | null>(null)
  const loading = new Map<string, Promise<void>>()
  let day: string | null = null
  let round = 0
  let cancels: (() => void)[] = []

  const setMarket = (market: Market, state: MarketState): void => {
    markets.value = new Map(markets.value).set(market, state)
  }

  const readMarket = async (market: Market, questions: number): Promise<void> => {
    const mine = round
    const isOld = () => mine !== round
    const answer = await ask(market, day)
    if (isOld()) return
    if (!answer.ok) return setMarket(market, { state: 'failed', problem: answer.problem })
    if ('progress' in answer.data) {
      const { done, of } = answer.data.progress
      if (questions >= MOST_QUESTIONS)
        return setMarket(market, { state: 'stalled', progress: { done, of } })
      setMarket(market, { state: 'making', progress: { done, of } })
      cancels.push(later(() => void readMarket(market, questions + 1), pauseAfter(questions)))
      return
    }
    const { manifest } = answer.data
    const bytes = await read(manifest.companies.hash)
    if (isOld()) return
    if (!bytes.ok) return setMarket(market, { state: 'failed', problem: bytes.problem })
    const companies = decoded(decodeCompanies, bytes.data)
    setMarket(
      market,
      companies ? { state: 'ready', manifest, companies } : { state: 'failed', problem: NO_BYTES },
    )
  }

  const start = (market: Market): void => {
    setMarket(market, { state: 'loading' })
    void readMarket(market, 1)
  }

  /** The hashes that the ready markets have of these columns. */
  const hashesOf = (keys: readonly ColumnKey[]): string[] =>
    [...markets.value.values()].flatMap((market) =>
      market.state === 'ready'
        ? keys.flatMap(({ field, lag }) => hashOf(market.manifest, field, lag) ?? [])
        : [],
    )

  const readColumn = async (hash: string): Promise<void> => {
    const answer = await read(hash)
    loading.delete(hash)
    const column = answer.ok ? decoded(decodeColumn, answer.data) : null
    if (column) columns.value = new Map(columns.value).set(hash, column)
    else problem.value = answer.ok ? NO_BYTES : answer.problem
  }

  return {
    markets,
    columns,
    problem,
    /** Reads the snapshots of these markets as known on a day; null for the newest. */
    want(wanted: readonly Market[], asOf: string | null): void {
      if (asOf !== day) {
        day = asOf
        round += 1
        for (const cancel of cancels) cancel()
        cancels = []
        markets.value = new Map()
      }
      const missing = wanted.filter((market) => !markets.value.has(market))
      const kept = [...markets.value].filter(([market]) => wanted.includes(market))
      if (kept.length < markets.value.size) markets.value = new Map(kept)
      for (const market of missing) start(market)
    },
    /** Asks again for a market that failed or stalled. */
    retry: start,
    /** Reads those of these columns that are not held yet. */
    async need(keys: readonly ColumnKey[]): Promise<void> {
      problem.value = null
      const missing = hashesOf(keys).filter((hash) => !columns.value.has(hash))
      await Promise.all(
        [...new Set(missing)].map((hash) => {
          const running = loading.get(hash) ?? readColumn(hash)
          loading.set(hash, running)
          return running
        }),
      )
    },
    /** Whether all of these columns that the ready markets have are held. */
    holds: (keys: readonly ColumnKey[]): boolean =>
      hashesOf(keys).every((hash) => columns.value.has(hash)),
    /** Ends the questions about snapshots that are being made. */
    stop(): void {
      round += 1
      for (const cancel of cancels) cancel()
      cancels = []
    },
  }
}
export type Snapshots = ReturnType<typeof createSnapshots>

/** Null where the snapshot has no such column. */
export const hashOf = (manifest: Manifest, field: string, lag: number): string | null =>
  manifest.columns.find((column) => column.field === field && column.lag === lag)?.hash ?? null
