/**
 * Numbers that look random but depend only on a seed and a position: the same input always gives
 * the same number. Pure.
 */

/** The FNV-1a hash of a text. It is used as the seed of an instrument. */
export const seedOf = (text: string): number => {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash >>> 0
}

/**
 * A number from 0 (inclusive) to 1 (exclusive): the last step of murmur3 over seed and position.
 */
export const chance = (seed: number, position: number): number => {
  let hash = seed ^ Math.imul(position, 0x9e3779b1)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32
}

/**
 * A number from -1 to 1. There is a random height at every `period`th position, and straight lines
 * between these.
 */
export const slope = (seed: number, position: number, period: number): number => {
  const knot = Math.floor(position / period)
  const part = position / period - knot
  return 2 * (chance(seed, knot) * (1 - part) + chance(seed, knot + 1) * part) - 1
}
