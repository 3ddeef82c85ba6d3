/**
 * What a server's TimescaleDB can do for quotes, done. Three cases: the full licence (hypertable,
 * compression, retention, bars of one minute as a continuous aggregate), Apache's part of it (the
 * hypertable alone), and none (nothing: tables, and the cron job). The migration `timescale` does
 * the same inside the migrator's transaction. This runs after it at each start: the extension may
 * come later, arguments change, and a refresh must be a statement of its own, outside of a
 * transaction.
 */
import pg from 'pg'

export interface TimescaleServer {
  installed: boolean
  /** Null where the extension's library is not loaded. */
  license: string | null
  compressed: boolean
  /** What `quote_minutes` is. */
  minutes: 'empty table' | 'filled table' | 'aggregate' | 'absent'
  /** Whether the aggregate holds anything yet. */
  materialised: boolean
}

// The oldest spellings, which every 2.x knows. Each statement may run again.
const HYPERTABLE = `select create_hypertable('realtime_quotes', 'quoted_at', chunk_time_interval => interval '7 days', if_not_exists => true, migrate_data => true)`
const COMPRESSION = `alter table realtime_quotes set (timescaledb.compress, timescaledb.compress_segmentby = 'instrument, source', timescaledb.compress_orderby = 'quoted_at')`
const DROP_TABLE = 'drop table quote_minutes'
/** Bars whose raw quotes may be gone are not thrown away. */
const SET_TABLE_ASIDE = 'alter table quote_minutes rename to quote_minutes_before'
const AGGREGATE = `create materialized view if not exists quote_minutes with (timescaledb.continuous, timescaledb.materialized_only = false) as
    select instrument, source, time_bucket(interval '1 minute', quoted_at) as minute, last(currency, quoted_at) as currency,
      first(price, quoted_at) as open, max(price) as high, min(price) as low, last(price, quoted_at) as close, last(volume, quoted_at) as volume,
      min(quoted_at) as opened_at, max(quoted_at) as closed_at, max(stored_at) as stored_at
    from realtime_quotes group by instrument, source, time_bucket(interval '1 minute', quoted_at)
    with no data`
/**
 * All that was there before the policy, which looks back no further than its offset. Not inside a
 * transaction.
 */
const REFRESH = `call refresh_continuous_aggregate('quote_minutes', null, now() - interval '1 hour')`

interface Policy {
  /** On which relation, by which job. */
  of: 'realtime_quotes' | 'quote_minutes'
  job: string
  /** The job's arguments, by their names in its configuration. */
  config: Record<string, string>
  every?: string
  add: string
  remove: string
}

/**
 * Quotes are compressed when they change no more, and bars refreshed well within the time that raw
 * quotes are kept.
 */
const POLICIES: Record<'compression' | 'retention' | 'refresh', Policy> = {
  compression: {
    of: 'realtime_quotes',
    job: 'policy_compression',
    config: { compress_after: '7 days' },
    add: `add_compression_policy('realtime_quotes', interval '7 days', if_not_exists => true)`,
    remove: `remove_compression_policy('realtime_quotes', true)`,
  },
  retention: {
    of: 'realtime_quotes',
    job: 'policy_retention',
    config: { drop_after: '90 days' },
    add: `add_retention_policy('realtime_quotes', interval '90 days', if_not_exists => true)`,
    remove: `remove_retention_policy('realtime_quotes', true)`,
  },
  refresh: {
    of: 'quote_minutes',
    job: 'policy_refresh_continuous_aggregate',
    config: { start_offset: '60 days', end_offset: '1 minute' },
    every: '1 minute',
    add: `add_continuous_aggregate_policy('quote_minutes', start_offset => interval '60 days', end_offset => interval '1 minute',
      schedule_interval => interval '1 minute', if_not_exists => true)`,
    // The second argument has had two names.
    remove: `remove_continuous_aggregate_policy('quote_minutes', true)`,
  },
}

/**
 * One with other arguments is removed and added again: `if_not_exists` alone would keep it as it
 * is.
 */
