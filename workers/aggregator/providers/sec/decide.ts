/**
 * Which of several filed lines is the line of a concept: the filing's own sums decide, and the
 * order of the tags only where they do not. Pure.
 */
import type { ConceptId } from '#shared/concepts.ts'
import { negated, sumOf } from '#shared/units/decimal.ts'
import { amountOf, type FilingValues, filingValuesOf, byPlace, refuted } from './filing-values.ts'
import type { TagCandidate } from './candidates.ts'
import { DEBT_TAGS } from './chains.ts'
import {
  decideLiabilities,
  decideParentEquity,
  decideTemporaryEquity,
  decideTotalEquity,
} from './decide-balance.ts'
import { decideChange, decideEndCash } from './decide-cash.ts'
import {
  COST_PARTS,
  DISCONTINUED,
  MINORITY_INCOME,
  PREFERRED,
  PRETAX_LINES,
  REVENUE_PARTS,
} from './identity-tags.ts'
import { placeOf } from './places.ts'
import type { TagRows } from './select.ts'
import { cancels, subsetOf } from './sums.ts'

export type ConceptCandidates = Map<ConceptId, TagCandidate[]>

/** A total this far below its own part is not the total. Hedges and taxes make smaller gaps. */
const CLEARLY_BELOW = 0.8

/** The candidates of one place that are not the line; empty where nothing decides. */
const wrongRevenues = (group: readonly TagCandidate[], beside: FilingValues): TagCandidate[] => {
  const row = group[0]?.row
  if (!row || new Set(group.map(({ value }) => value)).size < 2) return []
  const gross = beside.value('GrossProfit', row)
  const costs = beside.all(COST_PARTS, row)
  const expenses = beside.value('CostsAndExpenses', row)
  const results = beside.all(['OperatingIncomeLoss', ...PRETAX_LINES], row)
  const largestPart = Math.max(0, ...beside.all(REVENUE_PARTS, row))
  const isPart = (revenue: number): boolean =>
    revenue < CLEARLY_BELOW * largestPart || (gross !== undefined && revenue < gross)
  const isBorneOut = (revenue: number): boolean =>
    (gross !== undefined && costs.some((cost) => cancels(revenue, -cost, -gross))) ||
    (expenses !== undefined && results.some((result) => cancels(revenue, -expenses, -result)))
  const parts = group.filter((candidate) => isPart(amountOf(candidate)))
  const wholes = group.filter((candidate) => !parts.includes(candidate))
  const borneOut = wholes.filter((candidate) => isBorneOut(amountOf(candidate)))
  if (borneOut.length > 0) return group.filter((candidate) => !borneOut.includes(candidate))
  return wholes.length > 0 ? parts : []
}

/**
 * Revenue is the line that makes the filed gross profit or operating income. A tag that is never
 * the line where the sums decide is not the line where nothing decides.
 */
const decideRevenue = (
  candidates: readonly TagCandidate[],
  beside: FilingValues,
): TagCandidate[] => {
  const wrong = new Set<TagCandidate>()
  const lost = new Set<string>()
  const won = new Set<string>()
  for (const group of byPlace(candidates).values()) {
    const losers = wrongRevenues(group, beside)
    if (losers.length === 0) continue
    for (const candidate of group)
      if (losers.includes(candidate)) {
        wrong.add(candidate)
        lost.add(candidate.field)
      } else won.add(candidate.field)
  }
  return candidates.map((candidate) =>
    wrong.has(candidate) || (lost.has(candidate.field) && !won.has(candidate.field))
      ? refuted(candidate)
      : candidate,
  )
}

/** The best candidate of each place. */
const bestByPlace = (candidates: readonly TagCandidate[]): Map<string, TagCandidate> => {
  const best = new Map<string, TagCandidate>()
  for (const candidate of candidates) {
    const place = placeOf(candidate.row)
    const known = best.get(place)
    if (!known || candidate.rank < known.rank) best.set(place, candidate)
  }
  return best
}

/**
 * The cost of revenue is what lies between revenue and the filed gross profit, where lines of cost
 * make up just that. Otherwise the order of the tags stands.
 */
const decideCost = (
  candidates: readonly TagCandidate[],
  revenues: readonly TagCandidate[],
  beside: FilingValues,
): TagCandidate[] => {
  const decided = new Map<string, TagCandidate>()
  for (const [place, revenue] of bestByPlace(revenues)) {
    const { row } = revenue
    const gross = beside.value('GrossProfit', row)
    if (gross === undefined) continue
    const filed = COST_PARTS.flatMap((tag) => {
      const value = beside.value(tag, row)
      return value === undefined || value === 0 ? [] : [{ tag, value }]
    })
    const parts = subsetOf(filed, amountOf(revenue) - gross)
    if (parts === null) continue
    decided.set(place, {
      field: parts.map(({ tag }) => `us-gaap:${tag}`).join(' + '),
      rank: 0,
      value: sumOf(parts.map(({ value }) => value)),
      row,
    })
  }
  const others = candidates.map((candidate) =>
    decided.has(placeOf(candidate.row)) ? refuted(candidate) : candidate,
  )
  return [...decided.values(), ...others]
}

