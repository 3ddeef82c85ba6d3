/**
 * `node workers/dev/bench/screen-engine.ts`: a screen of ten conditions, two percentiles by
 * industry and a sort over 15,000 companies with 150 metrics, by the engine in the Worker's runtime
 * and in Node, by DuckDB over the same columns in the same process, and in SQL over a row a figure
 * in a real Postgres where TEST_DATABASE_URL names one. All must give the same list.
 */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { DOUBLE, DuckDBInstance, VARCHAR } from '@duckdb/node-api'
import { convertV4MiniflareOptions, Miniflare } from 'miniflare'
import pg from 'pg'
import { build } from 'vite'
import { compileScreen } from '../../shared/screen/evaluate.ts'
import { parseScreen } from '../../shared/screen/parse.ts'
import type { ScreenTable } from '../../shared/screen/table.ts'
import { tableOf } from '../../shared/screen/tables.ts'
import { median } from './load.ts'
import {
  COMPANIES,
  FIELDS,
  makeColumn,
  makeCompanies,
  METRICS,
  metricName,
  SQL_OVER_FIGURES,
  sqlOver,
  TEXT,
} from './screen/market.ts'
import type { PrintRow } from './print-row.ts'

const ROUNDS = 15
/** Runs in one request to workerd, whose clock stands still within a request. */
const RUNS_A_REQUEST = 20
const DATE = '2026-11-02'
const ENTRY = join(import.meta.dirname, 'screen/worker.ts')
const MOST_MS = 15
const LEAST_TIMES_FASTER = 20

const ms = (value: number): string => `${value.toFixed(1)} ms`

const medianOf = async (work: () => unknown): Promise<number> => {
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const began = performance.now()
    await work()
    times.push(performance.now() - began)
  }
  return median(times)
}

const makeTable = (): ScreenTable =>
  tableOf(
    makeCompanies(),
    new Map(
      Array.from({ length: METRICS }, (_, number) => [
        `${metricName(number)}@0`,
        makeColumn(number),
      ]),
    ),
  )

/** Parsed, compiled and run, as for a request. */
const runScreen = (table: ScreenTable): string[] => {
  const parsed = parseScreen(TEXT, FIELDS)
  if (!parsed.ok) throw new Error(parsed.problem.detail)
  const { rows } = compileScreen(parsed.screen, FIELDS).run(table)
  return Array.from(rows, (row) => table.companies.ids[row] ?? '')
}

const sameLists = (name: string, one: readonly string[], other: readonly string[]): void => {
  if (one.length !== other.length || one.some((id, place) => id !== other[place]))
    throw new Error(`${name} gives another list: ${other.length} instead of ${one.length}`)
}

/** Milliseconds of one run in workerd: of a request with many runs, less one with none. */
const inWorkerd = async (passed: number): Promise<number> => {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      minify: false,
      lib: { entry: ENTRY, formats: ['es'], fileName: 'screen' },
    },
  })
  const [output] = Array.isArray(built) ? built : [built]
  const chunk = output && 'output' in output ? output.output[0] : null
  if (!chunk) throw new Error('the bundler gave nothing')
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      host: '127.0.0.1',
      port: 0,
      name: 'screen',
      compatibilityDate: DATE,
      modules: [{ type: 'ESModule', path: 'screen.js', contents: chunk.code }],
    }),
  )
  try {
    const url = await miniflare.ready
    const ask = async (runs: number): Promise<number> => {
      const began = performance.now()
      const response = await fetch(`${url.origin}/?runs=${runs}`)
      const answer = (await response.json()) as { passed: number }
      if (runs > 0 && answer.passed !== passed)
        throw new Error(`workerd lets ${answer.passed} pass instead of ${passed}`)
      return performance.now() - began
    }
    await ask(RUNS_A_REQUEST)
    const times: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      const without = await ask(0)
      times.push(((await ask(RUNS_A_REQUEST)) - without) / RUNS_A_REQUEST)
    }
    return median(times)
  } finally {
    await miniflare.dispose()
  }
}

/** The median of the statement over the same columns in the same process. */
const inDuckDb = async (table: ScreenTable, expected: readonly string[]): Promise<number> => {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  try {
    const names = Array.from({ length: METRICS }, (_, number) => metricName(number))
    await connection.run(
      `create table market (id varchar, industry varchar, ${names.map((name) => `${name} double`).join(', ')})`,
    )
    const appender = await connection.createAppender('market')
    const columns = names.map((name) => table.column(name, 0))
    for (let row = 0; row < COMPANIES; row++) {
      appender.appendValue(table.companies.ids[row] ?? '', VARCHAR)
      appender.appendValue(table.companies.industries[row] ?? null, VARCHAR)
      for (const column of columns) {
        const value = column?.values[row] ?? Number.NaN
        if (Number.isNaN(value)) appender.appendNull()
        else appender.appendValue(value, DOUBLE)
      }
      appender.endRow()
    }
    appender.closeSync()
    const statement = await connection.prepare(sqlOver('market'))
    const ask = async (): Promise<string[]> =>
      (await statement.runAndReadAll()).getColumns()[0]?.map(String) ?? []
    sameLists('DuckDB', expected, await ask())
    return await medianOf(ask)
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}

/** The median of the statement over a row a figure. */
const inPostgres = async (
  url: string,
  table: ScreenTable,
  expected: readonly string[],
): Promise<number> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(`
      create temporary table companies (id text primary key, industry text);
      create temporary table figures (company text, metric text, value double precision);
      set statement_timeout = '300s'`)
    await client.query('insert into companies select * from unnest($1::text[], $2::text[])', [
      table.companies.ids,
      table.companies.industries,
    ])
    for (let number = 0; number < METRICS; number++) {
      const values = Array.from(table.column(metricName(number), 0)?.values ?? [])
      await client.query(
        'insert into figures select id, $2, value from unnest($1::text[], $3::float8[]) as t (id, value) where value is not null',
        [table.companies.ids, metricName(number), values.map((v) => (Number.isNaN(v) ? null : v))],
      )
    }
    await client.query(`
      alter table figures add primary key (metric, company);
      analyze companies; analyze figures`)
    const ask = async (): Promise<string[]> =>
      (await client.query<{ id: string }>(SQL_OVER_FIGURES)).rows.map(({ id }) => id)
    sameLists('Postgres', expected, await ask())
    return await medianOf(ask)
  } finally {
    await client.end()
  }
}

export const screenEngineRows = async (row: PrintRow): Promise<void> => {
  const table = makeTable()
  const expected = runScreen(table)
  const what = `screen of ${COMPANIES} companies`
  const worker = await inWorkerd(expected.length)
  row(`${what} in workerd, p50`, ms(worker), `<= ${MOST_MS} ms; ${expected.length} pass`)
  const node = await medianOf(() => runScreen(table))
  const duck = await inDuckDb(table, expected)
  row(`${what} in Node, p50`, ms(node))
  row(
    `${what} in DuckDB, p50`,
    ms(duck),
    `${(node / duck).toFixed(2)} of it takes the engine, <= 1`,
  )
  const server = process.env.TEST_DATABASE_URL
  if (server === undefined) {
    row(`${what} in Postgres`, 'not measured', 'TEST_DATABASE_URL names none')
    return
  }
  const postgres = await inPostgres(server, table, expected)
  row(
    `${what} in Postgres, a row a figure, p50`,
    ms(postgres),
    `${(postgres / worker).toFixed(0)} times the engine in workerd, >= ${LEAST_TIMES_FASTER}`,
  )
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href)
  await screenEngineRows((...cells) => console.log(cells.join('   ')))
