/**
 * One object for each instrument: the only place where the freshness of its price is decided. This
 * file stores and sends; the decisions are in freshness.ts. A cell never asks a provider for a
 * price: the market's refresher asks the providers and hands each price over. An accepted quote
 * stays in the outbox until Postgres has confirmed it, so a database outage loses nothing and
 * delays no read.
 */
import { DurableObject } from 'cloudflare:workers'
import type { Result } from '#shared/contracts/problem.ts'
import type { RealTimeQuoteResponse, StreamMessage } from '#shared/contracts/quotes.ts'
import { logger } from '#shared/log.ts'
import { type FreshnessRule, readStreamRequest } from '#shared/quote-cells.ts'
import { splitInstrumentId } from '#shared/symbol.ts'
import { within } from '#shared/within.ts'
import type { Env } from '../../env.ts'
import { sessionHere } from '../../time/session.ts'
import { acceptAll, type Decision } from '../accept.ts'
import { atMostAhead } from '../clock.ts'
import {
  type Cell,
  confirm,
  keyOf,
  noteFailure,
  noticeClock,
  read,
  unconfirmed,
} from '../freshness.ts'
import { isUnlisted, listingOf } from '../listing.ts'
import { watchPrices } from '../market/watch-prices.ts'
import {
  type Acceptance,
  type Observation,
  observedOf,
  type RefreshResult,
} from '../observation.ts'
import { rowOf } from '../store/quote-store.ts'
import { CellStore } from './cell-store.ts'
import { realtimeAnswer } from './realtime-answer.ts'
import {
  answerClose,
  closeSilent,
  hear,
  heardUntil,
  SILENT_MS,
  sayTo,
  acceptSocket,
} from './sockets.ts'

/** Rows in one flush. The limit exists because many cells flush at once when a database is back. */
const FLUSH_ROWS = 100
/** The writer of the quotes also stores them. The cell waits this long, then sends what is left. */
const FLUSH_AFTER_MS = 5_000
/** Wait after a failure. It is varied, so that the cells do not all send at once or in step. */
const FLUSH_AGAIN_MS = 15_000
const FLUSH_JITTER_MS = 10_000
/** A refresher that has not answered after this time counts as lost and is asked again. */
const FLUSH_LOST_MS = 60_000
/** The refresher is told of a longer watch only when the watch has grown by this much. */
const WORTH_TELLING_MS = 20_000
/** A refresher that could not be told of a watch is told again after this time. */
const TELL_AGAIN_MS = 5_000

const outcomeOf = (decision: Decision): Omit<Acceptance, 'pending'> =>
  'reason' in decision
    ? { outcome: decision.outcome, reason: decision.reason, detail: decision.detail }
    : { outcome: decision.outcome, reason: null, detail: null }

export class QuoteCell extends DurableObject<Env> {
  readonly #store = new CellStore(this.ctx.storage)
  /** When unconfirmed quotes are sent to the database. After an eviction this is the next alarm. */
  #flushAt = 0
  /** Until when the refresher knows that sockets watch. After an eviction it is told again. */
  #toldUntil = 0
  /** The time of the alarm; null when none is set, undefined when it is not known yet. */
  #alarmAt: number | null | undefined
  /**
   * When to tell the refresher again after a failed attempt; null when the last attempt succeeded.
   */
  #tellAgainAt: number | null = null

