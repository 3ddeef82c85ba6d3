/**
 * Uses TimescaleDB where somebody has installed it in the database: `realtime_quotes` becomes a
 * hypertable, in chunks of seven days of exchange time, and so does `log_lines`. No other feature
 * is used, because policies and continuous aggregates go by exchange time alone. A retention policy
 * would drop the only record of an instrument, and quotes that were pushed with an old exchange
 * time. The refresh of an aggregate would make no bars for such quotes. Rows of compressed chunks
 * cannot be deleted one by one within the time limit of a statement. So on every server the cron
 * job makes the bars and deletes old rows with its own statements, and policies that an earlier
 * version set are removed here. This program never installs the extension: that its files are on a
 * server does not mean that somebody decided to use it.
 *
 * This runs after the migrations at each start, because the extension may be installed later. The
 * migration `timescale` makes the hypertable too, inside the transaction of the migrator.
 */
import pg from 'pg'

export interface TimescaleServer {
  installed: boolean
  /**
   * Null when the library of the extension is not loaded. None of its functions may be called then.
   */
  license: string | null
  /** Whether compression is on, so that an earlier version may have compressed chunks. */
  compressed: boolean
  /**
   * What `quote_minutes` is now. An earlier version replaced the table by a continuous aggregate.
   */
  minutes: 'table' | 'aggregate' | 'absent'
  /** Whether there are bars that an earlier version moved to `quote_minutes_before`. */
  setAside: boolean
}

// Each statement can be run again without harm.
const hypertable = (table: string, time: string): string =>
  `select create_hypertable('${table}', '${time}', chunk_time_interval => interval '7 days', if_not_exists => true, migrate_data => true)`
const HYPERTABLES = [hypertable('realtime_quotes', 'quoted_at'), hypertable('log_lines', 'at')]
/**
 * The second argument says that it is no error when there is no policy. Its name has changed
 * between versions, so it is given by position.
 */
const NO_POLICIES = [
  `select remove_retention_policy('realtime_quotes', true)`,
  `select remove_compression_policy('realtime_quotes', true)`,
]
const DECOMPRESS = `select decompress_chunk(chunk, true) from show_chunks('realtime_quotes') as chunk`

const COLUMNS =
  'instrument, source, minute, currency, open, high, low, close, volume, opened_at, closed_at, stored_at'
/** Merges two bars of the same minute and source into one that covers both. */
const MERGED = `on conflict (instrument, minute, source) do update set
      open = case when excluded.opened_at < m.opened_at then excluded.open else m.open end,
      opened_at = least(excluded.opened_at, m.opened_at),
      high = greatest(excluded.high, m.high), low = least(excluded.low, m.low),
      close = case when excluded.closed_at > m.closed_at then excluded.close else m.close end,
      volume = case when excluded.closed_at > m.closed_at then excluded.volume else m.volume end,
      currency = case when excluded.closed_at > m.closed_at then excluded.currency else m.currency end,
      closed_at = greatest(excluded.closed_at, m.closed_at), stored_at = greatest(excluded.stored_at, m.stored_at)`

/**
 * Makes `quote_minutes` a plain table again, with all bars that exist: those of an aggregate, those
 * that were moved away, and those of quotes that an aggregate left out. `drop` is the statement
 * that removes what has the name of the table now.
 */
const restoreBars = (drop: string | null, from: readonly string[]): string => `do $restore$ begin
    create table quote_minutes_restored (
      instrument text not null, source text not null, minute timestamptz not null, currency text not null,
      open numeric not null, high numeric not null, low numeric not null, close numeric not null, volume numeric,
      opened_at timestamptz(3) not null, closed_at timestamptz(3) not null, stored_at timestamptz not null,
      constraint quote_minutes_instrument_minute_source_pk primary key (instrument, minute, source));
    ${from
      .map(
        (relation) =>
          `insert into quote_minutes_restored as m (${COLUMNS}) select ${COLUMNS} from ${relation} ${MERGED};`,
      )
      .join('\n    ')}
    insert into quote_minutes_restored as m (${COLUMNS})
      select instrument, source, date_trunc('minute', quoted_at), (array_agg(currency order by quoted_at desc))[1],
        (array_agg(price order by quoted_at))[1], max(price), min(price), (array_agg(price order by quoted_at desc))[1],
        (array_agg(volume order by quoted_at desc))[1], min(quoted_at), max(quoted_at), max(stored_at)
      from realtime_quotes group by 1, 2, 3 ${MERGED};
    ${drop === null ? '' : `${drop};`}
    drop table if exists quote_minutes_before;
    alter table quote_minutes_restored rename to quote_minutes;
    create index quote_minutes_by_time on quote_minutes using btree (stored_at);
  end $restore$`

const barsPlan = ({ minutes, setAside }: TimescaleServer): string[] => {
  const aside = setAside ? ['quote_minutes_before'] : []
  if (minutes === 'aggregate')
    return [restoreBars('drop materialized view quote_minutes', ['quote_minutes', ...aside])]
  if (minutes === 'absent') return [restoreBars(null, aside)]
  if (!setAside) return []
  // The name of the key is in use until the old table is gone.
  return [
    `insert into quote_minutes as m (${COLUMNS}) select ${COLUMNS} from quote_minutes_before ${MERGED}`,
    'drop table quote_minutes_before',
  ]
}

/**
 * The statements to run on a server, in order. They depend on what the server says about itself,
 * and not on errors.
 */
export const timescalePlan = (server: TimescaleServer): string[] => {
  const { installed, license, compressed } = server
  if (!installed || license === null) return barsPlan(server)
  if (license !== 'timescale') return [...HYPERTABLES, ...barsPlan(server)]
  return [...HYPERTABLES, ...NO_POLICIES, ...(compressed ? [DECOMPRESS] : []), ...barsPlan(server)]
}

export interface Client {
  query(statement: string): Promise<{ rows: Record<string, unknown>[] }>
  end(): Promise<void>
}
export type Connect = () => Promise<Client>

export const connectTo =
  (url: string): Connect =>
  async () => {
    const client = new pg.Client({ connectionString: url })
    client.on('error', () => {}) // A connection that the server drops rejects its query by itself.
    await client.connect()
    return client
  }

/** A server without the extension can run this too. */
export const STATE = `select exists (select from pg_extension where extname = 'timescaledb') as installed,
  current_setting('timescaledb.license', true) as license,
  (select relkind from pg_class where oid = to_regclass('quote_minutes')) as kind,
  to_regclass('quote_minutes_before') is not null as aside`
const COMPRESSED = `select coalesce((select compression_enabled from timescaledb_information.hypertables
  where hypertable_name = 'realtime_quotes'), false) as compressed`

const readServer = async (client: Client): Promise<TimescaleServer> => {
  const one = async (statement: string) => (await client.query(statement)).rows[0] ?? {}
  const { installed, license, kind, aside } = await one(STATE)
  const hasFullLicence = installed === true && license === 'timescale'
  return {
    installed: installed === true,
    license: typeof license === 'string' ? license : null,
    compressed: hasFullLicence && (await one(COMPRESSED)).compressed === true,
    minutes: kind === 'r' ? 'table' : kind === 'v' ? 'aggregate' : 'absent',
    setAside: aside === true,
  }
}

export const applyTimescale = async (connect: Connect): Promise<void> => {
  const client = await connect()
  try {
    for (const statement of timescalePlan(await readServer(client))) await client.query(statement)
  } finally {
    await client.end().catch(() => {})
  }
}
