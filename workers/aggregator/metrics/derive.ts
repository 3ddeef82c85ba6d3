/**
 * Computes every figure that follows from a company's facts, in one pass. Each formula says itself
 * in which cases it is refused.
 */
import { CONCEPT_IDS, conceptOf, type ConceptId } from '#shared/concepts.ts'
import type { Absence, Break, Derived, Fact, FiscalYear } from '#shared/contracts/facts.ts'
import { annualForm, depositaryReason, type TradedShare } from '#shared/depositary.ts'
import type { IndustryKind } from '#shared/industry.ts'
import { breaksOf } from './breaks.ts'
import { companyKind } from './company-kind.ts'
import type { DerivedSpan } from '../time/spans.ts'
import { contextOf } from './evaluate.ts'
import { indexFacts } from './fact-index.ts'
import { framesOf, newestTtm, spanBack } from './fiscal-frames.ts'
import type { FormulaAssumptions, Formula, FormulaScope } from './formula.ts'
import { RULES } from './formulas/periods.ts'
import { FORMULAS, NAME_ORDER } from './formulas/registry.ts'
import type { DerivationContext, FormulaOutcome } from './outcome.ts'
import { KNOWN_IN_PART, PARTS } from './known-in-part.ts'
import { type ProviderComparison, providerAgreement } from './provider-agreement.ts'

export interface DeriveInput {
  /**
   * The facts selected as of the moment of reading: one row for each concept, period and basis.
   * Growth and averages need two years before the first shown one.
   */
  facts: readonly Fact[]
  fiscalYears: readonly FiscalYear[]
  /** The reporting currency; money in another currency is refused. */
  currency: string
  assumptions: FormulaAssumptions
  /** The number of newest fiscal years that are shown. */
  years: number
  /** The figures that two providers both have. */
  comparisons?: readonly ProviderComparison[]
  /** The kind that the company's industry tells; null or absent where it is not known. */
  industry?: IndustryKind | null
  /** What a traded share stands for; null or absent where nobody says. */
  traded?: TradedShare | null
}

const QUARTERS_SHOWN = 12

const ADDITIVE = CONCEPT_IDS.filter((id) => conceptOf(id).additive && !PARTS.has(id))
const EPS: readonly ConceptId[] = ['eps_diluted', 'eps_basic']

const namesFor = (scope: FormulaScope): string[] =>
  [...FORMULAS.values(), ...RULES].filter((f) => f.scopes.includes(scope)).map((f) => f.id)
const NAMES: Record<FormulaScope, string[]> = {
  annual: namesFor('annual'),
  quarter: namesFor('quarter'),
  ttm: namesFor('ttm'),
  newest: namesFor('newest'),
}

/**
 * The annual figures that are read as a series over the years. Scores are not: their parts compare
 * a year with the one before, so a break is the absence of the part.
 */
const SERIES = NAMES.annual.filter((name) => FORMULAS.get(name)?.group !== 'score')

/** Whether a figure is one of companies of this kind, or is refused for them with a reason. */
export const appliesTo = (
  { industries, not_for }: Pick<Formula, 'industries' | 'not_for'>,
  kind: IndustryKind,
): boolean => industries === null || industries.includes(kind) || kind in not_for

/** The figures of every company, those of its own kind, and those that are refused for it. */
const namesOf = (names: readonly string[], kind: IndustryKind): string[] =>
  names.filter((name) => {
    const formula = FORMULAS.get(name)
    return !formula || appliesTo(formula, kind)
  })

/** Collects outcomes: a derived figure together with all derived figures it uses, or an absence. */
const collector = (byId: ReadonlyMap<string, Derived>) => {
  const derived = new Map<string, Derived>()
  const absences = new Map<string, Absence>()
  const keep = (figure: Derived) => {
    if (derived.has(figure.id)) return
    derived.set(figure.id, figure)
    for (const id of figure.inputs) {
      const input = byId.get(id)
      if (input) keep(input)
    }
  }
  return {
    derived,
    absences,
    take: (outcome: FormulaOutcome) => {
      if (outcome.ok && outcome.derived) keep(outcome.derived)
    },
    miss: (name: string, span: DerivedSpan, outcome: FormulaOutcome) => {
      if (!outcome.ok)
        absences.set(`${name}@${span.period}`, {
          name,
          period: span.period,
          absent: outcome.absent,
          detail: outcome.detail,
          ...(outcome.detail_zh !== undefined && { detail_zh: outcome.detail_zh }),
        })
    },
  }
}

/** The newest quarters; of a year without a first quarter its first half stands for two. */
const shownQuarters = (context: DerivationContext): DerivedSpan[] =>
  context.frames
    .flatMap(({ ends, half, quarters }) => [
      ...(ends[0] === null && half ? [half] : []),
      ...quarters.flatMap((span) => span ?? []),
    ])
    .slice(-QUARTERS_SHOWN)

