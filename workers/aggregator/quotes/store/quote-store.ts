/**
 * Quotes in Postgres. They are written in batches as the outboxes of the cells arrive, and read as
 * the newest record and as history.
 */
import { type SQL, sql } from 'drizzle-orm'
import type { Market } from '#shared/names.ts'
import { type Database, databaseErrorCode } from '#shared/db/client.ts'
import { logger } from '#shared/log.ts'
import { utc } from '#shared/db/sql.ts'
import { MARKET_ZONES } from '../../time/market-time.ts'
import type { Observed } from '../freshness.ts'

/** Numbers are exact decimals as text; instants are RFC 3339 in UTC. */
export interface QuoteRow {
  instrument: string
  quoted_at: string
  observed_at: string
  source: string
  price: string
  currency: string
  open: string | null
  high: string | null
  low: string | null
  previous_close: string | null
  /** Shares and money traded in the session so far. */
  volume: string | null
  turnover: string | null
  delay_kind: string
  delay_minutes: number | null
}

/** Returns the row of a quote that a cell has accepted. */
export const rowOf = (
  instrument: string,
  { quote, source, observed_at }: Pick<Observed, 'quote' | 'source' | 'observed_at'>,
): QuoteRow => {
  const { quoted_at, price, currency, open, high, low, previous_close, volume, turnover, delay } =
    quote
  return {
    instrument,
    quoted_at,
    observed_at: new Date(observed_at).toISOString(),
    source,
    price,
    currency,
    open,
    high,
    low,
    previous_close,
    volume,
    turnover,
    delay_kind: delay.kind,
    delay_minutes: delay.kind === 'delayed' ? delay.minutes : null,
  }
}

/** Quotes in one statement: some hundred kB of JSON. */
const ROWS_PER_STATEMENT = 2_000

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
/**
 * Sorts rows by key. Two writers of the same quotes then wait for each other and do not deadlock.
 */
const inKeyOrder = (rows: readonly QuoteRow[]): QuoteRow[] =>
  [...rows].sort(
    (a, b) =>
      compare(a.instrument, b.instrument) ||
      compare(a.quoted_at, b.quoted_at) ||
      compare(a.source, b.source),
  )

const insertRows = async (
  db: Pick<Database, 'execute'>,
  rows: readonly QuoteRow[],
): Promise<number> => {
  const { rowCount } = await db.execute(sql`
    insert into realtime_quotes (instrument, quoted_at, observed_at, source, price, currency, open, high, low, previous_close, volume, turnover,
      delay, delay_minutes)
    select * from json_to_recordset(${JSON.stringify(rows)}::json) as r(instrument text, quoted_at timestamptz, observed_at timestamptz, source text,
      price numeric, currency text, open numeric, high numeric, low numeric, previous_close numeric, volume numeric, turnover numeric, delay_kind text,
      delay_minutes integer)
    on conflict (instrument, quoted_at, source) do nothing`)
  return rowCount ?? 0
}

/**
 * SQLSTATE classes of values that can never be stored: they do not fit the form of the column, or
 * violate a constraint.
 */
const REFUSED = /^2[23]...$/

/**
 * Inserts the rows that Postgres accepts. A statement that is refused for its values is split in
 * half again and again, down to the rows that cause it. Each statement is independent of the
 * others.
 */
const insertAcceptable = async (
  db: Pick<Database, 'execute'>,
  rows: readonly QuoteRow[],
): Promise<number> => {
  try {
    return await insertRows(db, rows)
  } catch (error) {
    const sqlstate = databaseErrorCode(error)
    const [row] = rows
    if (!row || !REFUSED.test(sqlstate)) throw error
    if (rows.length === 1) {
      const { instrument, source, quoted_at } = row
      logger('data-aggregator').error('quotes.row_refused', {
        instrument,
        source,
        quoted_at,
        sqlstate,
      })
      return 0
    }
    const half = Math.ceil(rows.length / 2)
    return (
      (await insertAcceptable(db, rows.slice(0, half))) +
      (await insertAcceptable(db, rows.slice(half)))
    )
  }
}

