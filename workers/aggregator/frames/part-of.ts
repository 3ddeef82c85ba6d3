/**
 * Cuts the companies of a market into parts. A part is a remainder of a hash of the company, and
 * the number of parts is a power of two, so that a part of few parts is made of whole parts of
 * many: a reader of one part of 64 finds its companies in one part of a batch of 16. Pure.
 */

/** Companies of a part at most, about: what one slice of a snapshot holds in memory. */
export const COMPANIES_OF_A_PART = 400
/** No market has more companies than so many parts hold. */
const MOST_PARTS = 256

/** FNV-1a over the UTF-16 units. */
const hashOf = (text: string): number => {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) {
    hash ^= text.charCodeAt(at)
    hash = Math.imul(hash, 0x01000193)
  }
  // The low bits of FNV alone hardly differ for codes that differ in one digit.
  return (hash ^ (hash >>> 15)) >>> 0
}

export const partOf = (company: string, parts: number): number => hashOf(company) % parts

/** The smallest power of two that leaves at most so many companies in a part, on average. */
export const partsFor = (companies: number, most = COMPANIES_OF_A_PART): number => {
  let parts = 1
  while (parts < MOST_PARTS && companies / parts > most) parts *= 2
  return parts
}
