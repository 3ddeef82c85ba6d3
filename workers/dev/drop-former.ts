/**
 * `npm run filings -- --drop-former`: drops the columns that filings replaced, in the database that
 * DATABASE_URL names, else in the embedded one of the data folder while no stack runs on it.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { claimDataFolder } from './data-folder.ts'
import { type LocalDatabase, openDatabase } from './database.ts'
import { type DropResult, dropFormer } from './former-columns.ts'
import { DATA_DIR } from './paths.ts'
import { removeRunFile, startTime } from './run-file.ts'
import { StartError } from './start-error.ts'

const mb = (bytes: number): string => `${(bytes / 1_048_576).toFixed(1)} MB`

/** What came of it, in words. */
const sentenceOf = (dropped: DropResult): string => {
  switch (dropped.is) {
    case 'dropped':
      return `the columns of the earlier version are dropped; the table of facts had ${mb(dropped.bytes.before)} and has ${mb(dropped.bytes.after)}`
    case 'gone':
      return 'the columns of the earlier version are gone already'
    case 'unfilled':
      return `nothing was changed: ${dropped.facts} facts have no filing yet. Run \`npm run filings\` first; when more of them come, an earlier version still writes`
    case 'not_migrated':
      return 'nothing was changed: this database has no filings yet. Apply the migrations first'
    case 'busy':
      return 'nothing was changed: the table of facts is in use. Run it again when less is going on'
  }
}

/** Opens the database; nobody else may start on the data folder until it is closed. */
const openOwn = async (): Promise<LocalDatabase> => {
  const folder = join(DATA_DIR, 'postgres')
  if (process.env.DATABASE_URL) return openDatabase(null)
  if (!existsSync(folder)) throw new StartError(`There is no database in ${DATA_DIR}.`)
  claimDataFolder(DATA_DIR, { pid: process.pid, started: startTime(process.pid) })
  const database = await openDatabase(folder)
  return {
    ...database,
    async close() {
      await database.close()
      removeRunFile(DATA_DIR)
    },
  }
}

/** Returns the exit code: 0 when the columns are gone. */
export const dropFormerColumns = async (): Promise<number> => {
  const database = await openOwn()
  try {
    const dropped = await dropFormer(database.url)
    console.log(sentenceOf(dropped))
    return dropped.is === 'dropped' || dropped.is === 'gone' ? 0 : 1
  } finally {
    await database.close()
  }
}
