/** What the comparison of a mapped answer with the stored records gives. */
import type { RemapChange } from '#shared/contracts/raw-answers.ts'

/** The records that the readings compared so far have decided about. */
export interface SettledKeys {
  /**
   * The keys of the records that the readings gave. An older reading counts only for other keys.
   */
  keys: Set<string>
  /** The hashes of their raw answers. */
  hashes: Set<string>
  /** When the oldest of them was asked for; what is stored from earlier readings is not judged. */
  since: Date | null
}

export interface Comparison {
  /** The keys of all that the answer gives. */
  keys: readonly string[]
  changes: RemapChange[]
  /** Stores what was added or changed as new versions. */
  store(): Promise<void>
}

/**
 * Records of a reading were stored as read a moment before its adapter's clock was stopped, in
 * milliseconds.
 */
const BEFORE_THE_CLOCK_MS = 60_000

/** The earliest time of reading that is judged. */
export const judgedSince = ({ since }: SettledKeys): string =>
  new Date((since?.getTime() ?? 0) - BEFORE_THE_CLOCK_MS).toISOString()
