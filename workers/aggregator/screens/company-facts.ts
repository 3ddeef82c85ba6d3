/**
 * The figures of one company as they are looked up: the checks and the derivation of a company's
 * page, over facts from frames or over stored ones, so that a screen's figure equals the page's.
 */
import type { Fact } from '#shared/contracts/facts.ts'
import { type IndustryKind, industryKind } from '#shared/industry.ts'
import type { Recipe } from '../books/recipe.ts'
import { factId } from '#shared/book/fact-id.ts'
import { choose } from '../facts/choose.ts'
import { reportingCurrency } from '../facts/financials.ts'
import { checkQuality } from '../facts/quality/check-quality.ts'
import { withSplits } from '../facts/split-facts.ts'
import type { FactOfFrames } from '../frames/read.ts'
import { type Derivation, derivationOf } from '../metrics/derive.ts'
import type { CompanyReading } from '../model/company-reading.ts'
import { fiscalYearsOfFacts } from '../time/periods.ts'
import { BOOK_YEARS } from '../books/recipe.ts'

export interface SnapshotFigures {
  derivation: Derivation
  currency: string
  /** Every fact by its id, as the inputs of a derived figure name it. */
  facts: readonly Fact[]
}

type FactsRecipe = Pick<Recipe, 'assumptions' | 'tolerance' | 'chain' | 'askable'>

/** A provider outside the chain stands behind all in it. */
const UNRANKED = 1_000

/**
 * Two facts of one concept that end on one day are told apart by their ids alone, so these get the
 * ids that they have everywhere; a hash for each of the others would take longer than all else.
 */
const identified = (instrument: string, facts: readonly FactOfFrames[], whole: boolean): Fact[] => {
  const places = new Map<string, number>()
  const placeOf = ({ concept, start, end }: FactOfFrames): string =>
    `${concept} ${end} ${start === null}`
  for (const fact of facts) places.set(placeOf(fact), (places.get(placeOf(fact)) ?? 0) + 1)
  return facts.map((fact, at) => ({
    ...fact,
    id: whole || (places.get(placeOf(fact)) ?? 0) > 1 ? factId(instrument, fact) : `#${at}`,
  }))
}

const figuresOf = (
  facts: readonly Fact[],
  others: readonly Fact[],
  industry: IndustryKind | null,
  { assumptions, tolerance }: FactsRecipe,
): SnapshotFigures | null => {
  const checked = checkQuality({ facts, others: [...others], tolerance })
  const currency = reportingCurrency(checked.facts)
  if (currency === null) return null
  return {
    derivation: derivationOf({
      facts: checked.facts,
      fiscalYears: fiscalYearsOfFacts(checked.facts),
      currency,
      assumptions,
      years: BOOK_YEARS,
      comparisons: checked.comparisons,
      industry,
    }),
    currency,
    facts: checked.facts,
  }
}

/**
 * From frames: of two providers the first of the chain. `whole`: with the ids that facts have
 * everywhere.
 */
export const figuresOfFrames = (
  instrument: string,
  known: readonly FactOfFrames[],
  industry: IndustryKind | null,
  recipe: FactsRecipe,
  whole = false,
): SnapshotFigures | null => {
  const order = [...recipe.askable, ...recipe.chain]
  const rankOf = (provider: string): number => {
    const rank = order.indexOf(provider)
    return rank < 0 ? UNRANKED : rank
  }
  const ranked = identified(instrument, known, whole).map((fact) => ({
    ...fact,
    rank: rankOf(fact.provider),
  }))
  const { facts, others } = choose(ranked)
  return figuresOf(facts, others, industry, recipe)
}

/** From what is stored of a company that was read by itself. Null when nothing can be read. */
export const figuresOfReading = (
  { instrument, facts, others, splits }: CompanyReading,
  recipe: FactsRecipe,
): SnapshotFigures | null =>
  instrument === null
    ? null
    : figuresOf(
        withSplits(facts, splits),
        others,
        industryKind(instrument.identifiers.sic, instrument.industry),
        recipe,
      )
