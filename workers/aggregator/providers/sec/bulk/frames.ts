/**
 * Figures of all US filers from the SEC's frames, through the same chains of tags as for one
 * company: the frames of a period are put into the form of companyfacts, company by company. A
 * frame names no form and no day of filing; both come from the filing index. It has the value that
 * was filed last, so it is of use for today only. Amounts in other currencies than the dollar and
 * IFRS tags are not asked for.
 */
import { paddedCik } from '../../../identity/edgar-ticker.ts'
import type {
  BulkCapability,
  BulkResult,
  FrameFact,
  TakenParts,
  WantedRows,
} from '../../../model/bulk.ts'
import type { CompanyFacts } from '../raw.ts'
import { failed, malformed } from '../client.ts'
import { toFacts } from '../to-facts.ts'
import { type IndexRow, indexPart } from './filing-index.ts'
import { type FrameRowTuple, framePart } from './frame.ts'
import { FRAME_TAGS, type FrameTag } from './frame-tags.ts'
import {
  frameTargets,
  framesOf,
  indexedQuarter,
  indexTarget,
  isIndex,
  quartersOfFilings,
} from './periods.ts'

const companyOf = (cik: number): string => `CIK${paddedCik(cik)}`

/** `us-gaap:Assets@CY2026Q3I`. */
const partOf = ({ tag }: FrameTag, period: string): string => `${tag}@${period}`
const TAG = new Map(FRAME_TAGS.map((of) => [of.tag, of]))
/** The unit as companyfacts writes it. */
const UNITS = { USD: 'USD', shares: 'shares', 'USD-per-shares': 'USD/shares' } as const

const isIndexRow = (row: unknown): row is IndexRow => Array.isArray(row) && row.length === 4
const isFrameRow = (row: unknown): row is FrameRowTuple => Array.isArray(row) && row.length === 5

interface IndexedFiling {
  form: string
  filed: string
}

/** Form and day of the filings of the wanted companies, by accession number. */
const filingsOf = async (
  target: string,
  taken: TakenParts,
  wanted: WantedRows,
): Promise<Map<string, IndexedFiling>> => {
  const filings = new Map<string, IndexedFiling>()
  for (const quarter of quartersOfFilings(target, wanted.now)) {
    const index = await taken.kept(indexTarget(quarter))
    for (const row of index?.rows ?? []) {
      if (!isIndexRow(row)) continue
      const [cik, accn, form, filed] = row
      if (wanted.company(companyOf(cik))) filings.set(accn, { form, filed })
    }
  }
  return filings
}

interface RowOfCompany extends IndexedFiling {
  start?: string
  end: string
  val: number
  accn: string
}
type TagsOf = Map<string, Record<string, RowOfCompany[]>>

/** The rows of the wanted companies by company and tag. */
const companiesOf = async (
  taken: TakenParts,
  filings: ReadonlyMap<string, IndexedFiling>,
  wanted: WantedRows,
): Promise<{ companies: Map<number, TagsOf>; unfiled: number }> => {
  const companies = new Map<number, TagsOf>()
  let unfiled = 0
  for (const name of taken.names) {
    const tag = name.slice(0, name.indexOf('@'))
    const unit = UNITS[TAG.get(tag)?.unit ?? 'USD']
    for (const row of (await taken.part(name)).rows) {
      if (!isFrameRow(row)) continue
      const [cik, accn, start, end, val] = row
      if (!wanted.company(companyOf(cik))) continue
      const filing = filings.get(accn)
      if (!filing) {
        unfiled += 1
        continue
      }
      const tags: TagsOf = companies.get(cik) ?? new Map()
      companies.set(cik, tags)
      const units = tags.get(tag) ?? {}
      tags.set(tag, units)
      const rows = units[unit] ?? []
      units[unit] = rows
      rows.push({ ...(start !== null && { start }), end, val, accn, ...filing })
    }
  }
  return { companies, unfiled }
}

/** The form of companyfacts, so that the same mapping reads both. */
const companyFactsOf = (cik: number, tags: TagsOf): CompanyFacts => {
  const facts: CompanyFacts['facts'] = {}
  for (const [full, units] of tags) {
    const [taxonomy = '', tag = ''] = full.split(':')
    const of = facts[taxonomy] ?? {}
    facts[taxonomy] = of
    of[tag] = { units }
  }
  return { cik, entityName: companyOf(cik), facts }
}

const factsOf = async (
  target: string,
  taken: TakenParts,
  wanted: WantedRows,
): Promise<BulkResult<FrameFact>> => {
  const filings = await filingsOf(target, taken, wanted)
  const { companies, unfiled } = await companiesOf(taken, filings, wanted)
  const rows: FrameFact[] = []
  for (const [cik, tags] of companies) {
    const companyFacts = companyFactsOf(cik, tags)
    const facts = toFacts({ companyFacts, documents: new Map(), fiscalYearEnd: null })
    if (!facts.ok) return malformed(`frames of ${target}`, facts.field)
    const company = companyOf(cik)
    for (const fact of facts.data) rows.push({ company, fact: { ...fact, source: null } })
  }
  const unread =
    unfiled > 0 ? [`${unfiled} figures of filings that no index has as periodic reports`] : []
  return { ok: true, rows, unread }
}

export const frames: BulkCapability<FrameFact> = {
  markets: ['US'],
  least: {},
  newest_only: true,
  targets: frameTargets,
  keeps: isIndex,
  parts({ target, now }) {
    if (isIndex(target)) return [target]
    const { durations, instants } = framesOf(target, now)
    return FRAME_TAGS.flatMap((of) =>
      (of.kind === 'instant' ? instants : [durations]).map((period) => partOf(of, period)),
    )
  },
  async fetch({ target }, part, context) {
    if (isIndex(target)) return indexPart(indexedQuarter(target), context)
    const [tag = '', period = ''] = part.split('@')
    const of = TAG.get(tag)
    return of ? framePart(of, period, context) : failed('bad_request', `no frame of ${tag} is read`)
  },
  async toRows({ target }, taken, wanted) {
    return isIndex(target) ? { ok: true, rows: [], unread: [] } : factsOf(target, taken, wanted)
  },
}
