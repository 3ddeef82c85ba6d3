/**
 * The catalogue of what a screen may name, made from the list of concepts and the registry of
 * formulas: fiscal years with earlier years as lags, `<id>_ttm` for the newest twelve months,
 * `<id>_mrq` for the newest balance sheet, what is computed once for a company, and the figures of
 * a day's prices. A new concept or formula is in it by itself.
 */
import { CONCEPT_IDS, type Concept, conceptOf, type ConceptId } from '#shared/concepts.ts'
import type { Term } from '#shared/contracts/facts.ts'
import { type Field, type FieldList, type FieldUnit, MOST_YEARS } from '#shared/screen/fields.ts'
import system from '../../../config/system.json' with { type: 'json' }
import { dictionary } from '../metrics/dictionary.ts'
import type { FormulaAssumptions, FormulaScope } from '../metrics/formula.ts'
import { RULES } from '../metrics/formulas/periods.ts'
import { FORMULAS } from '../metrics/formulas/registry.ts'
import { PARTS } from '../metrics/known-in-part.ts'
import { ALIASES } from './aliases.ts'
import { PRICED_FIELDS, type PricedField } from './market-cells.ts'
import { MARKET_FIELDS } from './market-fields.ts'

/** Where the figure of a field is looked up. */
export interface CatalogueEntry {
  field: Field
  /** Concept or formula; null for a figure of the day's prices. */
  name: string | null
  at: 'annual' | 'ttm' | 'balance' | 'newest' | 'market'
}

/** No figures of a company, but what other figures are computed with. */
const NOT_SCREENED: ReadonlySet<ConceptId> = new Set(['stock_split_ratio', ...PARTS])

const CONCEPT_UNITS: Record<Concept['unit'], FieldUnit> = {
  money: 'money',
  'money/share': 'money/share',
  shares: 'shares',
  x: 'x',
}
const RULE_UNITS: Readonly<Record<string, FieldUnit>> = {
  shares_diluted_adjusted: 'shares',
  shares_outstanding_adjusted: 'shares',
}

const SUFFIXES = {
  ttm: {
    en: 'last twelve months',
    zh: '最近十二个月',
    definition: { en: 'of the last twelve months', zh: '取最近十二个月' },
  },
  balance: {
    en: 'newest balance sheet',
    zh: '最新资产负债表',
    definition: { en: 'on the newest balance date', zh: '取最新资产负债表日' },
  },
} as const

interface NamedField {
  name: string
  unit: FieldUnit
  term: Term
}

const annual = ({ name, unit, term }: NamedField): CatalogueEntry => ({
  name,
  at: 'annual',
  field: {
    id: name,
    en: term.en,
    zh: term.zh,
    aliases: ALIASES[name] ?? [],
    unit,
    scope: 'annual',
    group: term.group,
    definition: { en: term.definition, zh: term.definition_zh },
    years: MOST_YEARS,
  },
})

const once = (
  { name, unit, term }: NamedField,
  at: 'ttm' | 'balance' | 'newest',
  id: string,
): CatalogueEntry => {
  const suffix = at === 'newest' ? null : SUFFIXES[at]
  return {
    name,
    at,
    field: {
      id,
      en: suffix ? `${term.en}, ${suffix.en}` : term.en,
      zh: suffix ? `${term.zh}（${suffix.zh}）` : term.zh,
      aliases: suffix ? [] : (ALIASES[name] ?? []),
      unit,
      scope: at === 'ttm' ? 'ttm' : 'newest',
      group: term.group,
      definition: suffix
        ? {
            en: `${term.definition}; ${suffix.definition.en}`,
            zh: `${term.definition_zh}；${suffix.definition.zh}`,
          }
        : { en: term.definition, zh: term.definition_zh },
      years: 1,
    },
  }
}

const conceptEntries = (id: ConceptId, term: Term): CatalogueEntry[] => {
  const { kind, additive, unit } = conceptOf(id)
  const named = { name: id, unit: CONCEPT_UNITS[unit], term }
  return [
    annual(named),
    ...(additive ? [once(named, 'ttm', `${id}_ttm`)] : []),
    ...(kind === 'stock' ? [once(named, 'balance', `${id}_mrq`)] : []),
  ]
}

const formulaEntries = (named: NamedField, scopes: readonly FormulaScope[]): CatalogueEntry[] => {
  const { name } = named
  const isAnnual = scopes.includes('annual')
  return [
    ...(isAnnual ? [annual(named)] : []),
    ...(scopes.includes('ttm') ? [once(named, 'ttm', `${name}_ttm`)] : []),
    ...(scopes.includes('newest')
      ? [once(named, 'newest', isAnnual ? `${name}_newest` : name)]
      : []),
  ]
}

/**
 * All entries, each id once. Texts name the assumptions of the valuation as they are configured.
 */
export const catalogueOf = (assumptions: FormulaAssumptions): CatalogueEntry[] => {
  const { concepts, formulas } = dictionary(assumptions)
  const termOf = (terms: Readonly<Record<string, Term>>, id: string): Term => {
    const term = terms[id]
    if (!term) throw new Error(`the dictionary has no ${id}`)
    return term
  }
  const entries = [
    ...CONCEPT_IDS.filter((id) => !NOT_SCREENED.has(id)).flatMap((id) =>
      conceptEntries(id, termOf(concepts, id)),
    ),
    ...[...FORMULAS.values()].flatMap(({ id, unit, scopes }) =>
      formulaEntries({ name: id, unit, term: termOf(formulas, id) }, scopes),
    ),
    ...RULES.flatMap((rule) =>
      formulaEntries(
        { name: rule.id, unit: RULE_UNITS[rule.id] ?? 'money/share', term: rule },
        rule.scopes,
      ),
    ),
    ...MARKET_FIELDS.map(
      (field): CatalogueEntry => ({
        name: null,
        at: 'market',
        field: { ...field, scope: 'market', group: 'market', years: 1 },
      }),
    ),
  ]
  // A figure that is filed by some and computed for others has one name: that of its concept.
  return [
    ...new Map(entries.toReversed().map((entry) => [entry.field.id, entry])).values(),
  ].reverse()
}

/** Where the filed figures are looked up that are held against a price. */
export const pricedEntries = (
  assumptions: FormulaAssumptions,
): Record<PricedField, CatalogueEntry> => {
  const byId = new Map(catalogueOf(assumptions).map((entry) => [entry.field.id, entry]))
  const entryOf = (id: PricedField): CatalogueEntry => {
    const entry = byId.get(id)
    if (!entry) throw new Error(`the catalogue has no ${id}`)
    return entry
  }
  return Object.fromEntries(PRICED_FIELDS.map((id) => [id, entryOf(id)])) as Record<
    PricedField,
    CatalogueEntry
  >
}

/** What a screen may name. */
export const screenFields = (assumptions: FormulaAssumptions = system.valuation): FieldList =>
  catalogueOf(assumptions).map(({ field }) => field)
