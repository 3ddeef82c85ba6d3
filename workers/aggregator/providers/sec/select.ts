/**
 * Selects the part of a companyfacts answer that is read: which forms, how many years back, and in
 * which currency. Pure.
 */
import { type ConceptId, conceptOf } from '#shared/concepts.ts'
import { latestOf, sameDayOtherYear } from '../../time/calendar.ts'
import { CHAINS, TAGS } from './chains.ts'
import { type CheckedShape, type CompanyFacts, type RawRow, rowsOfTag } from './raw.ts'

/** Rows by tag, then by the unit key of the answer. */
export type TagRows = Map<string, Record<string, RawRow[]>>

export interface Selection {
  tags: TagRows
  /** ISO 4217; null when no amount is filed in any currency. */
  currency: string | null
  standard: 'US-GAAP' | 'IFRS'
}

/**
 * Periodic reports and their amendments. 8-K is left out: the next 10-K repeats its figures, and
 * its rows (recast segments, pro forma) are not always those of the statements. DEF 14A is left out
 * because it repeats net income and is not a periodic report.
 */
const FORMS = new Set(
  ['10-K', '10-KT', '10-Q', '10-QT', '20-F', '40-F'].flatMap((form) => [form, `${form}/A`]),
)
/**
 * Ten fiscal years, one year before them for growth and average balances, and one more because
 * 52/53-week years drift.
 */
const HORIZON_YEARS = 12

const everyRow = function* (tags: TagRows): Generator<RawRow> {
  for (const units of tags.values()) for (const rows of Object.values(units)) yield* rows
}

const mapRows = (tags: TagRows, keep: (row: RawRow) => boolean): TagRows => {
  const kept: TagRows = new Map()
  for (const [tag, units] of tags) {
    const left = Object.entries(units).flatMap(([unit, rows]) => {
      const some = rows.filter(keep)
      return some.length > 0 ? [[unit, some] as const] : []
    })
    if (left.length > 0) kept.set(tag, Object.fromEntries(left))
  }
  return kept
}

/** The number of rows by currency in the tags, largest first; equal ones in alphabetical order. */
const currenciesIn = (tags: TagRows, names: Iterable<string>): string[] => {
  const counts = new Map<string, number>()
  for (const name of names)
    for (const [unit, rows] of Object.entries(tags.get(name) ?? {}))
      if (/^[A-Z]{3}$/.test(unit)) counts.set(unit, (counts.get(unit) ?? 0) + rows.length)
  return [...counts]
    .sort(([a, n], [b, m]) => m - n || a.localeCompare(b))
    .map(([currency]) => currency)
}

/**
 * The currency of most rows of revenue and total assets, or of all tags if those have none. A
 * foreign filer may add a convenience translation, which is dropped.
 */
const currencyOf = (tags: TagRows): string | null => {
  const telling = [...(CHAINS.revenue ?? []), ...(CHAINS.total_assets ?? [])].flatMap(
    (source) => source.plus,
  )
  return currenciesIn(tags, telling)[0] ?? currenciesIn(tags, tags.keys())[0] ?? null
}

const ends = function* (tags: TagRows): Generator<string> {
  for (const row of everyRow(tags)) yield row.end
}
const newestOfTaxonomy = (tags: TagRows, taxonomy: string): string =>
  latestOf(ends(new Map([...tags].filter(([tag]) => tag.startsWith(`${taxonomy}:`)))))

export const select = (facts: CompanyFacts['facts']): CheckedShape<Selection> => {
  const all: TagRows = new Map()
  for (const tag of TAGS) {
    const rows = rowsOfTag(facts, tag)
    if (!rows.ok) return rows
    all.set(tag, rows.data)
  }
  // A period that ends after its filing is the filer's mistake.
  const reported = mapRows(all, (row) => FORMS.has(row.form) && row.end <= row.filed)
  const newest = latestOf(ends(reported))
  if (newest === '')
    return { ok: true, data: { tags: reported, currency: null, standard: 'US-GAAP' } }
  const from = sameDayOtherYear(newest, -HORIZON_YEARS)
  const tags = mapRows(reported, (row) => row.end >= from)
  const standard =
    newestOfTaxonomy(tags, 'ifrs-full') > newestOfTaxonomy(tags, 'us-gaap') ? 'IFRS' : 'US-GAAP'
  return { ok: true, data: { tags, currency: currencyOf(tags), standard } }
}

/**
 * The unit key of the answer and the unit of the fact, for a concept in this currency: `USD/shares`
 * becomes `USD/share`.
 */
export const unitOf = (
  concept: ConceptId,
  currency: string | null,
): { key: string; unit: string } | null => {
  switch (conceptOf(concept).unit) {
    case 'shares':
      return { key: 'shares', unit: 'shares' }
    case 'x':
      return { key: 'pure', unit: 'x' }
    case 'money':
      return currency === null ? null : { key: currency, unit: currency }
    case 'money/share':
      return currency === null ? null : { key: `${currency}/shares`, unit: `${currency}/share` }
  }
}
