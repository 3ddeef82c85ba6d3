/**
 * The file in a data folder that describes its running stack: who owns it, at which address it
 * answers, and which processes must be ended when the owner is gone.
 */
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeFolder } from './make-folder.ts'

export interface RunFile {
  /** Process id of the owner. */
  pid: number
  /**
   * Start time of the owner in clock ticks since boot. It is needed because the system may give the
   * same process id to another process later.
   */
  started: string | null
  /** Process group of wrangler; null until wrangler is started. */
  group: number | null
  group_started: string | null
  url: string | null
  /** Address of the embedded database; absent while it is not served, and for another one. */
  database?: string
}

const pathIn = (data: string): string => join(data, 'running.json')

/**
 * Start time of a process: field 22 of /proc/<pid>/stat. Null when there is no such process, and on
 * systems without /proc.
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

/** Whether the process with this id runs and is the one that started at that time. */
export const isSameProcess = (pid: number, started: string | null): boolean =>
  exists(pid) && (started === null || startTime(pid) === started)

export const readRunFile = (data: string): RunFile | null => {
  try {
    return JSON.parse(readFileSync(pathIn(data), 'utf8')) as RunFile
  } catch {
    return null
  }
}

/** Writes the file under another name first, so that a reader never finds a partly written one. */
const draft = (data: string, run: RunFile): string => {
  const path = `${pathIn(data)}.${process.pid}`
  makeFolder(data)
  writeFileSync(path, JSON.stringify(run))
  return path
}

export const writeRunFile = (data: string, run: RunFile): void =>
  renameSync(draft(data, run), pathIn(data))

export const removeRunFile = (data: string): void => rmSync(pathIn(data), { force: true })

/**
 * The other stack that runs on this data folder; null when there is none or its owner is dead.
 * Processes that a dead owner left behind are killed.
 */
export const runningStack = (data: string): RunFile | null => {
  const run = readRunFile(data)
  if (!run) {
    // The file does not exist or was only partly written. In both cases no stack owns it.
    removeRunFile(data)
    return null
  }
  if (run.pid !== process.pid && isSameProcess(run.pid, run.started)) return run
  if (run.group !== null && isSameProcess(run.group, run.group_started)) {
    try {
      process.kill(-run.group, 'SIGKILL')
    } catch {
      // The process has ended by itself in the meantime.
    }
  }
  removeRunFile(data)
  return null
}

const isTaken = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EEXIST'

/**
 * Claims the data folder for this process. Returns null, or the stack that already has it. When two
 * starts try at the same moment, only one succeeds, since the link can be made only once.
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
