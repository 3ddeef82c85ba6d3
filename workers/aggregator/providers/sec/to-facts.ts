/**
 * Turns companyfacts into facts: selects the rows, ranks the tags, replays the filings and labels
 * the periods. Pure. The source is EDGAR's XBRL API.
 */
import { CONCEPT_IDS, type ConceptId, conceptOf } from '#shared/concepts.ts'
import type { Fact } from '#shared/contracts/facts.ts'
import { fiscalYearsOf, isTransition, kindOf, periodLabeller } from '../../time/periods.ts'
import { negated } from '#shared/units/decimal.ts'
import { endOfDay, MARKET_ZONES } from '../../time/market-time.ts'
import type { NewFact } from '../../model/provider.ts'
import type { TagCandidate } from './candidates.ts'
import { SPLIT_TAG } from './chains.ts'
import { filingUrl } from './filing-url.ts'
import { linesOf } from './lines.ts'
import { durationRows, ownLabels } from './own-labels.ts'
import type { CheckedShape, CompanyFacts, RawRow } from './raw.ts'
import { replay } from './replay.ts'
import { type Selection, select, unitOf } from './select.ts'
import { splitsOf } from './splits.ts'

export interface FactsInput {
  companyFacts: CompanyFacts
  /** The primary document by accession number, for the filings that the submissions list. */
  documents: ReadonlyMap<string, string>
  /** MM-DD; used for a company that has not yet filed a full year. */
  fiscalYearEnd: string | null
}

/** Makes a fact from a row; null for a duration that is not a reporting period. */
const factMaker = (input: FactsInput, { tags, standard }: Selection) => {
  const years = fiscalYearsOf(durationRows(tags))
  const labelOf = periodLabeller(years, input.fiscalYearEnd)
  const own = ownLabels(tags, labelOf)
  // Thousands of values come from some dozens of days of filing.
  const ends = new Map<string, string>()
  const endOf = (filed: string): string => {
    const known = ends.get(filed)
    if (known !== undefined) return known
    const end = endOfDay(filed, MARKET_ZONES.US)
    ends.set(filed, end)
    return end
  }
  const isPeriod = (row: RawRow): boolean =>
    row.start === null ||
    kindOf({ start: row.start, end: row.end }) !== null ||
    /^10-[KQ]T/.test(row.form) ||
    isTransition(years, { start: row.start, end: row.end })
  return (
    concept: ConceptId,
    field: string,
    value: string,
    unit: string,
    row: RawRow,
    quality: Fact['quality'] = 'ok',
  ): NewFact | null =>
    !isPeriod(row)
      ? null
      : {
          concept,
          period: labelOf(row.start, row.end),
          period_label: row.start === null ? null : (own.get(`${row.start}/${row.end}`) ?? null),
          start: row.start,
          end: row.end,
          value: conceptOf(concept).sign === 'outflow' ? negated(value) : value,
          unit,
          basis: {
            consolidation: 'consolidated',
            standard: field.startsWith('dei:')
              ? standard
              : field.startsWith('ifrs-full:')
                ? 'IFRS'
                : 'US-GAAP',
          },
          provider: 'sec',
          provider_field: field,
          provider_record: row.accn,
          form: row.form,
          source_url: filingUrl(input.companyFacts.cik, row.accn, input.documents.get(row.accn)),
          filed_at: row.filed,
          known_at: endOf(row.filed),
          quality,
          source: 0,
        }
}

/**
 * All facts of a company, or the field with a wrong type. They are ordered by concept; within a
 * period the oldest filing comes first.
 */
export const toFacts = (input: FactsInput): CheckedShape<NewFact[]> => {
  const selected = select(input.companyFacts.facts)
  if (!selected.ok) return selected
  const { tags, series } = selected.data
  const make = factMaker(input, selected.data)
  let shares: TagCandidate[] = []
  const facts: NewFact[] = []
  const readings = (series.length > 0 ? series : [{ currency: null, tags }]).map((reading) => ({
    ...reading,
    lines: linesOf(reading.tags, reading.currency),
  }))
  // Counts stand in no currency: they are read once, from all filings.
  const [newest] = readings
  const counts = readings.length > 1 ? linesOf(tags, newest?.currency ?? null) : newest?.lines
  for (const concept of CONCEPT_IDS) {
    const isCount = !conceptOf(concept).unit.startsWith('money')
    for (const { currency, lines } of isCount ? readings.slice(0, 1) : readings) {
      const candidates = (isCount ? counts : lines)?.get(concept)
      const unit = unitOf(concept, currency)
      if (!candidates || !unit) continue
      const news = replay(candidates)
      if (concept === 'shares_diluted') shares = news
      for (const { field, value, row } of news) {
        const fact = make(concept, field, value, unit.unit, row)
        if (fact) facts.push(fact)
      }
    }
  }
  for (const { field, value, row, doubt } of splitsOf(
    SPLIT_TAG,
    tags.get(SPLIT_TAG)?.pure ?? [],
    shares,
  )) {
    const quality: Fact['quality'] =
      doubt === null
        ? 'ok'
        : [{ check: 'split_matches_restated_shares', detail: doubt, other_values: [] }]
    const fact = make('stock_split_ratio', field, value, 'x', { ...row, start: null }, quality)
    if (fact) facts.push(fact)
  }
  return { ok: true, data: facts }
}
