/**
 * TimescaleDB, where somebody has installed it in the database: `realtime_quotes` becomes a
 * hypertable, in chunks of seven days of exchange time. Nothing else of it is used. Its policies and
 * its continuous aggregates judge by exchange time alone: a retention policy drops an instrument's
 * only record and what was pushed of long ago, an aggregate's refresh gives such quotes no bars, and
 * rows of compressed chunks cannot be deleted one by one within a statement's time. So bars and
 * retention are the cron job's statements on every server, and a server that has policies of an
 * earlier version loses them here. The extension is never installed by us: files that lie on a
 * server are no decision to use them.
 *
 * It runs after the migrations at each start, because the extension may come later. The migration
 * `timescale` makes the hypertable too, inside the migrator's transaction.
 */
import pg from 'pg'

export interface TimescaleServer {
  installed: boolean
  /** Null where the extension's library is not loaded: no function of it may be called. */
  license: string | null
  /** Chunks may be compressed, by an earlier version. */
  compressed: boolean
  /** What `quote_minutes` is. An earlier version put a continuous aggregate in the table's place. */
  minutes: 'table' | 'aggregate' | 'absent'
  /** Bars that an earlier version set aside, as `quote_minutes_before`. */
  setAside: boolean
}

// Each statement may run again.
const HYPERTABLE = `select create_hypertable('realtime_quotes', 'quoted_at', chunk_time_interval => interval '7 days', if_not_exists => true, migrate_data => true)`
/** The second argument says that there may be none. It has had two names. */
const NO_POLICIES = [
  `select remove_retention_policy('realtime_quotes', true)`,
  `select remove_compression_policy('realtime_quotes', true)`,
]
const DECOMPRESS = `select decompress_chunk(chunk, true) from show_chunks('realtime_quotes') as chunk`

const COLUMNS =
  'instrument, source, minute, currency, open, high, low, close, volume, opened_at, closed_at, stored_at'
/** Two bars of one minute and source become one that spans both. */
const MERGED = `on conflict (instrument, minute, source) do update set
      open = case when excluded.opened_at < m.opened_at then excluded.open else m.open end,
      opened_at = least(excluded.opened_at, m.opened_at),
      high = greatest(excluded.high, m.high), low = least(excluded.low, m.low),
      close = case when excluded.closed_at > m.closed_at then excluded.close else m.close end,
      volume = case when excluded.closed_at > m.closed_at then excluded.volume else m.volume end,
      currency = case when excluded.closed_at > m.closed_at then excluded.currency else m.currency end,
      closed_at = greatest(excluded.closed_at, m.closed_at), stored_at = greatest(excluded.stored_at, m.stored_at)`

/**
 * One table of bars again, of all there are: those of an aggregate, those set aside, and those of
 * quotes that an aggregate left out. `drop` removes what stands in the table's place.
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
  // The key's name is taken until the table is gone.
  return [
    `insert into quote_minutes as m (${COLUMNS}) select ${COLUMNS} from quote_minutes_before ${MERGED}`,
    'drop table quote_minutes_before',
  ]
}

/** What is to be done on a server, in order. It goes by what the server says, not by errors. */
export const timescalePlan = (server: TimescaleServer): string[] => {
  const { installed, license, compressed } = server
  if (!installed || license === null) return barsPlan(server)
  if (license !== 'timescale') return [HYPERTABLE, ...barsPlan(server)]
  return [HYPERTABLE, ...NO_POLICIES, ...(compressed ? [DECOMPRESS] : []), ...barsPlan(server)]
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

/** Plain Postgres parses all of it. */
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
