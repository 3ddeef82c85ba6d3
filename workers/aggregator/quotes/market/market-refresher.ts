/**
 * One object a market, at which its quotes are asked for: cells whose alarms fall together are
 * served by one batch call, and the cron trigger's refresh goes out in slices spread over the
 * minute. It also writes quotes to Postgres for many cells at once. A storage shell: what is due
 * and when is decided in refresh-plan.ts, whom to ask in ask-quotes.ts, freshness in each cell.
 */
import { DurableObject } from 'cloudflare:workers'
import type { SystemConfig } from '#shared/contracts/config.ts'
import { MARKETS, type Market } from '#shared/contracts/instrument.ts'
import { fail, ok, type Result } from '#shared/contracts/problem.ts'
import type { RefreshRun } from '#shared/contracts/quotes.ts'
import { logger } from '#shared/log.ts'
import { instrumentId, splitInstrumentId } from '#shared/symbol.ts'
import { readConfig, depsFor } from '../../chain/dependencies.ts'
import type { Env } from '../../env.ts'
import { askQuotes, type AskedQuotes, CALLS_AT_ONCE, type QuoteOutcome } from './ask-quotes.ts'
import { FUTURE_TOLERANCE_MS } from '../freshness.ts'
import { RefresherStore } from './refresher-store.ts'
import { Batcher } from './batcher.ts'
import { within } from '#shared/within.ts'
import { quoteChain } from '../../chain/quote-chain.ts'
import { tryStoreQuotes } from '../store/try-store.ts'
import { type QuoteRow, rowOf } from '../store/quote-store.ts'
import { advance, begin, dueOf, intervalOf } from './refresh-plan.ts'
import { sessionHere } from '../../time/session.ts'
import { Semaphore } from './semaphore.ts'
import { observationOf, type RefreshResult, refreshResultOf } from '../observation.ts'

export interface RefreshWish {
  market: Market
  cause: RefreshRun['cause']
  /**
   * Symbols to refresh, due or not; null for what is due of `listed` and of all that is watched.
   */
  symbols: string[] | null
  listed: string[]
  spread_ms: number
  /** As configured: how often what is asked for. */
  seconds: SystemConfig['quotes']['refresh_seconds']
}

/** Long enough for cells whose alarms fall on the same second, short beside any upstream call. */
const GATHER_ASKS_MS = 100
const GATHER_ROWS_MS = 300
/**
 * What somebody looks at leaves half of each provider's budget to other reads, some of which are
 * for a whole day; what nobody does leaves more.
 */
const WATCHED_RESERVE = 0.5
const UNWATCHED_RESERVE = 0.7
/** Cells that one statement serves; of each some hundred rows at most. */
const MOST_GATHERED_ROWS = 20
const MOST_GATHERED_ASKS = 1_000
/** A refresh that is asked for while so many wait is refused. */
const MOST_WAITING = 3
/**
 * Longest a price is held up by the database, and how long it is not waited for after it did not
 * answer.
 */
const WRITE_IN_MS = 1_000
const DATABASE_AWAY_MS = 10_000
/** Without the configuration nobody can be asked: again soon. */
const CONFIG_LOST_MS = 5_000

/** Asks for quotes by the configuration of now. */
type Ask = (symbols: readonly string[]) => Promise<AskedQuotes>

const nobody = (symbols: readonly string[], reason: string, detail: string): AskedQuotes => ({
  outcomes: new Map(symbols.map((symbol) => [symbol, { ok: false, reason, detail }])),
  tallies: [],
})

/** Of whom something is known now: a price, or that nobody has one. The others are due again. */
const answeredOf = ({ outcomes }: AskedQuotes): string[] =>
  [...outcomes]
    .filter(([, outcome]) => outcome.ok || outcome.reason === 'not_found')
    .map(([symbol]) => symbol)

