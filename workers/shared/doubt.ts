/**
 * Which failed checks put a figure in doubt. The doubt of a fact is carried by everything that is
 * computed from it. Pure, and without schemas.
 */
import type { Doubt, Fact } from './contracts/facts.ts'

/**
 * Checks whose failure says nothing about the value: the figure could not be compared with that of
 * another provider.
 */
const NOT_COMPARED: ReadonlySet<string> = new Set(['providers_currency'])

/** Most doubts of one figure that are told in words. Its origin on the page leads to all. */
export const MAX_DOUBTS = 6

/** One doubt for each check that the fact failed. */
export const doubtsOfFact = ({ id, quality }: Pick<Fact, 'id' | 'quality'>): Doubt[] =>
  quality === 'ok'
    ? []
    : [...new Set(quality.map(({ check }) => check))]
        .filter((check) => !NOT_COMPARED.has(check))
        .map((check) => ({ check, figure: id }))
