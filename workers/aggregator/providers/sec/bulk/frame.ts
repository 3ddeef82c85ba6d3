/**
 * One frame of the SEC: a tag in a unit and a calendar period, one row a company with the value
 * that was filed last. A tag that nobody used in the period is 404.
 */
import { isDate } from '#shared/calendar.ts'
import type { BulkPart } from '../../../model/bulk.ts'
import type { ProviderContext, ProviderResult } from '../../../model/provider.ts'
import { MOST_OFF } from '../../crawl.ts'
import { failed, malformed, secDocument } from '../client.ts'
import type { FrameTag } from './frame-tags.ts'

const DATA = 'https://data.sec.gov/api/xbrl/frames'

/** CIK, accession number, first day (null for an instant), last day, value. */
export type FrameRowTuple = readonly [
  cik: number,
  accn: string,
  start: string | null,
  end: string,
  val: number,
]

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The row, or the field that is wrong. Thousands of rows are checked by hand. */
const tupleOf = (row: unknown): FrameRowTuple | string => {
  if (!isObject(row)) return 'row'
  const { cik, accn, start, end, val } = row
  if (typeof cik !== 'number' || !Number.isInteger(cik) || cik <= 0) return 'cik'
  if (typeof accn !== 'string' || !/^\d{10}-\d{2}-\d{6}$/.test(accn)) return 'accn'
  if (start !== undefined && (typeof start !== 'string' || !isDate(start))) return 'start'
  if (typeof end !== 'string' || !isDate(end)) return 'end'
  if (typeof val !== 'number') return 'val'
  return [cik, accn, start ?? null, end, val]
}

export const frameUrl = ({ tag, unit }: FrameTag, period: string): string =>
  `${DATA}/${tag.replace(':', '/')}/${unit.replace('/', '-per-')}/${period}.json`

export const framePart = async (
  of: FrameTag,
  period: string,
  context: ProviderContext,
): Promise<ProviderResult<BulkPart>> => {
  const answer = await secDocument(frameUrl(of, period), context)
  if (!answer.ok)
    return answer.reason === 'not_found'
      ? { ok: true, data: { rows: [], count: 0, next: [] } }
      : answer
  const { json } = answer.data
  const where = `frame ${of.tag} ${period}`
  if (!isObject(json) || !Array.isArray(json.data)) return malformed(where, 'data')
  const name = `${String(json.taxonomy)}:${String(json.tag)}`
  if (name !== of.tag || json.ccp !== period)
    return malformed(where, `tag and ccp, which say ${name.slice(0, 100)}`)
  const rows: FrameRowTuple[] = []
  for (const [at, raw] of json.data.entries()) {
    const row = tupleOf(raw)
    if (typeof row === 'string') return malformed(where, `data.${at}.${row}`)
    rows.push(row)
  }
  const { pts } = json
  if (typeof pts === 'number' && pts !== rows.length)
    return failed('malformed', `${where} has ${rows.length} rows and counts ${pts}`)
  const companies = new Set(rows.map(([cik]) => cik)).size
  if (rows.length - companies > MOST_OFF)
    return failed('malformed', `${where} has ${rows.length - companies} companies twice`)
  return { ok: true, data: { rows, count: null, next: [] } }
}
