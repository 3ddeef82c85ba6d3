/**
 * What a condition says of each company, one byte a row: failed, passed, or not testable with the
 * reason. A condition on a missing value is not testable, never failed. One failed condition of an
 * `and` fails it whatever is missing, one passed condition of an `or` passes it.
 */
import { CELL_REASONS, type CellReason } from './table.ts'

export const FAILED = 0
export const PASSED = 1
/** Plus the reason's byte, which is at least 1. */
const NOT_TESTABLE = 1
/** The answer rests on a figure in doubt. */
export const DOUBTED = 0x10
/** Different bytes: sixteen answers, with and without a doubt. */
const BYTES = 0x20

if (NOT_TESTABLE + CELL_REASONS.length > DOUBTED) throw new Error('too many reasons for a byte')

export const notTestable = (reason: number): number => NOT_TESTABLE + reason
export const answerOf = (byte: number): number => byte & ~DOUBTED
export const isTestable = (byte: number): boolean => answerOf(byte) <= PASSED
/** The reason's byte, of what is not testable. */
export const reasonIn = (byte: number): number => answerOf(byte) - NOT_TESTABLE

/** By row. */
export type Truth = Uint8Array

/**
 * `settles`: the answer of one part that settles the whole. Of two such parts, the whole is in
 * doubt when both are; of two others, when one is. Of two that are not testable the first tells
 * why.
 */
const joined = (one: number, other: number, settles: number): number => {
  const [a, b] = [answerOf(one), answerOf(other)]
  if (a === settles && b === settles) return settles | (one & other & DOUBTED)
  if (a === settles) return one
  if (b === settles) return other
  if (a > PASSED) return a
  if (b > PASSED) return b
  return a | ((one | other) & DOUBTED)
}

/** All pairs of bytes, so that a row takes one look. */
const tableFor = (settles: number): Uint8Array =>
  Uint8Array.from({ length: BYTES * BYTES }, (_, at) =>
    joined(Math.floor(at / BYTES), at % BYTES, settles),
  )
const AND = tableFor(FAILED)
const OR = tableFor(PASSED)
const SHIFT = 5

const fold = (parts: readonly Truth[], table: Uint8Array, rows: number, empty: number): Truth => {
  const [first, ...others] = parts
  const whole = first ? first.slice() : new Uint8Array(rows).fill(empty)
  for (const part of others)
    for (let row = 0; row < rows; row++)
      whole[row] = table[((whole[row] as number) << SHIFT) | (part[row] as number)] as number
  return whole
}

export const allOf = (parts: readonly Truth[], rows: number): Truth =>
  fold(parts, AND, rows, PASSED)
export const anyOf = (parts: readonly Truth[], rows: number): Truth => fold(parts, OR, rows, FAILED)

const NOT = Uint8Array.from({ length: BYTES }, (_, byte) =>
  answerOf(byte) > PASSED ? byte : byte ^ 1,
)
export const notOf = (part: Truth): Truth => {
  const whole = new Uint8Array(part.length)
  for (let row = 0; row < part.length; row++) whole[row] = NOT[part[row] as number] as number
  return whole
}

/** How many companies passed, failed, and could not be tested, and why. */
export interface TestOutcome {
  passed: number
  failed: number
  not_testable: number
  reasons: Partial<Record<CellReason, number>>
}

export const outcomeOf = (truth: Truth): TestOutcome => {
  const counts = new Uint32Array(BYTES)
  for (let row = 0; row < truth.length; row++) {
    const byte = truth[row] as number
    counts[byte] = (counts[byte] as number) + 1
  }
  const of = (answer: number): number => (counts[answer] ?? 0) + (counts[answer | DOUBTED] ?? 0)
  const reasons: Partial<Record<CellReason, number>> = {}
  let untested = 0
  for (const [byte, reason] of CELL_REASONS.entries()) {
    const count = byte === 0 ? 0 : of(notTestable(byte))
    if (count > 0) reasons[reason] = count
    untested += count
  }
  return { passed: of(PASSED), failed: of(FAILED), not_testable: untested, reasons }
}
