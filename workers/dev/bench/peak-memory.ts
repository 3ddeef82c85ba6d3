/**
 * The most memory that workerd has held, as the kernel keeps it, so that nothing must be sampled
 * beside what is measured.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { descendants } from '../process-table.ts'

/** Written into `clear_refs` it makes the kernel begin anew with the peak of a process. */
const RESET_PEAK = '5'

const KILOBYTE = 1024

/** Bytes on a line of `/proc/{pid}/status`. */
const bytesOf = (pid: number, line: 'VmHWM' | 'VmRSS'): number => {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const text = status.split('\n').find((each) => each.startsWith(`${line}:`))
  return Number.parseInt(text?.slice(line.length + 1) ?? '', 10) * KILOBYTE
}

/**
 * Begins to watch all workerd processes below `ancestor`. `before` is their resident memory now,
 * and `most()` the sum of their peaks since, both in bytes. Null where the kernel does not tell.
 */
export const peakMemorySince = (ancestor: number): { before: number; most(): number } | null => {
  const pids = (descendants(ancestor, 'workerd') ?? []).map(({ pid }) => pid)
  const sum = (line: 'VmHWM' | 'VmRSS') => pids.reduce((all, pid) => all + bytesOf(pid, line), 0)
  try {
    for (const pid of pids) writeFileSync(`/proc/${pid}/clear_refs`, RESET_PEAK)
    return { before: sum('VmRSS'), most: () => sum('VmHWM') }
  } catch {
    return null
  }
}