/**
 * The newest twelve months; the newest fiscal year only where the inputs of the twelve months are
 * not filed. A refusal for the twelve months stands.
 */
export const atNewest = (
  context: DerivationContext,
  name: string,
  ttm: DerivedSpan,
  year: DerivedSpan | undefined,
): { span: DerivedSpan; outcome: FormulaOutcome } => {
  const outcome = context.resolve(name, ttm)
  if (outcome.ok || outcome.absent !== 'not_reported' || !year) return { span: ttm, outcome }
  const ofYear = context.resolve(name, year)
  return ofYear.ok ? { span: year, outcome: ofYear } : { span: ttm, outcome }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const order = (a: Derived, b: Derived): number =>
  compare(a.end, b.end) ||
  compare(a.period, b.period) ||
  (NAME_ORDER.get(a.name) ?? 0) - (NAME_ORDER.get(b.name) ?? 0)

/** A company's figures as they are looked up, before anything is looked up. */
export interface Derivation {
  context: DerivationContext
  kind: IndustryKind
  /** The newest fiscal years, oldest first. */
  years: DerivedSpan[]
  /** The newest twelve months; absent where no flow is filed. */
  ttm: DerivedSpan | undefined
  /** Every derived figure that was looked up so far, by its id. */
  byId: ReadonlyMap<string, Derived>
}

/** Whoever reads single figures of a company looks them up here, as `derive` does. */
export const derivationOf = (input: DeriveInput): Derivation => {
  const index = indexFacts(input.facts)
  const kind = companyKind(index, input.industry ?? null)
  const byId = new Map<string, Derived>()
  const context = contextOf(
    {
      index,
      frames: framesOf(index, input.fiscalYears),
      currency: input.currency,
      assumptions: input.assumptions,
      kind,
      depositary: depositaryReason(annualForm(input.facts), input.traded ?? null),
      agreement: providerAgreement(input.comparisons ?? []),
    },
    byId,
  )
  return {
    context,
    kind,
    years: context.frames.flatMap((frame) => frame.annual ?? []).slice(-input.years),
    ttm: newestTtm(context.frames),
    byId,
  }
}

/**
 * Gives the derived figures of the newest `years` fiscal years, the newest twelve quarters and the
 * trailing twelve months, with the earlier derived figures that they use; oldest first. Absences
 * cover the shown years and twelve months, and the refused quarters; breaks the shown years. Never
 * throws on data. Money and per-share sums are exact; ratios have 12 digits.
 */
export const derive = (
  input: DeriveInput,
): { derived: Derived[]; absences: Absence[]; breaks: Break[] } => {
  const { context, kind, years, ttm, byId } = derivationOf(input)
  const { index } = context
  const found = collector(byId)
  for (const year of years) {
    for (const name of namesOf(NAMES.annual, kind)) {
      const outcome = context.resolve(name, year)
      found.take(outcome)
      found.miss(name, year, outcome)
    }
    for (const name of KNOWN_IN_PART) {
      const outcome = context.resolve(name, year)
      if (!outcome.ok && outcome.absent === 'refused') found.miss(name, year, outcome)
    }
  }
  const filedFlows = ADDITIVE.filter((id) => index.has(id))
  const filedEps = EPS.filter((id) => index.has(id))
  for (const quarter of shownQuarters(context)) {
    for (const name of [...filedFlows, ...filedEps]) {
      const outcome = context.resolve(name, quarter)
      found.take(outcome)
      if (!outcome.ok && outcome.absent === 'refused') found.miss(name, quarter, outcome)
    }
    for (const name of namesOf(NAMES.quarter, kind)) found.take(context.resolve(name, quarter))
  }
  if (ttm) {
    const newestYear = years.at(-1)
    const before = spanBack(context.frames, ttm, 1)
    for (const name of filedFlows) {
      const outcome = context.resolve(name, ttm)
      found.take(outcome)
      if (!newestYear || context.resolve(name, newestYear).ok) found.miss(name, ttm, outcome)
      if (before) found.take(context.resolve(name, before))
    }
    for (const name of namesOf(NAMES.ttm, kind)) {
      const outcome = context.resolve(name, ttm)
      found.take(outcome)
      found.miss(name, ttm, outcome)
    }
    for (const name of namesOf(NAMES.newest, kind)) {
      const { span, outcome } = atNewest(context, name, ttm, newestYear)
      found.take(outcome)
      found.miss(name, span, outcome)
    }
  }
  const filed = CONCEPT_IDS.filter((id) => index.has(id) && !PARTS.has(id))
  return {
    derived: [...found.derived.values()].sort(order),
    absences: [...found.absences.values()],
    breaks: breaksOf(context, [...new Set([...filed, ...SERIES])], years),
  }
}
