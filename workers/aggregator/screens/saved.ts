/**
 * Screens that people keep. A screen is its newest version; earlier ones stay. A run of a version
 * is remembered, so that the next one can say who entered and who left.
 */
import { and, asc, desc, eq, sql } from 'drizzle-orm'
import type { SavedScreen } from '#shared/contracts/screens.ts'
import { fail, ok, type Result } from '#shared/contracts/problem.ts'
import type { Database } from '#shared/db/client.ts'
import { savedScreens, screenRuns } from '#shared/db/schema/screens.ts'
import { MAX_RECORDS } from '#shared/lengths.ts'

/** Screens that are kept: as many as their list may hold. */
export const MOST_SCREENS = MAX_RECORDS
/** Versions of one screen, for the same reason. */
export const MOST_VERSIONS = MAX_RECORDS
/** Runs of one screen that are remembered; older ones go. */
export const RUNS_KEPT = 20

export type ScreenToSave = Pick<SavedScreen, 'name' | 'text' | 'markets' | 'columns'>

type SavedScreenRow = typeof savedScreens.$inferSelect
const isoOf = (at: Date): string => at.toISOString()
const shown = ({ savedAt, markets, ...row }: SavedScreenRow): SavedScreen => ({
  ...row,
  markets: markets as SavedScreen['markets'],
  saved_at: isoOf(savedAt),
})

const notFound = (id: string) => fail('screen_not_found', `There is no saved screen ${id}.`)

/** A transaction lock, so that two writers at once count one after the other. */
const lock = (name: string) => sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`

export const createScreen = (
  db: Database,
  screen: ScreenToSave,
  now: Date,
): Promise<Result<SavedScreen>> =>
  db.transaction(async (tx) => {
    await tx.execute(lock('saved_screens'))
    const kept = await tx.$count(
      tx.selectDistinct({ id: savedScreens.id }).from(savedScreens).as('kept'),
    )
    if (kept >= MOST_SCREENS)
      return fail('screens_full', `${MOST_SCREENS} screens are saved, and no more can be kept.`)
    const id = `scr_${crypto.randomUUID().replaceAll('-', '')}`
    const row = { id, version: 1, ...screen, savedAt: now }
    await tx.insert(savedScreens).values(row)
    return ok(shown(row))
  })

/** The newest version of a screen, which nobody else changes before the transaction ends. */
const lockedVersion = async (
  tx: Pick<Database, 'execute' | 'select'>,
  id: string,
): Promise<number | null> => {
  await tx.execute(lock(`saved_screens ${id}`))
  const [newest] = await tx
    .select({ version: savedScreens.version })
    .from(savedScreens)
    .where(eq(savedScreens.id, id))
    .orderBy(desc(savedScreens.version))
    .limit(1)
  return newest?.version ?? null
}

/** Saves the next version of a screen. */
export const updateScreen = (
  db: Database,
  id: string,
  screen: ScreenToSave,
  now: Date,
): Promise<Result<SavedScreen>> =>
  db.transaction(async (tx) => {
    const newest = await lockedVersion(tx, id)
    if (newest === null) return notFound(id)
    if (newest >= MOST_VERSIONS)
      return fail(
        'screens_full',
        `${MOST_VERSIONS} versions of this screen are saved. Save it as a new screen.`,
      )
    const row = { id, version: newest + 1, ...screen, savedAt: now }
    await tx.insert(savedScreens).values(row)
    return ok(shown(row))
  })

/**
 * Deletes a screen with its versions and its remembered runs. `version` is the newest one that the
 * caller has seen: what somebody has changed since then stays.
 */
export const deleteScreen = (
  db: Database,
  id: string,
  version: number,
): Promise<Result<{ deleted: string }>> =>
  db.transaction(async (tx) => {
    const newest = await lockedVersion(tx, id)
    if (newest === null) return notFound(id)
    if (newest !== version)
      return fail(
        'screen_changed',
        `The screen ${id} is at version ${newest}, not ${version}: look at it before you delete it.`,
      )
    await tx.delete(savedScreens).where(eq(savedScreens.id, id))
    await tx.delete(screenRuns).where(eq(screenRuns.screen, id))
    return ok({ deleted: id })
  })

/** Each screen in its newest version, the one that was saved last first. */
export const listScreens = async (db: Database): Promise<SavedScreen[]> => {
  const newest = db
    .selectDistinctOn([savedScreens.id])
    .from(savedScreens)
    .orderBy(asc(savedScreens.id), desc(savedScreens.version))
    .as('newest')
  const rows = await db
    .select()
    .from(newest)
    .orderBy(desc(newest.savedAt), asc(newest.id))
    .limit(MOST_SCREENS)
  return rows.map(shown)
}

export const findScreen = async (db: Database, id: string): Promise<Result<SavedScreen>> => {
  const [row] = await db
    .select()
    .from(savedScreens)
    .where(eq(savedScreens.id, id))
    .orderBy(desc(savedScreens.version))
    .limit(1)
  return row ? ok(shown(row)) : notFound(id)
}

/** All versions of a screen, newest first. */
export const screenVersions = async (db: Database, id: string): Promise<Result<SavedScreen[]>> => {
  const rows = await db
    .select()
    .from(savedScreens)
    .where(eq(savedScreens.id, id))
    .orderBy(desc(savedScreens.version))
    .limit(MOST_VERSIONS)
  return rows.length > 0 ? ok(rows.map(shown)) : notFound(id)
}

export interface RememberedRun {
  screen: string
  version: number
  /** As of which day it ran. */
  day: string
  ranAt: Date
  /** Instruments that passed, in the order of the list. */
  passed: readonly string[]
  tested: number
}

export interface ListChange {
  entered: string[]
  left: string[]
  since: string | null
  since_day: string | null
}

/** Who is in the newer list and not in the earlier, and the reverse. Without an earlier: nobody. */
export const changeBetween = (
  earlier: Pick<RememberedRun, 'passed' | 'ranAt' | 'day'> | undefined,
  passed: readonly string[],
): ListChange => {
  if (!earlier) return { entered: [], left: [], since: null, since_day: null }
  const before = new Set(earlier.passed)
  const after = new Set(passed)
  return {
    entered: passed.filter((id) => !before.has(id)),
    left: earlier.passed.filter((id) => !after.has(id)),
    since: isoOf(earlier.ranAt),
    since_day: earlier.day,
  }
}

/**
 * Remembers a run, and says what differs from the run of the same version before it. Two runs at
 * once are told one after the other.
 */
export const rememberRun = (db: Database, run: RememberedRun): Promise<ListChange> =>
  db.transaction(async (tx) => {
    await tx.execute(lock(`screen_runs ${run.screen}`))
    const [earlier] = await tx
      .select()
      .from(screenRuns)
      .where(and(eq(screenRuns.screen, run.screen), eq(screenRuns.version, run.version)))
      .orderBy(desc(screenRuns.id))
      .limit(1)
    await tx.insert(screenRuns).values({ ...run, passed: [...run.passed] })
    await tx.execute(sql`
      delete from screen_runs where screen = ${run.screen} and id not in (
        select id from screen_runs where screen = ${run.screen} order by id desc limit ${RUNS_KEPT}::int)`)
    return changeBetween(earlier, run.passed)
  })
