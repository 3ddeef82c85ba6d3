/**
 * The only object that asks providers for the live prices of its market. It asks for watched
 * instruments at the configured interval, and for the instruments of a refresh (from the cron
 * trigger or a request) in slices spread over time. Each price goes to the database and to the cell
 * of the instrument. It also writes to Postgres what the cells could not. This file stores and
 * sends: schedule.ts and refresh-plan.ts decide when to ask, ask-quotes.ts decides whom to ask, and
 * each cell decides on freshness. A market with many watched instruments has several of these
 * objects (watch-prices.ts).
 */
import { DurableObject } from 'cloudflare:workers'
import type { SystemConfig } from '#shared/contracts/config-documents.ts'
import { MARKETS, type Market } from '#shared/names.ts'
import { fail, ok, type Result } from '#shared/contracts/problem.ts'
import type { RefreshRun } from '#shared/contracts/quote-refreshes.ts'
import { logger } from '#shared/log.ts'
import { withLogContext } from '#shared/logs/context.ts'
import { instrumentId } from '#shared/symbol.ts'
import { within } from '#shared/within.ts'
import { depsFor, readConfig } from '../../chain/dependencies.ts'
import { quoteChain } from '../../chain/quote-chain.ts'
import { withKeys } from '../../chain/run-time-keys.ts'
import type { Env } from '../../env.ts'
import { sessionHere } from '../../time/session.ts'
import { atMostAhead } from '../clock.ts'
import { FUTURE_TOLERANCE_MS, keyOf } from '../freshness.ts'
import { observationOf, type QuoteOutcome, type RefreshResult } from '../observation.ts'
import { type QuoteRow, rowOf } from '../store/quote-store.ts'
import { tryStoreQuotes } from '../store/try-store.ts'
import { askQuotes, type AskedQuotes, CALLS_AT_ONCE } from './ask-quotes.ts'
import { Batcher } from './batcher.ts'
import { advance, begin, dueOf, intervalOf, nextAt, nextSlice, SLICE } from './refresh-plan.ts'
import { FORGET_MS, RefresherStore } from './refresher-store.ts'
import { type AskOutcome, Schedule } from './schedule.ts'
import { cellCalls, Semaphore } from './semaphore.ts'

export interface RefreshWish {
  market: Market
  cause: RefreshRun['cause']
  /**
   * Symbols to refresh, due or not. Null for the instruments that are due among `listed` and all
   * watched ones.
   */
  symbols: string[] | null
  listed: string[]
  spread_ms: number
  /** The configured intervals for the kinds of instruments. */
  seconds: SystemConfig['quotes']['refresh_seconds']
}

/**
 * Long enough to collect watches that come at one moment, and short compared with any upstream
 * call.
 */
const BATCH_WATCHES_MS = 100
const BATCH_ROWS_MS = 300
/**
 * Fraction of each provider's budget that requests for watched instruments leave to other reads.
 * Some budgets are for a whole day. Requests for instruments that nobody watches leave more.
 */
const WATCHED_RESERVE = 0.5
const UNWATCHED_RESERVE = 0.7
/** Cells whose rows are written together; each sends at most about a hundred rows. */
const MOST_BATCHED_CELLS = 100
/** A new refresh is refused while this many are waiting. */
const MOST_WAITING = 3
/** Longest time for which the database may delay a price. */
const WRITE_IN_MS = 1_000
/** How long prices do not wait for the database after it did not answer. */
const DATABASE_AWAY_MS = 10_000
/** Without the configuration no provider can be asked, so it is read again after this time. */
const CONFIG_LOST_MS = 5_000
/**
 * A round that never returns blocks the next one only for this time. It is longer than a whole
 * chain may take.
 */
const ROUND_LOST_MS = 30_000
/**
 * For intervals up to this, the time of the last answer is not stored. After an eviction the
 * instruments are simply asked for again, because the cron trigger comes every minute.
 */
const OFTEN_MS = 60_000

const nobody = (symbols: readonly string[], reason: string, detail: string): AskedQuotes => ({
  outcomes: new Map(symbols.map((symbol) => [symbol, { ok: false, reason, detail }])),
  tallies: [],
})

