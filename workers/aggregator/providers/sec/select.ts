/**
 * Selects the part of a companyfacts answer that is read: which forms, how many years back, and in
 * which currency. Pure.
 */
import { type ConceptId, conceptOf } from '#shared/concepts.ts'
import { latestOf, sameDayOtherYear } from '#shared/calendar.ts'
import { CHAINS, TAGS } from './chains.ts'
import { type CheckedShape, type CompanyFacts, type RawRow, rowsOfTag } from './raw.ts'

/** Rows by tag, then by the unit key of the answer. */
export type TagRows = Map<string, Record<string, RawRow[]>>

export interface Selection {
  tags: TagRows
  /**
   * The currencies in which the company has reported, with the rows of the filings in each. The
   * first is that of the newest period; empty when no amount is filed in any currency.
   */
  series: { currency: string; tags: TagRows }[]
  standard: 'US-GAAP' | 'IFRS'
}

/**
 * Periodic reports and their amendments. 8-K is left out: the next 10-K repeats its figures, and
 * its rows (recast segments, pro forma) are not always those of the statements. DEF 14A is left out
 * because it repeats net income and is not a periodic report.
 */
export const PERIODIC_FORMS: ReadonlySet<string> = new Set(
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

/** The rows by which the currency of a filing is decided: those of revenue and total assets. */
const tellingRows = (tags: TagRows): Map<string, Record<string, RawRow[]>> => {
  const telling = [...(CHAINS.revenue ?? []), ...(CHAINS.total_assets ?? [])].flatMap(
    (source) => source.plus,
  )
  const told = new Map([...tags].filter(([tag]) => telling.includes(tag)))
  return currenciesIn(told, told.keys()).length > 0 ? told : tags
}

/**
 * The currency of each filing: that of most of its rows. A foreign filer may add a convenience
 * translation of its newest year, which has fewer rows and is dropped.
 */
const currenciesOfFilings = (told: TagRows, all: readonly string[]): Map<string, string> => {
  const counts = new Map<string, Map<string, number>>()
  for (const units of told.values())
    for (const [unit, rows] of Object.entries(units)) {
      if (!all.includes(unit)) continue
      for (const { accn } of rows) {
        const ofFiling = counts.get(accn) ?? new Map<string, number>()
        counts.set(accn, ofFiling.set(unit, (ofFiling.get(unit) ?? 0) + 1))
      }
    }
  const most = (ofFiling: ReadonlyMap<string, number>): string =>
    [...ofFiling].sort(([a, n], [b, m]) => m - n || all.indexOf(a) - all.indexOf(b))[0]?.[0] ?? ''
  return new Map([...counts].map(([accn, ofFiling]) => [accn, most(ofFiling)]))
}

/**
 * The currencies in which the company has reported, that of the newest period first, each with its
 * rows. Rows of a filing in another currency than the filing's are dropped.
 */
const byCurrency = (tags: TagRows): { currency: string; tags: TagRows }[] => {
  const told = tellingRows(tags)
  const all = currenciesIn(told, told.keys())
  const [only] = all
  if (all.length < 2) return only === undefined ? [] : [{ currency: only, tags }]
  const ofFiling = currenciesOfFilings(told, all)
  const newest = new Map<string, string>()
  for (const units of told.values())
    for (const rows of Object.values(units))
      for (const { accn, end, filed } of rows) {
        const currency = ofFiling.get(accn)
        const place = `${end} ${filed}`
        if (currency && place > (newest.get(currency) ?? '')) newest.set(currency, place)
      }
  return [...newest]
    .sort(([, a], [, b]) => b.localeCompare(a))
    .map(([currency], at) => ({
      currency,
      tags: mapRows(tags, ({ accn }) => {
        const own = ofFiling.get(accn)
        return own === undefined ? at === 0 : own === currency
      }),
    }))
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
  const reported = mapRows(all, (row) => PERIODIC_FORMS.has(row.form) && row.end <= row.filed)
  const newest = latestOf(ends(reported))
  if (newest === '') return { ok: true, data: { tags: reported, series: [], standard: 'US-GAAP' } }
  const from = sameDayOtherYear(newest, -HORIZON_YEARS)
  const tags = mapRows(reported, (row) => row.end >= from)
  const standard =
    newestOfTaxonomy(tags, 'ifrs-full') > newestOfTaxonomy(tags, 'us-gaap') ? 'IFRS' : 'US-GAAP'
  return { ok: true, data: { tags, series: byCurrency(tags), standard } }
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