const PARENTS = 'IncomeLossFromContinuingOperations'
const PARENTS_DISCONTINUED =
  'IncomeLossFromDiscontinuedOperationsNetOfTaxAttributableToReportingEntity'
const TOTALS: ReadonlySet<string> = new Set([
  'us-gaap:ProfitLoss',
  'us-gaap:IncomeLossFromContinuingOperationsIncludingPortionAttributableToNoncontrollingInterest',
])

/**
 * The parent's result where only the total has the tag of one and the minority's part has a tag of
 * the filer's own: that of its operations, where EPS is of it and not of the total.
 */
const parentsOfTotal = (candidate: TagCandidate, beside: FilingValues): TagCandidate => {
  const { row } = candidate
  const continuing = beside.value(PARENTS, row)
  if (continuing === undefined) return candidate
  const discontinued = beside.value(PARENTS_DISCONTINUED, row)
  const parents = continuing + (discontinued ?? 0)
  return beside.isOfEps(parents, row) && !beside.isOfEps(amountOf(candidate), row)
    ? {
        ...candidate,
        field: `us-gaap:${PARENTS}${discontinued === undefined ? '' : ` + us-gaap:${PARENTS_DISCONTINUED}`}`,
        value: sumOf([continuing, discontinued ?? 0]),
      }
    : candidate
}

/**
 * Net income is the parent's. Where the tag has the total, what is left after preferred dividends,
 * or the result of continuing operations alone, the total less the minority's part is taken.
 */
const decideNetIncome = (
  candidates: readonly TagCandidate[],
  beside: FilingValues,
): TagCandidate[] =>
  candidates.map((candidate) => {
    if (TOTALS.has(candidate.field)) return parentsOfTotal(candidate, beside)
    if (candidate.field !== 'us-gaap:NetIncomeLoss') return candidate
    const { row } = candidate
    const income = amountOf(candidate)
    const total = beside.value('ProfitLoss', row)
    const minority = beside.first(MINORITY_INCOME, row)
    if (total === undefined || !minority) return candidate
    if (cancels(total, -minority, -income) || cancels(total, minority, -income)) return candidate
    const between = beside.all([...PREFERRED, ...DISCONTINUED], row)
    const isOther =
      income === total || between.some((amount) => cancels(total, -minority, -amount, -income))
    return isOther ? refuted(candidate) : candidate
  })

/** The minority's part, its sign turned where the filing subtracts it. */
const decideMinority = (
  candidates: readonly TagCandidate[],
  beside: FilingValues,
): TagCandidate[] =>
  candidates.map((candidate) => {
    const total = beside.value('ProfitLoss', candidate.row)
    const parent = beside.value('NetIncomeLoss', candidate.row)
    const minority = amountOf(candidate)
    if (total === undefined || parent === undefined || minority === 0) return candidate
    const isTurned =
      cancels(total, minority, -parent) && !cancels(total, -minority, -parent) && total !== parent
    return isTurned
      ? { ...candidate, field: `- ${candidate.field}`, value: negated(candidate.value) }
      : candidate
  })

/** Puts the candidates of all concepts in the order that the filings' own sums ask for. */
export const decide = (
  given: ConceptCandidates,
  tags: TagRows,
  currency: string,
): ConceptCandidates => {
  const beside = filingValuesOf(tags, currency)
  const decided = new Map(given)
  const change = (
    concept: ConceptId,
    by: (candidates: readonly TagCandidate[], beside: FilingValues) => TagCandidate[],
  ): void => {
    const candidates = decided.get(concept)
    if (candidates) decided.set(concept, by(candidates, beside))
  }
  change('revenue', decideRevenue)
  decided.set(
    'cost_of_revenue',
    decideCost(decided.get('cost_of_revenue') ?? [], decided.get('revenue') ?? [], beside),
  )
  change('net_income', decideNetIncome)
  change('minority_interest_income', decideMinority)
  change('total_liabilities', decideLiabilities)
  decided.set(
    'total_equity',
    decideTotalEquity(
      decided.get('total_equity') ?? [],
      decided.get('equity_parent') ?? [],
      beside,
    ),
  )
  change('equity_parent', decideParentEquity)
  decided.set(
    'temporary_equity',
    decideTemporaryEquity(
      decided.get('temporary_equity') ?? [],
      decided.get('total_equity') ?? [],
      beside,
      DEBT_TAGS,
    ),
  )
  change('net_change_in_cash', decideChange)
  change('end_cash', (cash) => decideEndCash(cash, decided.get('net_change_in_cash') ?? [], beside))
  return decided
}
