/**
 * One object an instrument, the only place where the freshness of its price is decided. A storage
 * shell: what it decides is in cell.ts. What it takes in stays in its outbox until Postgres has
 * confirmed it, so that a database outage loses nothing and delays no read. While somebody watches,
 * its alarm has the market's refresher ask for a newer price.
 */
import { DurableObject } from 'cloudflare:workers'
import type { Result } from '#shared/contracts/problem.ts'
import type { RealTimeQuoteResponse, StreamMessage } from '#shared/contracts/quotes.ts'
import { logger } from '#shared/log.ts'
import { type FreshnessRule, readStreamRequest } from '#shared/quote-cells.ts'
import { splitInstrumentId } from '#shared/symbol.ts'
import type { Env } from '../../env.ts'
import { knownOf } from '../../instruments/catalogue.ts'
import {
  accept,
  beginRefresh,
  type Cell,
  confirm,
  due,
  endRefresh,
  keyOf,
  REFRESH_LOST_MS,
  read,
  unconfirmed,
  watch,
} from '../freshness.ts'
import { CellStore } from './cell-store.ts'
import { rowOf } from '../store/quote-store.ts'
import { within } from '#shared/within.ts'
import { closeSilent, hear, heardUntil, sayTo, takeReader } from './sockets.ts'
import { realtimeAnswer } from './realtime-answer.ts'
import { sessionHere } from '../../time/session.ts'
import {
  observedAt,
  type Acceptance,
  type Observation,
  type RefreshResult,
} from '../observation.ts'

/** Rows of one flush: many cells come at once when a database is back. */
const FLUSH_ROWS = 100
/** The writer stores its batch itself; the object comes after it only with what was left. */
const FLUSH_AFTER_MS = 5_000
/** Not all at once, and not in step. */
const FLUSH_AGAIN_MS = 15_000
const FLUSH_JITTER_MS = 10_000
/** A database that does not answer does not hold up the refresh. */
const FLUSH_IN_MS = 3_000

/** The list of tickers its market has, if it has one. */
const listingOf = (instrument: string) => {
  const { market, symbol } = splitInstrumentId(instrument)
  return knownOf(market, symbol).tickers
}

export class QuoteCell extends DurableObject<Env> {
  readonly #store = new CellStore(this.ctx.storage)
  /** When what is unconfirmed is sent to the database; after an eviction at the next alarm. */
  #flushAt = 0

