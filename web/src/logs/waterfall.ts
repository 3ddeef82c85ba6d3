/** Where the lines of a timeline stand in it, as fractions of its length. Pure. */
import type { Timeline, TimelineEntry } from '#shared/contracts/logs.ts'

export interface FallBar {
  entry: TimelineEntry
  /** Fractions of the whole length. */
  left: number
  width: number
}

/** Shorter bars could not be seen. */
const LEAST_WIDTH = 0.004

export const barsOf = ({ entries, duration_ms }: Timeline): FallBar[] => {
  const whole = Math.max(1, duration_ms)
  return entries.map((entry) => {
    const width = Math.min(1, Math.max(LEAST_WIDTH, (entry.duration_ms ?? 0) / whole))
    return { entry, left: Math.min(1 - width, entry.offset_ms / whole), width }
  })
}

/** What went wrong: warnings and errors, and answers of providers that were none. */
export const failuresOf = (entries: readonly TimelineEntry[]): TimelineEntry[] =>
  entries.filter(({ level, outcome }) => level !== 'info' || outcome === 'failed')
