/**
 * Computes every figure that follows from a company's facts, in one pass. Each formula says itself
 * in which cases it is refused.
 */
import { CONCEPT_IDS, conceptOf, type ConceptId } from '#shared/concepts.ts'
import type { Absence, Break, Derived, Fact, FiscalYear } from '#shared/contracts/facts.ts'
import type { IndustryKind } from '#shared/industry.ts'
import { breaksOf } from './breaks.ts'
import { companyKind, isFinancial } from './company-kind.ts'
import type { DerivedSpan } from '../time/spans.ts'
import { depositaryDoubt } from './depositary.ts'
import { contextOf } from './evaluate.ts'
import { indexFacts } from './fact-index.ts'
import { framesOf, newestTtm, spanBack } from './fiscal-frames.ts'
import type { Assumptions, FormulaScope } from './formula.ts'
import { RULES } from './formulas/periods.ts'
import { FORMULAS, NAME_ORDER } from './formulas/registry.ts'
import type { DerivationContext, FormulaOutcome } from './outcome.ts'
import { type Comparison, providerAgreement } from './provider-agreement.ts'

export interface DeriveInput {
  /**
   * The facts selected as of the moment of reading: one row for each concept, period and basis.
   * Growth and averages need two years before the first shown one.
   */
  facts: readonly Fact[]
  fiscalYears: readonly FiscalYear[]
  /** The reporting currency; money in another currency is refused. */
  currency: string
  assumptions: Assumptions
  /** The number of newest fiscal years that are shown. */
  years: number
  /** The figures that two providers both have. */
  comparisons?: readonly Comparison[]
  /** The kind that the company's industry tells; null or absent where it is not known. */
  industry?: IndustryKind | null
}

const QUARTERS_SHOWN = 12

const ADDITIVE = CONCEPT_IDS.filter((id) => conceptOf(id).additive)
const EPS: readonly ConceptId[] = ['eps_diluted', 'eps_basic']

const namesFor = (scope: FormulaScope): string[] =>
  [...FORMULAS.values(), ...RULES].filter((f) => f.scopes.includes(scope)).map((f) => f.id)
const NAMES: Record<FormulaScope, string[]> = {
  annual: namesFor('annual'),
  quarter: namesFor('quarter'),
  ttm: namesFor('ttm'),
  newest: namesFor('newest'),
}

/** The figures of every company and those of its own kind. */
const namesOf = (names: readonly string[], kind: IndustryKind): string[] =>
  names.filter((name) => FORMULAS.get(name)?.industries?.includes(kind) ?? true)

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
        })
    },
  }
}

const shownQuarters = (context: DerivationContext): DerivedSpan[] =>
  context.frames
    .flatMap((frame) => frame.quarters.flatMap((span) => span ?? []))
    .slice(-QUARTERS_SHOWN)

/**
 * The newest twelve months; the newest fiscal year only where the inputs of the twelve months are
 * not filed. A refusal for the twelve months stands.
 */
const atNewest = (
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

/**
 * Gives the derived figures of the newest `years` fiscal years, the newest twelve quarters and the
 * trailing twelve months, with the earlier derived figures that they use; oldest first. Absences
 * cover the shown years and twelve months, and the refused quarters; breaks the shown years. Never throws on data. Money
 * and per-share sums are exact; ratios have 12 digits.
 */
export const derive = (
  input: DeriveInput,
): { derived: Derived[]; absences: Absence[]; breaks: Break[] } => {
  const index = indexFacts(input.facts)
  const kind = companyKind(index, input.industry ?? null)
  const byId = new Map<string, Derived>()
  const context = contextOf(
    {
      index,
      frames: framesOf(index, input.fiscalYears),
      currency: input.currency,
      assumptions: input.assumptions,
      bank: isFinancial(kind),
      depositary: depositaryDoubt(input.facts),
      agreement: providerAgreement(input.comparisons ?? []),
    },
    byId,
  )
  const found = collector(byId)
  const years = context.frames.flatMap((frame) => frame.annual ?? []).slice(-input.years)
  for (const year of years) {
    for (const name of namesOf(NAMES.annual, kind)) {
      const outcome = context.resolve(name, year)
      found.take(outcome)
      found.miss(name, year, outcome)
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
  const ttm = newestTtm(context.frames)
  if (ttm) {
    const newestYear = years.at(-1)
    const before = spanBack(context.frames, ttm, 1)
    for (const name of filedFlows) {
      const outcome = context.resolve(name, ttm)
      found.take(outcome)
      if (newestYear && context.resolve(name, newestYear).ok) found.miss(name, ttm, outcome)
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
  const filed = CONCEPT_IDS.filter((id) => index.has(id))
  return {
    derived: [...found.derived.values()].sort(order),
    absences: [...found.absences.values()],
    breaks: breaksOf(context, [...new Set([...filed, ...NAMES.annual])], years),
  }
}
