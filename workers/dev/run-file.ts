/**
 * The note of a running stack in its data folder: who it is, where it answers, and what to end when
 * its owner is gone.
 */
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface RunFile {
  /** Process of the owner. */
  pid: number
  /**
   * Start time of the owner in clock ticks since boot: a pid alone may have been given to another
   * process.
   */
  started: string | null
  /** Process group of wrangler, once started. */
  group: number | null
  group_started: string | null
  url: string | null
}

const pathIn = (data: string): string => join(data, 'running.json')

/**
 * Field 22 of /proc/<pid>/stat; null where there is no such process, and also on systems without
 * /proc.
 */
export const startTime = (pid: number): string | null => {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[19] ?? null
  } catch {
    return null
  }
}

const exists = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** Whether the process with this id is still the one that started then. */
export const isSameProcess = (pid: number, started: string | null): boolean =>
  exists(pid) && (started === null || startTime(pid) === started)

export const readRunFile = (data: string): RunFile | null => {
  try {
    return JSON.parse(readFileSync(pathIn(data), 'utf8')) as RunFile
  } catch {
    return null
  }
}

/** Written aside: whoever reads the note finds a whole one. */
const draft = (data: string, run: RunFile): string => {
  const path = `${pathIn(data)}.${process.pid}`
  mkdirSync(data, { recursive: true })
  writeFileSync(path, JSON.stringify(run))
  return path
}

export const writeRunFile = (data: string, run: RunFile): void =>
  renameSync(draft(data, run), pathIn(data))

export const removeRunFile = (data: string): void => rmSync(pathIn(data), { force: true })

/**
 * The stack that runs on this data folder, if its owner lives. What a dead owner left behind is
 * ended.
 */
export const runningStack = (data: string): RunFile | null => {
  const run = readRunFile(data)
  if (!run) {
    // Not there, or cut off while it was written: either way nobody's.
    removeRunFile(data)
    return null
  }
  if (run.pid !== process.pid && isSameProcess(run.pid, run.started)) return run
  if (run.group !== null && isSameProcess(run.group, run.group_started)) {
    try {
      process.kill(-run.group, 'SIGKILL')
    } catch {
      // It ended by itself in between.
    }
  }
  removeRunFile(data)
  return null
}

const isTaken = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EEXIST'

/**
 * Takes the data folder for this process, or answers who has it. Of two starts at the same moment
 * one gets it: the link is made once.
 */
export const claimRunFile = (data: string, run: RunFile): RunFile | null => {
  const path = draft(data, run)
  try {
    const other = runningStack(data)
    if (other) return other
    linkSync(path, pathIn(data))
    return null
  } catch (error) {
    const other = isTaken(error) ? runningStack(data) : null
    if (other) return other
    throw error
  } finally {
    rmSync(path, { force: true })
  }
}