/**
 * Stores quotes and returns how many were new. When two have the same key, the first one stays, for
 * three reasons. The outbox repeats whatever was not confirmed, and a repeat must change nothing.
 * The observation and its time are a record that reports may already use. An update would need to
 * unpack a compressed chunk. A value of another source at the same exchange time has its own key. A
 * row that Postgres refuses for its values is logged, left out and counted as done, because it
 * would be refused every time and would keep the rows stored with it in the outboxes for ever.
 */
export const storeQuotes = async (
  db: Pick<Database, 'execute'>,
  rows: readonly QuoteRow[],
): Promise<number> => {
  const ordered = inKeyOrder(rows)
  let stored = 0
  for (let from = 0; from < ordered.length; from += ROWS_PER_STATEMENT)
    stored += await insertAcceptable(db, ordered.slice(from, from + ROWS_PER_STATEMENT))
  return stored
}

const ROW = sql`instrument, ${utc('quoted_at')} as quoted_at, ${utc('observed_at')} as observed_at, source, price::text, currency, open::text, high::text,
  low::text, previous_close::text, volume::text, turnover::text, delay as delay_kind, delay_minutes`

/**
 * Returns the record with the newest exchange time, whatever its age. If several sources have it,
 * the one that was observed last is returned.
 */
export const newestQuote = async (
  db: Pick<Database, 'execute'>,
  instrument: string,
): Promise<QuoteRow | null> => {
  const { rows } = await db.execute<QuoteRow & Record<string, unknown>>(sql`
    select ${ROW} from realtime_quotes q where instrument = ${instrument} order by q.quoted_at desc, q.observed_at desc, q.source limit 1`)
  return rows[0] ?? null
}

/** Minutes in a bar. */
export const BAR_MINUTES = { '1m': 1, '5m': 5, '15m': 15, '1h': 60, '1d': 1_440 } as const
export type BarInterval = keyof typeof BAR_MINUTES

export interface QuoteBar {
  /** When the bar begins. Daily bars begin at midnight in the zone of the market. */
  start: string
  source: string
  currency: string
  open: string
  high: string
  low: string
  close: string
  /** Shares traded in the session up to the last quote of the bar. */
  volume: string | null
  /** Exchange times of the first and last quote of the bar. */
  opened_at: string
  closed_at: string
}

export interface HistoryQuery {
  instrument: string
  /** Both ends are inclusive. A bar that extends beyond an end is given whole. */
  from: Date
  to: Date
  interval: 'raw' | BarInterval
  limit: number
}

/** Oldest first. `truncated`: there are more, and only the newest are given. */
export type QuoteHistory =
  | { interval: 'raw'; quotes: QuoteRow[]; truncated: boolean }
  | { interval: BarInterval; bars: QuoteBar[]; truncated: boolean }

/** Largest number of entries that a read returns, and of rows that it reads. */
export const HISTORY_LIMIT = 5_000
const ROWS_READ = 100_000

const instant = (at: Date): SQL => sql`${at.toISOString()}::timestamptz`

const rawStatement = ({ instrument, from, to, limit }: HistoryQuery): SQL => sql`
  select ${ROW} from realtime_quotes q
  where instrument = ${instrument} and q.quoted_at >= ${instant(from)} and q.quoted_at <= ${instant(to)}
  order by q.quoted_at desc, q.source desc limit ${limit + 1}::int`

/** Returns the start of the bar that contains `at`. */
const startOf = (at: SQL, { instrument, interval }: HistoryQuery): SQL => {
  if (interval !== '1d')
    return sql`date_bin(make_interval(mins => ${BAR_MINUTES[interval as BarInterval]}::int), ${at}, timestamptz 'epoch')`
  const zone = MARKET_ZONES[instrument.split(':')[0] as Market] ?? 'UTC'
  return sql`date_trunc('day', ${at}, ${zone}::text)`
}