const answerOf = (outcome: QuoteOutcome | undefined): AskOutcome =>
  outcome?.ok ? 'price' : outcome?.reason === 'not_found' ? 'unknown' : 'failed'

const answeredOf = ({ outcomes }: AskedQuotes): string[] =>
  [...outcomes].filter(([, outcome]) => answerOf(outcome) !== 'failed').map(([symbol]) => symbol)

export class MarketRefresher extends DurableObject<Env> {
  readonly #store = new RefresherStore(this.ctx.storage)
  #loaded: Schedule | null = null
  readonly #rows = new Batcher<QuoteRow[], boolean>(BATCH_ROWS_MS, MOST_BATCHED_CELLS, (rows) =>
    this.#write(rows.flat()),
  )
  readonly #semaphore = new Semaphore(CALLS_AT_ONCE)
  /** The last configured time between two refreshes of watched instruments and the watchlist. */
  #interval_ms = this.#store.lastRound.interval_ms || CONFIG_LOST_MS
  #listed_ms = 0
  /** True while a slice of a refresh is running. */
  #slicing = false
  /**
   * Until this time prices do not wait for the database, because it did not answer a moment ago.
   */
  #databaseAwayUntil = 0
  /** For each symbol, the key of the quote that the database was last given. */
  readonly #written = new Map<string, string>()

  get #schedule(): Schedule {
    this.#loaded ??= new Schedule(this.#store.instruments(), this.#store.lastRound.at)
    return this.#loaded
  }

  /**
   * Watches these prices for the given time; they are asked for until then. Returns the symbols for
   * which there is no room here.
   */
  async watch(market: Market, symbols: readonly string[], for_ms: number): Promise<string[]> {
    this.#store.name(market)
    const now = Date.now()
    const refused = this.#schedule.watch(symbols, for_ms, now)
    for (const symbol of symbols)
      if (!refused.includes(symbol))
        this.#store.noteWatched(symbol, this.#schedule.watchedUntil(symbol, now))
    await this.#rearm()
    return refused
  }

  /**
   * Plans a refresh; the alarm sends its slices. Returns the run. If the cron trigger comes again
   * during its run, the existing run is returned.
   */
  async refresh(wish: RefreshWish): Promise<Result<RefreshRun>> {
    const { market, cause, symbols, listed, spread_ms, seconds } = wish
    this.#store.name(market)
    // Sets an alarm again that was given up after its retries.
    await this.#rearm()
    // Nothing is awaited from here until the plan is stored, because the alarm changes the plan
    // too.
    const running = this.#store.running
    const underWay = cause === 'cron' ? running.find(({ run }) => run.cause === 'cron') : undefined
    if (underWay) return ok(underWay.run)
    if (running.length >= MOST_WAITING)
      return fail('rate_limited', `${running.length} refreshes of ${market} are under way.`, {
        retry_after_seconds: 10,
      })
    const now = Date.now()
    const session = sessionHere(this.env, market, new Date(now))
    const { due, not_due } = symbols
      ? { due: [...new Set(symbols)], not_due: 0 }
      : dueOf({
          listed,
          watched: this.#schedule.watched(now),
          sinceAnswered: (symbol) => this.#schedule.sinceAnswered(symbol, now),
          seconds,
          session,
        })
    const run: RefreshRun = {
      id: crypto.randomUUID(),
      market,
      cause,
      session,
      started_at: new Date(now).toISOString(),
      ended_at: null,
      instruments: due.length,
      not_due,
      served: 0,
      unserved: 0,
      batches: 0,
      providers: [],
    }
    if (due.length === 0) return ok({ ...run, ended_at: run.started_at })
    const planned = begin(run, due, spread_ms, MARKETS.indexOf(market) / MARKETS.length, now)
    this.#store.keepRunning(planned)
    await this.#rearm()
    return ok(planned.run)
  }

  /** Returns the runs, newest first. */
  runs(limit: number): RefreshRun[] {
    return this.#store.runs(limit)
  }

  /** Sets one alarm for the next round of watched instruments and the next slice of a refresh. */
  async #rearm(): Promise<void> {
    const now = Date.now()
    const times = []
    const watched = this.#schedule.nextAt(this.#interval_ms, now)
    if (watched !== null) times.push(watched > now ? watched : now + BATCH_WATCHES_MS)
    const [first] = this.#store.running
    // The alarm also covers a slice that ended because its object was lost.
    if (first) times.push(this.#slicing ? now + ROUND_LOST_MS : nextAt(first, now))
    if (times.length === 0) return
    const next = Math.max(now, Math.min(...times))
    const set = await this.ctx.storage.getAlarm()
    // An alarm that comes soon is not postponed, because new watches may arrive without end.
    if (set === null || next < set || set > now + BATCH_WATCHES_MS)
      await this.ctx.storage.setAlarm(next)
  }

  /**
   * Starts what is due and does not wait for it, so that a provider that is slow in one round does
   * not delay another round.
   */
  override async alarm(): Promise<void> {
    const now = Date.now()
    if (this.#store.tidy(now)) this.#schedule.forget(FORGET_MS, now)
    const due = this.#schedule.due(this.#interval_ms, now, SLICE)
    if (due.length > 0) this.ctx.waitUntil(this.#round(due, WATCHED_RESERVE))
    this.#beginSlice(now)
    await this.#rearm()
  }

  #beginSlice(now: number): void {
    const [first] = this.#store.running
    if (!first || this.#slicing || nextAt(first, now) > now) return
    this.#slicing = true
    this.ctx.waitUntil(
      this.#slice().finally(async () => {
        this.#slicing = false
        await this.#rearm()
      }),
    )
  }

  /** Runs one slice of the first refresh. */
  async #slice(): Promise<void> {
    const [first] = this.#store.running
    if (!first) return
    const begun = Date.now()
    const next = nextSlice(first, (symbol) => this.#schedule.isInFlight(symbol), begun)
    this.#store.keepRunning(next.running)
    const asked = await this.#round(next.slice, UNWATCHED_RESERVE)
    const now = Date.now()
    if (this.#listed_ms > OFTEN_MS) this.#store.noteAnswered(answeredOf(asked), begun)
    const advanced = advance(next.running, asked, now)
    if (advanced.pending.length > 0) this.#store.keepRunning(advanced)
    else this.#end(advanced.run)
  }

  #end(run: RefreshRun): void {
    this.#store.file(run)
    const calls = run.providers.reduce((sum, provider) => sum + provider.calls, 0)
    const { id, market, cause, session, instruments, served, unserved } = run
    logger('data-aggregator').info('quotes.refreshed', {
      run: id,
      market,
      cause,
      session,
      instruments,
      served,
      unserved,
      calls,
    })
  }

  /** Asks for these instruments and distributes the results. Never rejects. */
  async #round(symbols: readonly string[], reserve: number): Promise<AskedQuotes> {
    if (symbols.length === 0) return nobody([], '', '')
    const begun = Date.now()
    this.#schedule.begin(symbols, begun)
    const asked = await this.#asked(symbols, reserve)
    for (const symbol of symbols) this.#schedule.end(symbol, answerOf(asked.outcomes.get(symbol)))
    this.#store.lastRound = { at: begun, interval_ms: this.#interval_ms }
    // The next round does not wait for the cells and the database.
    await this.#rearm()
    await this.#handOut(asked)
    return asked
  }

  async #asked(symbols: readonly string[], reserve: number): Promise<AskedQuotes> {
    try {
      const asked = await within(ROUND_LOST_MS, () => this.#ask(symbols, reserve))
      return asked ?? nobody(symbols, 'refresh_lost', 'nobody came back from it')
    } catch (error) {
      logger('data-aggregator').error('quotes.refresh_failed', {
        market: this.#store.market,
        instruments: symbols.length,
        kind: error instanceof Error ? error.name : typeof error,
      })
      return nobody(symbols, 'internal_error', 'the refresh failed, see the log')
    }
  }

  /** Asks the chain with the current configuration. Each round has a request id of its own. */
  #ask(symbols: readonly string[], reserve: number): Promise<AskedQuotes> {
    const request_id = crypto.randomUUID()
    return withLogContext(
      { worker: 'data-aggregator', request_id, report_id: null, span: null },
      () => this.#askFor(symbols, reserve, request_id),
    )
  }

  async #askFor(
    symbols: readonly string[],
    reserve: number,
    requestId: string,
  ): Promise<AskedQuotes> {
    const { market } = this.#store
    const config = await readConfig(this.env, requestId)
    if (!config.ok) {
      this.#interval_ms = CONFIG_LOST_MS
      return nobody(symbols, config.reason, config.detail)
    }
    const { data_sources: sources, system } = config.data
    const seconds = system.quotes.refresh_seconds
    const session = sessionHere(this.env, market, new Date())
    this.#interval_ms = intervalOf(seconds, session, true)
    this.#listed_ms = intervalOf(seconds, session, false)
    return askQuotes(symbols, {
      market,
      chain: quoteChain(this.env, sources, market),
      sources,
      deps: depsFor(await withKeys(this.env, requestId), requestId, sources),
      reserve,
      semaphore: this.#semaphore,
    })
  }

  /**
   * Writes the quotes to the database in one statement, then sends them to each cell with one call.
   * The cells keep quotes that the database has not confirmed in time in their outboxes and send
   * them again themselves.
   */
  async #handOut({ outcomes }: AskedQuotes): Promise<void> {
    const { market } = this.#store
    const written = await this.#writeNew(outcomes)
    const cells = cellCalls()
    const handOne = async (symbol: string, outcome: QuoteOutcome): Promise<void> => {
      const instrument = instrumentId(market, symbol)
      const result: RefreshResult = outcome.ok
        ? {
            ok: true,
            observation: observationOf(outcome, Date.now()),
            written: written.get(symbol) === keyOf(outcome),
          }
        : outcome
      try {
        await this.env.QUOTE_CELL.getByName(instrument).refreshed(instrument, result)
      } catch {
        // A cell that cannot be reached keeps its earlier price, which gets older.
      }
    }
    await Promise.all(
      [...outcomes].map(([symbol, outcome]) => cells.run(() => handOne(symbol, outcome))),
    )
  }

  /**
   * Writes the quotes that the database was not given before. Returns, for each symbol, the key of
   * the quote that the database has. A quote from the future is not written, because the cells will
   * refuse it.
   */
  async #writeNew(
    outcomes: ReadonlyMap<string, QuoteOutcome>,
  ): Promise<ReadonlyMap<string, string>> {
    const { market } = this.#store
    const now = Date.now()
    const fresh = [...outcomes].flatMap(([symbol, outcome]) =>
      outcome.ok &&
      this.#written.get(symbol) !== keyOf(outcome) &&
      Date.parse(outcome.quote.quoted_at) <= now + FUTURE_TOLERANCE_MS
        ? [{ symbol, outcome }]
        : [],
    )
    if (fresh.length === 0) return this.#written
    const rows = fresh.map(({ symbol, outcome }) =>
      rowOf(instrumentId(market, symbol), { ...outcome, observed_at: outcome.asked_at }),
    )
    const isWritten = await within(WRITE_IN_MS, () => this.#write(rows))
    if (isWritten)
      for (const { symbol, outcome } of fresh) this.#written.set(symbol, keyOf(outcome))
    return this.#written
  }

  /** Writes quotes that the cells could not store. Returns whether the database has them now. */
  store(rows: QuoteRow[]): Promise<boolean> {
    return this.#rows.add(rows)
  }

  /**
   * Writes rows. The cells keep what is not written and send it again. A database that did not
   * answer a moment ago is not asked.
   */
  async #write(rows: QuoteRow[]): Promise<boolean> {
    const now = Date.now()
    if (atMostAhead(this.#databaseAwayUntil, DATABASE_AWAY_MS, now) > now) return false
    const written = await tryStoreQuotes(this.env, rows)
    if (!written) this.#databaseAwayUntil = Date.now() + DATABASE_AWAY_MS
    return written
  }
}