  get #cell(): Cell {
    return this.#store.cell
  }

  /** Returns the time, and checks at each call whether the clock was set back. */
  #now(): number {
    const now = Date.now()
    const noticed = noticeClock(this.#cell, now)
    if (noticed !== this.#cell) this.#store.keep(noticed)
    return now
  }

  /** Returns the price or the reason why there is none. Asks no provider and starts no refresh. */
  realtime(instrument: string, rule: FreshnessRule): Result<RealTimeQuoteResponse> {
    const { max_age_seconds, max_quote_age_seconds } = rule
    const now = this.#now()
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
   * Accepts quotes from a provider or a writer. `instrument` is the name of this object, which
   * every caller passes. `written`: the database already has all of the quotes.
   */
  async take(
    instrument: string,
    observations: readonly Observation[],
    written = false,
  ): Promise<Acceptance[]> {
    const now = this.#now()
    this.#store.name(instrument)
    const before = this.#cell
    const observed = observations.map((observation) => observedOf(observation, now))
    const { cell, decisions } = acceptAll(before, observed, now, written)
    if (before.outbox.size === 0) this.#flushAt = now + FLUSH_AFTER_MS
    this.#store.keep(cell)
    if (cell.newest !== before.newest) this.#sayPrice(this.ctx.getWebSockets())
    await this.#rearm()
    return observed.flatMap((one, at) => {
      const decision = decisions[at]
      if (!decision) return []
      const isPending = !written && (decision.outcome === 'stored' || decision.outcome === 'older')
      return [
        {
          ...outcomeOf(decision),
          pending: isPending ? { key: keyOf(one), observed: one } : null,
        },
      ]
    })
  }

  /** Accepts the result of a refresh: a price, or the reason why there is none. */
  async refreshed(instrument: string, result: RefreshResult): Promise<void> {
    if (!result.ok) return this.#failed(instrument, result.reason, result.detail)
    const { observation, written } = result
    const [taken] = await this.take(instrument, [observation], written)
    if (taken?.outcome === 'older')
      this.#failed(
        instrument,
        'older_quote',
        `${observation.source} gave a price of an earlier exchange time than the one held`,
      )
    if (taken?.outcome === 'refused')
      this.#failed(instrument, taken.reason ?? 'refused', `${observation.source}: ${taken.detail}`)
  }

  #failed(instrument: string, reason: string, detail: string): void {
    const at = this.#now()
    this.#store.name(instrument)
    this.#store.keep(noteFailure(this.#cell, { at, reason, detail }))
    sayTo(this.ctx.getWebSockets(), () => ({ type: 'failed', reason, detail }))
  }

  /** Records that the database has these quotes. */
  async stored(keys: readonly string[]): Promise<void> {
    this.#store.keep(confirm(this.#cell, keys))
    await this.#rearm()
  }

  /** False when the market's list lacks the instrument and none of its quotes was ever accepted. */
  isKnown(instrument: string): boolean {
    return this.#cell.newest !== null || !isUnlisted(instrument)
  }

  /**
   * Opens a WebSocket that sends the current price, each newer one, and the reason when there is
   * none. The instrument is watched while its reader sends messages. 404 when the instrument is not
   * known.
   */
  override async fetch(request: Request): Promise<Response> {
    const { instrument, rule } = readStreamRequest(request)
    if (!this.isKnown(instrument)) return new Response(null, { status: 404 })
    this.#store.name(instrument)
    const { reader, socket } = acceptSocket(this.ctx, rule, Date.now())
    this.#sayPrice([socket])
    const { failure } = this.#cell
    if (failure)
      sayTo([socket], () => ({ type: 'failed', reason: failure.reason, detail: failure.detail }))
    this.ctx.waitUntil(this.#tellRefresher())
    await this.#rearm()
    return new Response(null, { status: 101, webSocket: reader })
  }

  override async webSocketMessage(socket: WebSocket, message: string | ArrayBuffer): Promise<void> {
    if (!hear(socket, message, Date.now())) return
    this.ctx.waitUntil(this.#tellRefresher())
    await this.#rearm()
  }

  override async webSocketClose(socket: WebSocket, code: number): Promise<void> {
    answerClose(socket, code)
    await this.#rearm()
  }

  override async webSocketError(): Promise<void> {
    await this.#rearm()
  }

  /** Tells the market's refresher until when the sockets watch the price. */
  async #tellRefresher(): Promise<void> {
    const instrument = this.#store.instrument
    const now = Date.now()
    const until = heardUntil(this.ctx, now)
    const told = atMostAhead(this.#toldUntil, SILENT_MS, now)
    if (instrument === null || until - told < WORTH_TELLING_MS) return
    this.#toldUntil = until
    const { market, symbol } = splitInstrumentId(instrument)
    const refused = await watchPrices(
      this.env.MARKET_REFRESHER,
      market,
      [symbol],
      until - now,
    ).catch(() => [symbol])
    if (refused.length === 0) {
      this.#tellAgainAt = null
      return
    }
    this.#toldUntil = 0
    this.#tellAgainAt = Date.now() + TELL_AGAIN_MS
    await this.#rearm()
  }

  override async alarm(): Promise<void> {
    this.#alarmAt = null
    const now = this.#now()
    closeSilent(this.ctx, now)
    if (this.#tellAgainAt !== null && atMostAhead(this.#tellAgainAt, TELL_AGAIN_MS, now) <= now) {
      this.#tellAgainAt = null
      this.ctx.waitUntil(this.#tellRefresher())
    }
    await this.#flush(now)
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

  /** Returns when the next task is due; null when there is none. */
  #nextAt(now: number): number | null {
    const times = []
    if (this.#cell.outbox.size > 0) times.push(this.#flushTime(now))
    // A socket that becomes silent must be closed when its time is over.
    const silentAt = heardUntil(this.ctx, now)
    if (silentAt > 0) times.push(silentAt)
    if (this.#tellAgainAt !== null) times.push(atMostAhead(this.#tellAgainAt, TELL_AGAIN_MS, now))
    return times.length === 0 ? null : Math.max(now, Math.min(...times))
  }

  /**
   * Sets one alarm for all tasks, or none when there is no task. Nothing is awaited before the
   * alarm is set, so that it is written in one commit with the writes before it: a batch may reach
   * a thousand new cells.
   */
  async #rearm(): Promise<void> {
    const next = this.#nextAt(Date.now())
    const set = this.#alarmAt
    if (next === null) {
      if (set === null) return
      this.#alarmAt = null
      if (set !== undefined || (await this.ctx.storage.getAlarm()) !== null)
        await this.ctx.storage.deleteAlarm()
    } else if (typeof set !== 'number' || Math.abs(set - next) > 1) {
      this.#alarmAt = next
      await this.ctx.storage.setAlarm(next)
    }
  }

  #flushTime(now: number): number {
    return atMostAhead(this.#flushAt, FLUSH_AGAIN_MS + FLUSH_JITTER_MS, now)
  }

  /**
   * Sends unconfirmed quotes to the refresher, which writes for many cells in one statement. A
   * delay is not a failure: the rows are safe here, and no read waits for them.
   */
  async #flush(now: number): Promise<void> {
    const instrument = this.#store.instrument
    if (instrument === null || this.#flushTime(now) > now) return
    const rows = unconfirmed(this.#cell, FLUSH_ROWS)
    if (rows.length === 0) return
    const { market } = splitInstrumentId(instrument)
    const stored = this.env.MARKET_REFRESHER.getByName(market)
      .store(rows.map((observed) => rowOf(instrument, observed)))
      .catch(() => null)
    const written = await within(FLUSH_LOST_MS, () => stored)
    // A refusal of the database was already logged where it was asked, once for the whole
    // statement.
    if (written === null)
      logger('data-aggregator').warn('quotes.flush_lost', { instrument, rows: rows.length })
    if (written) this.#store.keep(confirm(this.#cell, rows.map(keyOf)))
    this.#flushAt = Date.now() + (written ? 0 : FLUSH_AGAIN_MS + Math.random() * FLUSH_JITTER_MS)
  }
}