  get #cell(): Cell {
    return this.#store.cell
  }

  /** Calls nobody and changes nothing. */
  realtime(instrument: string, rule: FreshnessRule): Result<RealTimeQuoteResponse> {
    const { max_age_seconds, max_quote_age_seconds } = rule
    const now = Date.now()
    const reading = read(
      this.#cell,
      {
        max_age_ms: max_age_seconds * 1_000,
        max_quote_age_ms:
          max_quote_age_seconds === undefined ? null : max_quote_age_seconds * 1_000,
      },
      now,
    )
    return realtimeAnswer({
      instrument,
      reading,
      max_age_seconds,
      session: () => sessionHere(this.env, splitInstrumentId(instrument).market, new Date(now)),
      listing: () => listingOf(instrument),
    })
  }

  /**
   * Takes in what a provider or a writer gave. `instrument` is this object's name, which it is told
   * by every caller; `written`: the database has all of it already.
   */
  async take(
    instrument: string,
    takings: readonly Observation[],
    written = false,
  ): Promise<Acceptance[]> {
    const now = Date.now()
    this.#store.name(instrument)
    const before = this.#cell
    let cell = before
    const taken = takings.map((observation): Acceptance => {
      const observed = {
        quote: observation.quote,
        source: observation.source,
        asked: observation.asked,
        observed_at: observedAt(observation, now),
      }
      const result = accept(cell, observed, now)
      cell = result.cell
      if (result.outcome === 'refused')
        return { outcome: 'refused', reason: result.reason, detail: result.detail, pending: null }
      if (written) cell = confirm(cell, [keyOf(observed)])
      const pending =
        result.outcome === 'unchanged' || written ? null : { key: keyOf(observed), observed }
      return { outcome: result.outcome, reason: null, detail: null, pending }
    })
    if (before.outbox.size === 0) this.#flushAt = now + FLUSH_AFTER_MS
    this.#store.keep(cell)
    if (cell.newest !== before.newest) this.#sayPrice(this.ctx.getWebSockets())
    await this.#rearm()
    return taken
  }

  /** The database has these. */
  async stored(keys: readonly string[]): Promise<void> {
    this.#store.keep(confirm(this.#cell, keys))
    await this.#rearm()
  }

  /** Somebody looks, for so long; false when nobody has ever heard of the instrument. */
  async watch(instrument: string, lease_ms: number): Promise<boolean> {
    if (this.#isUnheardOf(instrument)) return false
    this.#store.name(instrument)
    this.#store.keep(watch(this.#cell, Date.now() + lease_ms))
    await this.#rearm()
    return true
  }

  #isUnheardOf(instrument: string): boolean {
    return this.#cell.newest === null && listingOf(instrument)?.listed === false
  }

  /**
   * A WebSocket: the price now, each newer one, and why there is none. It is a watch while it is
   * heard. 404 when nobody has heard of the instrument.
   */
  override async fetch(request: Request): Promise<Response> {
    const { instrument, rule } = readStreamRequest(request)
    if (this.#isUnheardOf(instrument)) return new Response(null, { status: 404 })
    this.#store.name(instrument)
    const { reader, socket } = takeReader(this.ctx, rule, Date.now())
    this.#sayPrice([socket])
    const { failure } = this.#cell
    if (failure)
      sayTo([socket], () => ({ type: 'failed', reason: failure.reason, detail: failure.detail }))
    await this.#rearm()
    return new Response(null, { status: 101, webSocket: reader })
  }

  override async webSocketMessage(socket: WebSocket, message: string | ArrayBuffer): Promise<void> {
    if (hear(socket, message, Date.now())) await this.#rearm()
  }

  override async alarm(): Promise<void> {
    closeSilent(this.ctx, Date.now())
    await Promise.all([this.#flush(), this.#refresh()])
    await this.#rearm()
  }

  #sayPrice(sockets: readonly WebSocket[]): void {
    const instrument = this.#store.instrument
    if (instrument === null) return
    sayTo(sockets, (rule): StreamMessage => {
      const answer = this.realtime(instrument, rule)
      if (answer.ok) return { type: 'quote', quote: answer.data }
      const { reason, detail, age_seconds } = answer
      return {
        type: 'none',
        problem: { reason, detail, ...(age_seconds !== undefined && { age_seconds }) },
      }
    })
  }

  /** Watched by leases or by sockets. */
  #watched(): Cell {
    return watch(this.#cell, heardUntil(this.ctx))
  }

  /** One alarm for all that is to be done; none when nothing is. */
  async #rearm(): Promise<void> {
    const now = Date.now()
    const refresh = due(this.#watched(), now)
    const flush = this.#cell.outbox.size > 0 ? Math.max(now, this.#flushAt) : null
    // A socket that falls silent is to be closed when its time is over.
    const silent = heardUntil(this.ctx) || null
    const times = [refresh, flush, silent && Math.max(now, silent)].filter((at) => at !== null)
    const set = await this.ctx.storage.getAlarm()
    if (times.length === 0) {
      if (set !== null) await this.ctx.storage.deleteAlarm()
      return
    }
    const next = Math.min(...times)
    if (set === null || Math.abs(set - next) > 1) await this.ctx.storage.setAlarm(next)
  }

  async #flush(): Promise<void> {
    const rows = Date.now() >= this.#flushAt ? unconfirmed(this.#cell, FLUSH_ROWS) : []
    const instrument = this.#store.instrument
    if (rows.length === 0 || instrument === null) return
    const stored = this.#refresher(instrument)
      .store(rows.map((observed) => rowOf(instrument, observed)))
      .catch(() => false)
    const written = (await within(stored, FLUSH_IN_MS)) === true
    if (written) this.#store.keep(confirm(this.#cell, rows.map(keyOf)))
    else logger('data-aggregator').warn('quotes.flush_failed', { instrument, rows: rows.length })
    this.#flushAt = Date.now() + (written ? 0 : FLUSH_AGAIN_MS + Math.random() * FLUSH_JITTER_MS)
  }

  #refresher(instrument: string) {
    return this.env.MARKET_REFRESHER.getByName(splitInstrumentId(instrument).market)
  }

  /** Has the refresher ask, when it is time. Its answer says how old it is. */
  async #refresh(): Promise<void> {
    const now = Date.now()
    const watched = this.#watched()
    const at = due(watched, now)
    const instrument = this.#store.instrument
    const begun = at !== null && at <= now ? beginRefresh(this.#cell, now) : null
    if (!begun || instrument === null) return
    this.#store.keep(begun)
    const asked = this.#refresher(instrument)
      .ask(instrument, watched.watched_until - now)
      .catch(() => null)
    const told = await within<RefreshResult | null>(asked, REFRESH_LOST_MS)
    await this.#end(instrument, told)
  }

  async #end(instrument: string, told: RefreshResult | null): Promise<void> {
    if (!told)
      return this.#failed(this.#cell.interval_ms, 'refresh_lost', 'nobody came back from it')
    const { interval_ms } = told
    if (!told.ok) return this.#failed(interval_ms, told.reason, told.detail)
    const [taken] = await this.take(instrument, [told.observation])
    if (taken?.outcome === 'older')
      return this.#failed(
        interval_ms,
        'older_quote',
        `${told.observation.source} gave a price of an earlier exchange time than the one held`,
      )
    if (taken?.outcome === 'refused')
      return this.#failed(
        interval_ms,
        taken.reason ?? 'refused',
        `${told.observation.source}: ${taken.detail}`,
      )
    this.#store.keep(endRefresh(this.#cell, interval_ms, null))
  }

  #failed(interval_ms: number, reason: string, detail: string): void {
    this.#store.keep(endRefresh(this.#cell, interval_ms, { at: Date.now(), reason, detail }))
    sayTo(this.ctx.getWebSockets(), () => ({ type: 'failed', reason, detail }))
  }
}
