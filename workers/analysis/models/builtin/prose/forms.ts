/**
 * Several forms of words for one statement. Which one is taken follows from the figure itself, so
 * the same figures always read the same and two companies seldom do. Pure.
 */
import type { Cite } from '../finding.ts'

const FNV_OFFSET = 2_166_136_261
const FNV_PRIME = 16_777_619

/** A number from 0 to 2^32 - 1 that every digit of the value moves. */
const digest = (value: number): number => {
  let hash = FNV_OFFSET
  for (const char of String(value))
    hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), FNV_PRIME) >>> 0
  // The last bits of the hash alone follow the last digit.
  return (hash ^ (hash >>> 15)) >>> 0
}

/** At least one form. */
export type Wordings = readonly [string, ...string[]]

/** The form that belongs to the figure. */
export const formFor = <T>({ value }: Pick<Cite, 'value'>, first: T, ...others: T[]): T =>
  [first, ...others][digest(value) % (others.length + 1)] ?? first
