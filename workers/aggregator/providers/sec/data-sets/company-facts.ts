/**
 * Puts rows of the data sets into the form of a companyfacts answer, so that the same mapping reads
 * both. Pure.
 */
import { addDays } from '#shared/calendar.ts'
import type { CompanyFacts } from '../raw.ts'
import type { FiledValue, Submission } from './rows.ts'

/** The SEC's name of a taxonomy in companyfacts, by its name in the data sets. */
const TAXONOMIES: Readonly<Record<string, string>> = {
  'us-gaap': 'us-gaap',
  dei: 'dei',
  srt: 'srt',
  ifrs: 'ifrs-full',
}
/** The data sets give per-share figures in the bare currency: `USD` for `USD/shares`. */
const PER_SHARE = /Per(?!iod)[A-Za-z]{0,200}Share/

const unitOf = ({ tag, unit }: FiledValue): string =>
  /^[A-Z]{3}$/.test(unit) && PER_SHARE.test(tag) ? `${unit}/shares` : unit

/** The first day of a period of whole quarters that ends on this last day of a month. */
const startOf = (end: string, quarters: number): string => {
  const next = addDays(end, 1)
  const months = Number(next.slice(0, 4)) * 12 + Number(next.slice(5, 7)) - 1 - quarters * 3
  const month = String((months % 12) + 1).padStart(2, '0')
  return `${Math.floor(months / 12)}-${month}-01`
}

interface CompanyFactsRow {
  start?: string
  end: string
  val: number
  accn: string
  fy: number | null
  fp: string | null
  form: string
  filed: string
}

type TagsOfTaxonomy = Record<string, { units: Record<string, CompanyFactsRow[]> }>

/**
 * The values of one company. Values of a filing that is not among the submissions, and values under
 * tags of the filer's own, are left out.
 */
export const companyFactsOf = (
  { cik, name }: Submission,
  submissions: ReadonlyMap<string, Submission>,
  values: Iterable<FiledValue>,
): CompanyFacts => {
  const facts: Record<string, TagsOfTaxonomy> = {}
  for (const filed of values) {
    const submission = submissions.get(filed.accn)
    const taxonomy = TAXONOMIES[filed.version.split('/')[0] ?? '']
    if (!submission || taxonomy === undefined || filed.date === '') continue
    const tags = facts[taxonomy] ?? {}
    facts[taxonomy] = tags
    const { units } = tags[filed.tag] ?? { units: {} }
    tags[filed.tag] = { units }
    const unit = unitOf(filed)
    const rows = units[unit] ?? []
    units[unit] = rows
    const { fy, fp, form, accn } = submission
    const row = { end: filed.date, val: filed.value, accn, fy, fp, form, filed: submission.filed }
    rows.push(filed.quarters === 0 ? row : { start: startOf(filed.date, filed.quarters), ...row })
  }
  return { cik, entityName: name, facts }
}
