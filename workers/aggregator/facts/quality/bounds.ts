/**
 * Checks of one figure or of two figures of one date: signs and ranges, parts and wholes, units and
 * currencies.
 */
import { CONCEPT_IDS, CONCEPTS, type Concept, type ConceptId, conceptOf } from '#shared/concepts.ts'
import { currencyOf, isMoney } from '#shared/units/unit.ts'
import type { QualityBook, BookEntry } from './book.ts'
import { ROUNDING } from './catalogue.ts'
import { apart, roundingOf } from './exact.ts'
import type { Findings } from './findings.ts'
import { oneUnit, restatedApart } from './identities.ts'

/** A part and the wholes that it must not exceed. */
const WHOLES: readonly (readonly [ConceptId, readonly ConceptId[]])[] = [
  ['cash', ['total_assets', 'current_assets']],
  ['short_term_investments', ['total_assets', 'current_assets']],
  ['receivables', ['total_assets', 'current_assets']],
  ['inventory', ['total_assets', 'current_assets']],
  ['current_assets', ['total_assets']],
  ['long_term_investments', ['total_assets']],
  ['property_plant_equipment', ['total_assets']],
  ['goodwill', ['total_assets']],
  ['intangibles', ['total_assets']],
  ['loans', ['total_assets']],
  ['payables', ['total_liabilities', 'current_liabilities']],
  ['contract_liabilities', ['total_liabilities']],
  ['short_term_debt', ['total_liabilities', 'current_liabilities']],
  ['current_liabilities', ['total_liabilities']],
  ['long_term_debt', ['total_liabilities']],
  ['lease_liabilities', ['total_liabilities']],
  ['deposits', ['total_liabilities']],
  ['gross_profit', ['revenue']],
]

const isAbove = (part: BookEntry, whole: BookEntry): boolean => {
  if (part.unit === null || part.n <= whole.n) return false
  const allowance = Math.max(roundingOf([part, whole]), ROUNDING * Math.abs(whole.n))
  return (
    apart(
      { value: part.fact.value, unit: part.unit },
      { value: whole.fact.value, unit: part.unit },
      allowance,
    ) !== null
  )
}

export const checkParts = (book: QualityBook, report: Findings): void => {
  for (const [concept, wholes] of WHOLES) {
    for (const part of book.of(concept)) {
      for (const name of wholes) {
        const whole = book.beside(part, name)
        if (!whole || !oneUnit([part, whole])) continue
        const above = isAbove(part, whole)
        if (above && restatedApart(book, [whole, part])) continue
        report.made('part_of_whole')
        if (!above) continue
        report.failed(
          'part_of_whole',
          [part, whole],
          `${concept} ${part.fact.value} is above ${name} ${whole.fact.value} ${whole.fact.unit}`,
        )
      }
    }
  }
}

type ValueBounds = 'above zero' | 'not below zero' | 'not above zero'
const ABOVE: readonly ConceptId[] = [
  'total_assets',
  'shares_basic',
  'shares_diluted',
  'shares_outstanding',
  'stock_split_ratio',
]
const NOT_BELOW: readonly ConceptId[] = [
  ...([
    'revenue',
    'cost_of_revenue',
    'research_and_development',
    'selling_general_administrative',
    'premiums_earned',
    'dividends_per_share',
  ] as const),
  ...([
    'cash',
    'short_term_investments',
    'long_term_investments',
    'receivables',
    'inventory',
    'current_assets',
    'property_plant_equipment',
  ] as const),
  ...([
    'goodwill',
    'intangibles',
    'payables',
    'contract_liabilities',
    'short_term_debt',
    'current_liabilities',
    'long_term_debt',
  ] as const),
  ...([
    'lease_liabilities',
    'total_liabilities',
    'loans',
    'deposits',
    'depreciation_amortization',
    'end_cash',
  ] as const),
]
const RANGES: ReadonlyMap<string, ValueBounds> = new Map<string, ValueBounds>([
  ...ABOVE.map((id): [string, ValueBounds] => [id, 'above zero']),
  ...NOT_BELOW.map((id): [string, ValueBounds] => [id, 'not below zero']),
  ...CONCEPT_IDS.filter((id) => conceptOf(id).sign === 'outflow').map(
    (id): [string, ValueBounds] => [id, 'not above zero'],
  ),
])

/** Reads the sign from the text, without arithmetic. */
const signOf = (value: string): -1 | 0 | 1 =>
  /[1-9]/.test(value) ? (value.startsWith('-') ? -1 : 1) : 0
const within = (range: ValueBounds, sign: -1 | 0 | 1): boolean =>
  range === 'above zero' ? sign > 0 : range === 'not below zero' ? sign >= 0 : sign <= 0

export const checkRanges = (book: QualityBook, report: Findings): void => {
  for (const entry of book.entries) {
    const range = RANGES.get(entry.fact.concept)
    if (!range) continue
    report.made('range')
    if (within(range, signOf(entry.fact.value))) continue
    report.failed(
      'range',
      [entry],
      `${entry.fact.concept} ${entry.fact.value} ${entry.fact.unit} should be ${range}`,
    )
  }
}

const fits = ({ unit }: BookEntry, expected: Concept['unit']): boolean => {
  if (unit === null) return false
  if (expected === 'money') return isMoney(unit)
  return expected === 'money/share'
    ? currencyOf(unit) !== null && unit.endsWith('/share')
    : unit === expected
}

const KNOWN: ReadonlyMap<string, Concept> = new Map(Object.entries<Concept>(CONCEPTS))

export const checkUnits = (book: QualityBook, report: Findings): void => {
  for (const entry of book.entries) {
    const concept = KNOWN.get(entry.fact.concept)
    if (!concept) continue
    report.made('unit')
    if (!fits(entry, concept.unit))
      report.failed(
        'unit',
        [entry],
        `${entry.fact.concept} is given in ${entry.fact.unit}, not as ${concept.unit}`,
      )
  }
}

/** A dividend is declared in the currency in which it is paid. */
const OWN_CURRENCY = 'dividends_per_share'

export const checkCurrencies = (book: QualityBook, report: Findings): void => {
  // Of one statement: an older filing may have been in another currency.
  const dates = new Map<string, Map<string, BookEntry[]>>()
  for (const entry of book.entries) {
    const currency =
      entry.unit === null || entry.fact.concept === OWN_CURRENCY ? null : currencyOf(entry.unit)
    if (currency === null) continue
    const statement = `${entry.to} ${entry.fact.known_at.slice(0, 10)}`
    const date = dates.get(statement) ?? new Map<string, BookEntry[]>()
    dates.set(statement, date)
    const list = date.get(currency)
    if (list) list.push(entry)
    else date.set(currency, [entry])
  }
  for (const date of dates.values()) {
    report.made('one_currency')
    if (date.size < 2) continue
    const [[main, most] = ['', []], ...odd] = [...date].sort(([, a], [, b]) => b.length - a.length)
    const entries = odd.flatMap(([, list]) => list)
    for (const entry of entries) {
      const witness = most.find((e) => e.fact.concept === entry.fact.concept) ?? most[0]
      report.failed(
        'one_currency',
        [entry],
        `${entry.fact.concept} is in ${entry.fact.unit}, the other figures of ${entry.fact.end} in ${main}`,
        witness && [witness.fact],
      )
    }
  }
}