export const policyStatements = ({ of, job, config, every, add, remove }: Policy): string[] => {
  const fits = Object.entries(config).map(
    ([name, length]) => `(config->>'${name}')::interval = interval '${length}'`,
  )
  if (every) fits.push(`schedule_interval = interval '${every}'`)
  // The job of an aggregate goes by its own name or, in older versions, by that of the hypertable
  // behind it.
  const named =
    of === 'realtime_quotes'
      ? `hypertable_name = '${of}'`
      : `(hypertable_name = '${of}' or hypertable_name in
        (select materialization_hypertable_name::text from timescaledb_information.continuous_aggregates where view_name = '${of}'))`
  return [
    `select ${remove} where not exists (select from timescaledb_information.jobs where proc_name = '${job}'
      and ${[named, ...fits].join(' and ')})`,
    `select ${add}`,
  ]
}

/**
 * What is to be done on a server, in order. Guarded by the licence, which says what the server can
 * do; no error is asked.
 */
export const timescalePlan = ({
  installed,
  license,
  compressed,
  minutes,
  materialised,
}: TimescaleServer): string[] => {
  if (!installed || license === null) return []
  if (license !== 'timescale') return [HYPERTABLE]
  const aside = {
    'empty table': [DROP_TABLE],
    'filled table': [SET_TABLE_ASIDE],
    aggregate: [],
    absent: [],
  }
  return [
    HYPERTABLE,
    ...(compressed ? [] : [COMPRESSION]),
    ...policyStatements(POLICIES.compression),
    ...policyStatements(POLICIES.retention),
    ...aside[minutes],
    ...(minutes === 'aggregate' ? [] : [AGGREGATE]),
    ...policyStatements(POLICIES.refresh),
    ...(minutes === 'aggregate' && materialised ? [] : [REFRESH]),
  ]
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

const using = async <T>(connect: Connect, work: (client: Client) => Promise<T>): Promise<T> => {
  const client = await connect()
  try {
    return await work(client)
  } finally {
    await client.end().catch(() => {})
  }
}

/**
 * Plain Postgres parses all of it. The extension's name comes first: to look at the licence its
 * library must be loaded.
 */
export const INSTALLED = `select exists (select from pg_extension where extname = 'timescaledb') as installed,
  exists (select from pg_available_extensions where name = 'timescaledb') as available`
export const STATE = `select current_setting('timescaledb.license', true) as license,
  (select relkind from pg_class where oid = to_regclass('quote_minutes')) as kind`

/**
 * A server that has the files but was started without the library drops the connection that asks
 * for it.
 */
const tryExtension = (connect: Connect): Promise<void> =>
  using(connect, async (client) => {
    const { rows } = await client.query(INSTALLED)
    if (rows[0]?.available === true && rows[0].installed !== true)
      await client.query('create extension if not exists timescaledb')
  }).catch(() => {})

const readServer = async ({ query }: Pick<Client, 'query'>): Promise<TimescaleServer> => {
  const one = async (statement: string) => (await query(statement)).rows[0] ?? {}
  const installed = (await one(INSTALLED)).installed === true
  const { license, kind } = installed ? await one(STATE) : {}
  const server = {
    installed,
    license: typeof license === 'string' ? license : null,
    compressed: false,
    minutes: 'absent' as const,
    materialised: false,
  }
  if (server.license !== 'timescale') return server
  const { compressed, behind } = await one(`select
    (select compression_enabled from timescaledb_information.hypertables where hypertable_name = 'realtime_quotes') as compressed,
    (select format('%I.%I', materialization_hypertable_schema, materialization_hypertable_name)
      from timescaledb_information.continuous_aggregates where view_name = 'quote_minutes') as behind`)
  const holds = async (relation: string) =>
    (await one(`select exists (select from ${relation}) as filled`)).filled === true
  if (kind === 'r')
    return {
      ...server,
      compressed: compressed === true,
      minutes: (await holds('quote_minutes')) ? 'filled table' : 'empty table',
    }
  if (typeof behind !== 'string') return { ...server, compressed: compressed === true }
  return {
    ...server,
    compressed: compressed === true,
    minutes: 'aggregate',
    materialised: await holds(behind),
  }
}

/** Each part on a connection of its own. */
export const applyTimescale = async (connect: Connect): Promise<void> => {
  await tryExtension(connect)
  await using(connect, async (client) => {
    for (const statement of timescalePlan(
      await readServer({ query: (statement) => client.query(statement) }),
    ))
      await client.query(statement)
  })
}
