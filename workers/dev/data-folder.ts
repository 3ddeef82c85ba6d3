/**
 * Makes sure that only one running stack uses a data folder, and that all running stacks of a
 * checkout have the same settings.
 */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeFolder } from './make-folder.ts'
import { ROOT, SIMULATED_DATA_DIR } from './paths.ts'
import { claimRunFile, isSameProcess, type RunFile, readRunFile } from './run-file.ts'
import { reasonOf, StartError } from './start-error.ts'

/** Describes a stack for people: the kind of its prices, its process and its data folder. */
const named = (data: string, { pid }: Pick<RunFile, 'pid'>): string =>
  `${data === SIMULATED_DATA_DIR ? 'simulated prices' : 'ordinary prices'}, process ${pid}, data in ${data}`

/**
 * Claims the data folder for this process. Throws StartError when another stack has it or when it
 * cannot be written.
 */
export const claimDataFolder = (data: string, me: Pick<RunFile, 'pid' | 'started'>): void => {
  let other: RunFile | null
  try {
    other = claimRunFile(data, { ...me, group: null, group_started: null, url: null })
  } catch (error) {
    throw new StartError(`The data folder ${data} cannot be written: ${reasonOf(error)}`)
  }
  if (!other) return
  throw new StartError(
    other.url
      ? `The system already runs at ${other.url} (${named(data, other)}).`
      : `The same start is already under way (${named(data, other)}).`,
  )
}

/** Folder with one file for each running stack of this checkout. Ignored by git. */
const STACKS = join(ROOT, '.wrangler', 'stacks')

interface StackEntry {
  data: string
  pid: number
  started: string | null
}

const entryPath = (data: string): string =>
  join(STACKS, `${createHash('sha256').update(data).digest('hex').slice(0, 16)}.json`)

const entryIn = (path: string): StackEntry | null => {
  try {
    const entry = JSON.parse(readFileSync(path, 'utf8')) as StackEntry
    if (isSameProcess(entry.pid, entry.started)) return entry
  } catch {
    // The file was only partly written, or has been removed since. In both cases no stack owns it.
  }
  rmSync(path, { force: true })
  return null
}

/** Other stacks that run, or are being started, from this checkout with other data folders. */
const otherStacks = (data: string): StackEntry[] => {
  makeFolder(STACKS)
  return readdirSync(STACKS)
    .map((name) => join(STACKS, name))
    .filter((path) => path !== entryPath(data))
    .flatMap((path) => entryIn(path) ?? [])
}

/**
 * Registers this stack. All stacks of a checkout read the same settings files beside the Workers'
 * configurations, and wrangler loads every change of them into running stacks. So while another
 * stack runs, a stack that needs different settings is refused with a StartError. `differs` tells
 * whether the settings differ. Returns a function that removes the registration.
 */
export const claimSettings = (
  data: string,
  me: Pick<RunFile, 'pid' | 'started'>,
  differs: () => boolean,
): (() => void) => {
  makeFolder(STACKS)
  writeFileSync(entryPath(data), JSON.stringify({ data, ...me } satisfies StackEntry))
  const release = () => rmSync(entryPath(data), { force: true })
  const [other] = otherStacks(data)
  if (other && differs()) {
    release()
    const run = readRunFile(other.data)
    const where = run?.url ? `already runs at ${run.url}` : 'is being started'
    throw new StartError(
      `Another system of this folder ${where} (${named(other.data, other)}). This start wants other settings, which both would share: stop that one first, or start from a checkout of its own.`,
    )
  }
  return release
}