/**
 * Builds the statement for bars of the interval. They are made from the existing one-minute bars
 * and from the quotes since the last of these.
 */
const barStatement = (query: HistoryQuery): SQL => {
  const { instrument, from, to, limit, interval } = query
  const longest =
    interval === '1d'
      ? sql`interval '25 hours'`
      : sql`make_interval(mins => ${BAR_MINUTES[interval as BarInterval]}::int)`
  return sql`
  with reach as (
    select ${startOf(instant(from), query)} as first, ${startOf(instant(to), query)} as last where ${instant(from)} <= ${instant(to)}
  ), edge as (
    select coalesce((select max(minute) from quote_minutes where instrument = ${instrument} and minute >= (select first from reach)
      and minute <= ${instant(to)}), (select first from reach)) as at
  ), recent as (
    select quoted_at, source, currency, price, volume from realtime_quotes
    where instrument = ${instrument} and quoted_at >= (select at from edge) and quoted_at < (select last from reach) + ${longest}
    order by quoted_at desc limit ${ROWS_READ}::int
  ), made as (
    select minute, source, currency, open, high, low, close, volume, opened_at, closed_at from quote_minutes
    where instrument = ${instrument} and minute >= (select first from reach) and minute < (select at from edge)
      and (select count(*) from recent) < ${ROWS_READ}::int
    order by minute desc limit ${ROWS_READ}::int
  ), pieces as (
    select * from made union all
    select quoted_at, source, currency, price, price, price, price, volume, quoted_at, quoted_at from recent
  ), bars as (
    select ${startOf(sql`minute`, query)} as start, source, (array_agg(currency order by closed_at desc))[1] as currency,
      (array_agg(open order by opened_at))[1] as open, max(high) as high, min(low) as low, (array_agg(close order by closed_at desc))[1] as close,
      (array_agg(volume order by closed_at desc))[1] as volume, min(opened_at) as opened_at, max(closed_at) as closed_at
    from pieces group by 1, 2
  )
  select ${utc('b.start')} as start, source, currency, open::text, high::text, low::text, close::text, volume::text,
    ${utc('b.opened_at')} as opened_at, ${utc('b.closed_at')} as closed_at,
    ((select count(*) from made) = ${ROWS_READ}::int or (select count(*) from recent) = ${ROWS_READ}::int) as cut
  from bars b where b.start <= (select last from reach)
  order by b.start desc, source desc limit ${limit + 1}::int`
}

const newestOf = <T>(rows: T[], limit: number): { kept: T[]; truncated: boolean } => ({
  kept: rows.slice(0, limit).reverse(),
  truncated: rows.length > limit,
})

/**
 * Reads a history with one statement. Bars are per source: prices of two sources are not mixed in
 * one bar.
 */
export const quoteHistory = async (
  db: Pick<Database, 'execute'>,
  asked: HistoryQuery,
): Promise<QuoteHistory> => {
  const query = { ...asked, limit: Math.min(asked.limit, HISTORY_LIMIT) }
  const { interval, limit } = query
  if (interval === 'raw') {
    const { rows } = await db.execute<QuoteRow & Record<string, unknown>>(rawStatement(query))
    const { kept, truncated } = newestOf(rows, limit)
    return { interval, quotes: kept, truncated }
  }
  const { rows } = await db.execute<QuoteBar & { cut: boolean } & Record<string, unknown>>(
    barStatement(query),
  )
  const cut = rows.some((row) => row.cut)
  const bars = rows.map(({ cut: _, ...bar }): QuoteBar => bar)
  // If not every row was read, the oldest bar may be incomplete.
  const { kept, truncated } = newestOf(
    cut ? bars.filter(({ start }) => start !== bars.at(-1)?.start) : bars,
    limit,
  )
  return { interval, bars: kept, truncated: truncated || cut }
}
