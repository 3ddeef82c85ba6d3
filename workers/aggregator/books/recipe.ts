/**
 * What besides a company's facts decides the content of its book. A book of another recipe is
 * stale. Pure.
 */
import { sha256Hex } from '#shared/hash.ts'
import { BOOK_FORM } from '#shared/book/packed.ts'
import type { SystemConfig } from '#shared/contracts/config-documents.ts'

/** Fiscal years of a book: what every view of a company shows. */
export const BOOK_YEARS = 10

export interface Recipe {
  /** Of the running code, so that a changed formula or check makes every book stale. */
  version: string
  /** When that version of the code was made; null where nobody says. */
  version_at: string | null
  /** The version of the configuration that the rest of this follows from. */
  config_version: number
  /** The whole chain of the market's statements. */
  chain: readonly string[]
  /** Those of it that can be asked, in the order of their authority. */
  askable: readonly string[]
  assumptions: SystemConfig['valuation']
  /** The fraction by which two providers' figures may differ. */
  tolerance: number
}

const DIGITS = 20

/** Names of recipes by their text, those of all markets under two configurations. */
const names = new Map<string, string>()
const MOST_NAMES = 8

/**
 * A name of the recipe: two of the same name make the same book of the same facts. Each read of a
 * company asks for it, so it is made once.
 */
export const recipeName = (recipe: Recipe): string => {
  const text = JSON.stringify([
    BOOK_FORM,
    BOOK_YEARS,
    recipe.version,
    recipe.chain,
    recipe.askable,
    Object.entries(recipe.assumptions).sort(([a], [b]) => a.localeCompare(b)),
    recipe.tolerance,
  ])
  const known = names.get(text)
  if (known !== undefined) return known
  const name = sha256Hex(text).slice(0, DIGITS)
  for (const oldest of names.keys()) {
    if (names.size < MOST_NAMES) break
    names.delete(oldest)
  }
  names.set(text, name)
  return name
}
