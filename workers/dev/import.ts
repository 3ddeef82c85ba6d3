/**
 * `npm run import -- sec-data-set FILE...`: brings quarters of the SEC's Financial Statement Data
 * Sets into the database that `npm start` uses, or that DATABASE_URL names. `--quarter 2026q2`
 * brings one from sec.gov. An import that was cut goes on; the same archive again changes nothing.
 */
import { createWriteStream, existsSync, renameSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { drizzle } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import type { Database } from '#shared/db/client.ts'
import { claimDataFolder } from './data-folder.ts'
import { applyMigrations, openDatabase } from './database.ts'
import { importDataSet } from './import/import-data-set.ts'
import { BadArchive } from './import/zip-archive.ts'
import { makeFolder } from './make-folder.ts'
import { DATA_DIR } from './paths.ts'
import { removeRunFile, runningStack, startTime } from './run-file.ts'
import { reasonOf, StartError } from './start-error.ts'

const USAGE = `usage: npm run import -- sec-data-set FILE... [--quarter 2026q2]...
  FILE is an archive of the SEC's Financial Statement Data Sets, named like 2010q1.zip.
  --quarter brings one from sec.gov; SEC_USER_AGENT="Name mail@domain" says who asks.`
const QUARTER = /^\d{4}q[1-4]$/

const say = (line: string): void => console.error(`  ${line}`)

interface ImportArguments {
  files: string[]
  quarters: string[]
}

const argumentsOf = (argv: string[]): ImportArguments | { wrong: string } => {
  try {
    const { values, positionals } = parseArgs({
      args: argv,
      allowPositionals: true,
      options: { quarter: { type: 'string', multiple: true, default: [] } },
    })
    const [kind, ...files] = positionals
    if (kind !== 'sec-data-set') return { wrong: 'Name what is to be imported: sec-data-set.' }
    const odd = values.quarter.find((quarter) => !QUARTER.test(quarter))
    if (odd !== undefined) return { wrong: `${odd} is no quarter: write it like 2026q2.` }
    if (files.length + values.quarter.length === 0)
      return { wrong: 'Name an archive or a quarter.' }
    const missing = files.find((file) => !existsSync(file))
    return missing === undefined
      ? { files, quarters: values.quarter }
      : { wrong: `There is no file ${missing}.` }
  } catch (error) {
    return { wrong: reasonOf(error) }
  }
}

/** Brings a quarter from sec.gov into the data folder. Throws StartError with what to do. */
const bring = async (quarter: string): Promise<string> => {
  const agent = process.env.SEC_USER_AGENT
  if (!agent)
    throw new StartError(
      'sec.gov asks who calls: set SEC_USER_AGENT="Your Name you@example.com" and run it again.',
    )
  const folder = join(resolve(DATA_DIR), 'imports')
  makeFolder(folder)
  const path = join(folder, `${quarter}.zip`)
  if (existsSync(path)) return path
  const base = process.env.SEC_WWW_BASE_URL ?? 'https://www.sec.gov'
  const url = `${base}/files/dera/data/financial-statement-data-sets/${quarter}.zip`
  say(`asking ${url}`)
  let answer: Response
  try {
    answer = await fetch(url, { headers: { 'user-agent': agent } })
  } catch (error) {
    throw new StartError(
      `sec.gov cannot be reached from here (${reasonOf(error)}). Bring ${quarter}.zip by another way and name the file.`,
    )
  }
  if (answer.status === 403 || answer.status === 429)
    throw new StartError(
      `The SEC refused this address (${answer.status}). It refuses many data centres; bring ${quarter}.zip from another place and name the file.`,
    )
  if (!answer.ok || !answer.body)
    throw new StartError(`The SEC has no ${quarter}.zip (${answer.status}).`)
  const draft = `${path}.part`
  await pipeline(answer.body, createWriteStream(draft))
  renameSync(draft, path)
  return path
}

/** Does `work` on the database of the running system, else on the one of the data folder. */
const withLocalDatabase = async (work: (db: Database) => Promise<number>): Promise<number> => {
  const data = resolve(DATA_DIR)
  const named = process.env.DATABASE_URL
  const running = named ? null : runningStack(data)
  if (running && !running.database)
    throw new StartError(
      'The system that runs is being started, or uses a database that DATABASE_URL names: set it here too, or try again.',
    )
  const isOurs = !named && !running
  if (isOurs) claimDataFolder(data, { pid: process.pid, started: startTime(process.pid) })
  const opened = running?.database
    ? { url: running.database, close: async () => {} }
    : await openDatabase(join(data, 'postgres'))
  try {
    if (!running) await applyMigrations(opened.url)
    const client = new pg.Client({ connectionString: opened.url })
    await client.connect()
    try {
      return await work(drizzle(client))
    } finally {
      await client.end()
    }
  } finally {
    await opened.close()
    if (isOurs) removeRunFile(data)
  }
}

const importAll = async (db: Database, paths: readonly string[]): Promise<number> => {
  let failed = 0
  for (const path of paths)
    try {
      const done = await importDataSet(db, path, { now: () => new Date(), say })
      console.log(
        done.is === 'unchanged'
          ? `${done.batch}: is there already, nothing was changed`
          : `${done.batch}: ${done.reports} reports in ${done.parts} parts, ${done.kept} of them kept; ${done.others} submissions are no periodic reports`,
      )
    } catch (error) {
      if (!(error instanceof BadArchive)) throw error
      failed += 1
      console.error(`${path} was refused, and what is stored stays: ${error.message}`)
    }
  return failed > 0 ? 1 : 0
}

const main = async (): Promise<number> => {
  const wanted = argumentsOf(process.argv.slice(2))
  if ('wrong' in wanted) {
    console.error(`${wanted.wrong}\n${USAGE}`)
    return 2
  }
  const paths = [...wanted.files]
  for (const quarter of wanted.quarters) paths.push(await bring(quarter))
  return withLocalDatabase((db) => importAll(db, paths))
}

main().then(
  (code) => process.stdout.write('', () => process.exit(code)),
  (error: unknown) => {
    console.error(error instanceof StartError ? error.message : error)
    process.exit(1)
  },
)
