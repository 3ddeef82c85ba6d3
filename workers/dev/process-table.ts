/**
 * The processes of this machine. They are read from /proc where it exists, otherwise from `ps`.
 */
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

export interface ProcessEntry {
  pid: number
  parent: number
  name: string
  /** Processor time used so far, in seconds. */
  cpu: number
  /** Resident memory in bytes. */
  memory: number
}

const PAGE_BYTES = 4096
/** Clock ticks per second in /proc. The number is the same on every Linux. */
const TICKS = 100

/** Reads /proc. A process that ends while it is read is left out. */
const fromProc = (): Map<number, ProcessEntry> => {
  const table = new Map<number, ProcessEntry>()
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      table.set(Number(pid), {
        pid: Number(pid),
        parent: Number(fields[1]),
        name: stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')')),
        cpu: (Number(fields[11]) + Number(fields[12])) / TICKS,
        memory: Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * PAGE_BYTES,
      })
    } catch {
      // The process has ended since the folder was listed.
    }
  }
  return table
}

/** Seconds from a time as `ps` writes it: `[[days-]hours:]minutes:seconds`. */
const secondsOf = (time: string): number =>
  time.split(/[-:]/).reduce((sum, part, at, parts) => {
    const left = parts.length - 1 - at
    return sum + Number(part) * (left === 3 ? 86_400 : 60 ** left)
  }, 0)

const fromPs = (): Map<number, ProcessEntry> => {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,time=,rss=,comm='], {
    encoding: 'utf8',
    timeout: 5_000,
  })
  return new Map(
    lines
      .trim()
      .split('\n')
      .map((line) => {
        const [pid, parent, cpu = '0', kilobytes, ...name] = line.trim().split(/\s+/)
        const entry = {
          pid: Number(pid),
          parent: Number(parent),
          cpu: secondsOf(cpu),
          memory: Number(kilobytes) * 1024,
        }
        return [Number(pid), { ...entry, name: name.join(' ').split('/').at(-1) ?? '' }]
      }),
  )
}

/** Every process by its id; null when neither /proc nor `ps` can be read. */
export const processTable = (): Map<number, ProcessEntry> | null => {
  try {
    return fromProc()
  } catch {
    try {
      return fromPs()
    } catch {
      return null
    }
  }
}

/** A process and all its descendants, by what is known of them; null when that is unknown. */
export const processTree = (ancestor: number): ProcessEntry[] | null => {
  const table = processTable()
  if (!table) return null
  const isBelow = (pid: number): boolean =>
    pid === ancestor || (pid > 1 && table.has(pid) && isBelow(table.get(pid)?.parent ?? 0))
  return [...table].filter(([pid]) => isBelow(pid)).map(([, entry]) => entry)
}

/**
 * The processes with this name among all descendants of `ancestor`; null when the processes are
 * unknown.
 */
export const descendants = (ancestor: number, name: string): ProcessEntry[] | null =>
  processTree(ancestor)?.filter((entry) => entry.name === name) ?? null
