/** The words for every figure: names, group and one-line definition of concepts and formulas, in English and Chinese. */
import { CONCEPT_IDS, CONCEPTS, conceptOf } from '#shared/concepts.ts'
import type { Financials, Term } from '#shared/contracts/facts.ts'
import { CONCEPT_DEFINITIONS } from './concept-definitions.ts'
import type { Formula } from './formula.ts'
import { RULES } from './formulas/periods.ts'
import { FORMULAS } from './formulas/registry.ts'

const nameOf = (name: string): { en: string; zh: string } => {
  const concept = Object.entries(CONCEPTS).find(([id]) => id === name)?.[1]
  return concept ?? FORMULAS.get(name) ?? RULES.find((r) => r.id === name) ?? { en: name, zh: name }
}

/** "Refused when X is not positive", from the inputs that must be. */
const refusals = (formula: Formula): { en: string; zh: string } => {
  const names = formula.positive.map((ref) => nameOf(ref.sources[0]?.name ?? ref.key))
  if (names.length === 0) return { en: '', zh: '' }
  const en = [...new Set(names.map((n) => n.en))].join(' or ')
  const zh = [...new Set(names.map((n) => n.zh))].join('、')
  return { en: `. Refused when not positive: ${en}`, zh: `。非正时不计算：${zh}` }
}

const KINDS: Record<Formula['unit'], Term['kind']> = {
  ratio: 'ratio',
  x: 'ratio',
  days: 'ratio',
  money: 'amount',
  'money/share': 'per_share',
  shares: 'amount',
}

const conceptTerm = (id: (typeof CONCEPT_IDS)[number]): Term => {
  const { statement, kind, en, zh } = conceptOf(id)
  return { en, zh, group: statement, kind, definition: CONCEPT_DEFINITIONS[id].en, definition_zh: CONCEPT_DEFINITIONS[id].zh }
}

const formulaTerm = (formula: Formula): Term => {
  const refused = refusals(formula)
  return {
    en: formula.en,
    zh: formula.zh,
    group: formula.group,
    kind: KINDS[formula.unit],
    definition: formula.definition.en + refused.en,
    definition_zh: formula.definition.zh + refused.zh,
  }
}

/** Terms of all concepts and of everything `Derived.formula` can name; the same for every company. */
export const dictionary = (): Financials['dictionary'] => ({
  concepts: Object.fromEntries(CONCEPT_IDS.map((id) => [id, conceptTerm(id)])),
  formulas: Object.fromEntries([
    ...[...FORMULAS.values()].map((f) => [f.id, formulaTerm(f)] as const),
    ...RULES.map(({ id, scopes: _, ...term }) => [id, term] as const),
  ]),
})