export class MarketRefresher extends DurableObject<Env> {
  readonly #book = new RefresherStore(this.ctx.storage)
  /** By symbol what is asked for and not yet answered: nobody is asked for the same at once. */
  readonly #flights = new Map<string, Promise<QuoteOutcome>>()
  readonly #asks = new Batcher<string, AskedQuotes>(GATHER_ASKS_MS, MOST_GATHERED_ASKS, (symbols) =>
    this.#askWatched(symbols),
  )
  readonly #rows = new Batcher<QuoteRow[], boolean>(GATHER_ROWS_MS, MOST_GATHERED_ROWS, (rows) =>
    this.#write(rows.flat()),
  )
  readonly #slots = new Semaphore(CALLS_AT_ONCE)
  /** Between two refreshes of a watched cell, as last configured. */
  #interval_ms = CONFIG_LOST_MS
  /** Prices are not held up by a database that did not answer a moment ago. */
  #databaseAwayUntil = 0

  /**
   * For a watched cell: the newest quote of its instrument. Joins what is under way, and says how
   * old that is.
   */
  async ask(instrument: string, watched_for_ms: number): Promise<RefreshResult> {
    const { market, symbol } = splitInstrumentId(instrument)
    this.#open(market)
    const now = Date.now()
    this.#book.noteWatched(symbol, now + watched_for_ms, now)
    const outcome = await (this.#flights.get(symbol) ?? this.#fly(symbol, this.#asks.add(symbol)))
    return refreshResultOf(outcome, this.#interval_ms, Date.now())
  }

  #fly(symbol: string, asked: Promise<AskedQuotes>): Promise<QuoteOutcome> {
    const flight = asked
      .then(
        ({ outcomes }): QuoteOutcome =>
          outcomes.get(symbol) ?? {
            ok: false,
            reason: 'internal_error',
            detail: `${symbol} was not asked for`,
          },
      )
      .finally(() => this.#flights.delete(symbol))
    this.#flights.set(symbol, flight)
    return flight
  }

  async #askWatched(symbols: readonly string[]): Promise<AskedQuotes> {
    const ask = await this.#setting(WATCHED_RESERVE)
    const asked = await ask(symbols)
    this.#book.noteAsked(answeredOf(asked), Date.now(), false)
    return asked
  }

  get #market(): Market {
    const market = this.ctx.storage.kv.get<Market>('market')
    if (!market) throw new Error('the refresher was asked for nothing yet')
    return market
  }

  /** An object does not know its name: who calls says which market it is. */
  #open(market: Market): void {
    if (this.ctx.storage.kv.get<Market>('market') !== market)
      this.ctx.storage.kv.put('market', market)
  }

  async #setting(reserve: number): Promise<Ask> {
    const market = this.#market
    const requestId = crypto.randomUUID()
    const config = await readConfig(this.env, requestId)
    if (!config.ok) {
      this.#interval_ms = CONFIG_LOST_MS
      return async (symbols) => nobody(symbols, config.reason, config.detail)
    }
    const { data_sources: sources, system } = config.data
    const deps = depsFor(this.env, requestId, sources)
    const chain = quoteChain(this.env, sources, market)
    this.#interval_ms = intervalOf(
      system.quotes.refresh_seconds,
      sessionHere(this.env, market, new Date()),
      true,
    )
    return (symbols) =>
      askQuotes(symbols, { market, chain, sources, deps: deps, reserve, semaphore: this.#slots })
  }

  /**
   * Plans a refresh; its slices go out by alarm. Answers the run, which is the one under way where
   * the cron trigger comes again.
   */
  async refresh({
    market,
    cause,
    symbols,
    listed,
    spread_ms,
    seconds,
  }: RefreshWish): Promise<Result<RefreshRun>> {
    this.#open(market)
    // An alarm that was given up after its retries is set again.
    await this.#rearm()
    // Nothing is awaited from here until the plan is kept: the alarm changes it too.
    const running = this.#book.running
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
          watched: this.#book.watched(now),
          asked: this.#book.asked,
          seconds,
          session,
          now,
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
    this.#book.running = [...running, planned]
    await this.#rearm()
    return ok(planned.run)
  }

  runs(limit: number): RefreshRun[] {
    return this.#book.runs(limit)
  }

  async #rearm(): Promise<void> {
    const [first] = this.#book.running
    if (first) await this.ctx.storage.setAlarm(Math.max(Date.now(), first.next_at))
  }

  /** One slice of the first refresh. */
  override async alarm(): Promise<void> {
    const [first] = this.#book.running
    const slice = first?.pending[0]
    if (!first || !slice) return
    const asked = await this.#slice(slice)
    const now = Date.now()
    this.#book.noteAsked(answeredOf(asked), now, true)
    const advanced = advance(first, asked, now)
    const waiting = this.#book.running.slice(1)
    this.#book.running = advanced.pending.length > 0 ? [advanced, ...waiting] : waiting
    if (advanced.pending.length === 0) this.#end(advanced.run)
    await this.#rearm()
  }

  #end(run: RefreshRun): void {
    this.#book.file(run)
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

  /**
   * Asks for a slice, hands each quote to its cell, and writes what they took in. What a cell has
   * asked for already is only waited for.
   */
  async #slice(slice: readonly string[]): Promise<AskedQuotes> {
    const ask = await this.#setting(UNWATCHED_RESERVE)
    const joined = slice.flatMap((symbol) => {
      const flight = this.#flights.get(symbol)
      return flight ? [flight.then((outcome) => [symbol, outcome] as const)] : []
    })
    const mine = slice.filter((symbol) => !this.#flights.has(symbol))
    const asking = ask(mine)
    for (const symbol of mine) this.#fly(symbol, asking).catch(() => {})
    const asked = await asking
    await this.#handOut(asked)
    return {
      outcomes: new Map([...asked.outcomes, ...(await Promise.all(joined))]),
      tallies: asked.tallies,
    }
  }

  /**
   * Into the database in one statement, then to each cell with one call. What the database has not
   * confirmed in time the cells keep in their outboxes and send again by themselves: a price is not
   * held up by a database that is away.
   */
  async #handOut({ outcomes }: AskedQuotes): Promise<void> {
    const market = this.#market
    const given = [...outcomes].flatMap(([symbol, outcome]) =>
      outcome.ok ? [{ instrument: instrumentId(market, symbol), outcome }] : [],
    )
    const now = Date.now()
    const rows = given
      .filter(({ outcome }) => Date.parse(outcome.quote.quoted_at) <= now + FUTURE_TOLERANCE_MS)
      .map(({ instrument, outcome }) =>
        rowOf(instrument, { ...outcome, observed_at: outcome.asked_at }),
      )
    const written = rows.length > 0 && (await within(this.#write(rows), WRITE_IN_MS)) === true
    // A cell that cannot be reached keeps what it had, which ages.
    await Promise.all(
      given.map(({ instrument, outcome }) =>
        this.env.QUOTE_CELL.getByName(instrument)
          .take(instrument, [observationOf(outcome, Date.now())], written)
          .catch(() => []),
      ),
    )
  }

  /** For cells whose quotes have not reached the database: whether they have now. */
  store(rows: QuoteRow[]): Promise<boolean> {
    return this.#rows.add(rows)
  }

  /**
   * The cells keep what is not written, and come again. A database that did not answer a moment ago
   * is not asked.
   */
  async #write(rows: QuoteRow[]): Promise<boolean> {
    if (Date.now() < this.#databaseAwayUntil) return false
    const written = await tryStoreQuotes(this.env, rows)
    if (!written) this.#databaseAwayUntil = Date.now() + DATABASE_AWAY_MS
    return written
  }
}
