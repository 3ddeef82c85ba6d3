/**
 * How the checker reads what exhibits have. Market figures and values are read like figures of the
 * book; the others by a rule of their own. Passages are cited by mark and have no figures. A new
 * kind is a file here and its line.
 */
import type { ExhibitReading } from '#shared/contracts/exhibit-readings.ts'
import type { ReadExhibit } from '#shared/exhibits/names.ts'
import { actions } from './actions.ts'
import { estimates } from './estimates.ts'
import { holders } from './holders.ts'
import { insiders } from './insiders.ts'
import { peers } from './peers.ts'
import type { ExhibitRule } from './rule.ts'

const RULES: { [K in ReadExhibit]: ExhibitRule | 'as_in_book' | 'passages' } = {
  market: 'as_in_book',
  valuation: 'as_in_book',
  peers,
  estimates,
  holders,
  insiders,
  actions,
  news: 'passages',
  filings: 'passages',
}

/** What a text may cite of the exhibits of its module. */
export interface CitableExhibits {
  /** The rule of each token that is not read like a figure of the book. */
  rules: ReadonlyMap<string, ExhibitRule>
  /** The ids of passages. */
  passages: ReadonlySet<string>
}

export const citableOf = (exhibits: readonly ExhibitReading[] = []): CitableExhibits => {
  const rules = new Map<string, ExhibitRule>()
  const passages = new Set<string>()
  for (const reading of exhibits) {
    if ('passages' in reading) for (const { id } of reading.passages) passages.add(id)
    const rule = RULES[reading.kind]
    if (typeof rule === 'string' || !('tokens' in reading)) continue
    for (const token of reading.tokens) rules.set(token, rule)
  }
  return { rules, passages }
}
