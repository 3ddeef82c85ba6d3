/**
 * The texts for every figure: name, group and one-line definition of each concept and formula, in
 * English and Chinese.
 */
import { CONCEPT_IDS, CONCEPTS, conceptOf } from '#shared/concepts.ts'
import type { Financials, Term } from '#shared/contracts/facts.ts'
import { CONCEPT_DEFINITIONS } from './concept-definitions.ts'
import type { FormulaAssumptions, Formula } from './formula.ts'
import { RULES } from './formulas/periods.ts'
import { FORMULAS } from './formulas/registry.ts'

const nameOf = (name: string): { en: string; zh: string } => {
  const concept = Object.entries(CONCEPTS).find(([id]) => id === name)?.[1]
  return concept ?? FORMULAS.get(name) ?? RULES.find((r) => r.id === name) ?? { en: name, zh: name }
}

/** A name as written within a sentence; abbreviations keep their capitals. */
const lower = (name: string): string =>
  /^[A-Z][a-z]/.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name
/** The verb after a name: "current liabilities are", but "equity of the parent's owners is". */
const verb = (name: string): string =>
  /^Shares|[^s]s$/.test(name.split(/ of | to /)[0] ?? '') ? 'are' : 'is'
/** The name without owner and share basis, which the definition has stated just before. */
const shortName = ({ en, zh }: { en: string; zh: string }): { en: string; zh: string } => ({
  en: lower(en.replace(/, split-adjusted$| to the parent's owners$/, '')),
  zh: zh.replace(/（拆股调整）$/, '').replace(/^归属母公司/, '归母'),
})

/** Makes "; not given when X is zero or negative" from the inputs that must be above zero. */
const refusals = (formula: Formula): { en: string; zh: string } => {
  const inputs = formula.positive.flatMap((ref) => ref.sources.slice(0, 1))
  const names = [...new Set(inputs.map((input) => input.name))].map((name) => {
    const full = nameOf(name).en.replace(/, split-adjusted$/, '')
    const { en, zh } = shortName(nameOf(name))
    const times = new Set(
      inputs
        .filter((input) => input.name === name)
        .map((input) => (input.at === 'back' ? 'before' : 'now')),
    )
    if (times.size === 2)
      return { en: `${en} at either end`, zh: `期初或期末的${zh}`, verb: verb(full) }
    return times.has('before')
      ? { en: `the earlier ${en}`, zh: `上期的${zh}`, verb: verb(full) }
      : { en, zh, verb: verb(full) }
  })
  const last = names.at(-1)
  if (!last) return { en: '', zh: '' }
  return {
    en: `; not given when ${names.map((n) => n.en).join(' or ')} ${last.verb} zero or negative`,
    zh: `；${names.map((n) => n.zh).join('或')}为零或负数时不计算`,
  }
}

const percent = (fraction: number): string => `${Number((fraction * 100).toFixed(4))}%`

/** Replaces placeholders such as `{discount_rate}` by their values. */
const filled = (text: string, assumptions: FormulaAssumptions): string =>
  text
    .replaceAll('{discount_rate}', percent(assumptions.discount_rate))
    .replaceAll('{terminal_growth_rate}', percent(assumptions.terminal_growth_rate))
    .replaceAll('{growth_cap}', percent(assumptions.growth_cap))
    .replaceAll('{projection_years}', String(assumptions.projection_years))

const KINDS: Record<Formula['unit'], Term['kind']> = {
  ratio: 'ratio',
  x: 'ratio',
  days: 'ratio',
  score: 'ratio',
  money: 'amount',
  'money/share': 'per_share',
  shares: 'amount',
}

const conceptTerm = (id: (typeof CONCEPT_IDS)[number]): Term => {
  const { statement, kind, en, zh } = conceptOf(id)
  return {
    en,
    zh,
    group: statement,
    kind,
    definition: CONCEPT_DEFINITIONS[id].en,
    definition_zh: CONCEPT_DEFINITIONS[id].zh,
  }
}

const formulaTerm = (formula: Formula, assumptions: FormulaAssumptions): Term => {
  const refused = refusals(formula)
  return {
    en: formula.en,
    zh: formula.zh,
    group: formula.group,
    kind: KINDS[formula.unit],
    definition: filled(formula.definition.en + refused.en, assumptions),
    definition_zh: filled(formula.definition.zh + refused.zh, assumptions),
  }
}

/**
 * The texts of all concepts and of everything that `Derived.formula` can name. They are the same
 * for every company under the same assumptions.
 */
export const dictionary = (assumptions: FormulaAssumptions): Financials['dictionary'] => ({
  concepts: Object.fromEntries(CONCEPT_IDS.map((id) => [id, conceptTerm(id)])),
  formulas: Object.fromEntries([
    ...[...FORMULAS.values()].map((f) => [f.id, formulaTerm(f, assumptions)] as const),
    ...RULES.map(({ id, scopes: _, ...term }) => [id, term] as const),
  ]),
})
