/**
 * Reports of Eastmoney's data centre over a whole market, page by page. No rows come with status
 * 200 and `result: null`; a wrong report with status 200 and code 9501. The two are told apart.
 */
import { z } from 'zod'
import type { BulkPart } from '../../../model/bulk.ts'
import type { ProviderContext, ProviderResult } from '../../../model/provider.ts'
import { laterPages } from '../../crawl.ts'
import { malformed } from '../../statement-row.ts'
import { ask } from '../client.ts'
import { reportFailure } from '../data-centre.ts'

const HOST = 'datacenter-web.eastmoney.com/api/data/v1/get'
const REFERER = 'https://data.eastmoney.com/'

export interface MarketReport {
  name: string
  filter: string
  pageRows: number
  /** The columns that are kept of each row. */
  columns: readonly string[]
}

const pageSchema = z.object({
  result: z
    .object({
      pages: z.int().min(0),
      count: z.int().min(0),
      data: z.array(z.record(z.string(), z.unknown())),
    })
    .nullable(),
})

const kept = (row: Record<string, unknown>, columns: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(columns.flatMap((name) => (name in row ? [[name, row[name]]] : [])))

/**
 * One page. `part` is the name of the part that is asked for, `REPORT:3`; the first page names the
 * others. A page between others that has no rows is a short crawl, not an empty report.
 */
export const reportPage = async (
  { name, filter, pageRows, columns }: MarketReport,
  part: string,
  context: ProviderContext,
): Promise<ProviderResult<BulkPart>> => {
  const colon = part.lastIndexOf(':')
  const page = Number(part.slice(colon + 1))
  const answer = await ask(
    context,
    HOST,
    {
      reportName: name,
      columns: 'ALL',
      filter,
      pageSize: String(pageRows),
      pageNumber: String(page),
      sortColumns: 'SECURITY_CODE',
      sortTypes: '1',
      source: 'WEB',
      client: 'WEB',
    },
    {
      failureOf: reportFailure,
      headers: { 'user-agent': 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)', referer: REFERER },
    },
  )
  if (!answer.ok) return answer
  const parsed = pageSchema.safeParse(answer.data.json)
  if (!parsed.success)
    return malformed('eastmoney', `${name} ${parsed.error.issues[0]?.path.join('.') || 'root'}`)
  const { result } = parsed.data
  if (result === null || result.data.length === 0) {
    if (page === 1)
      return { ok: false, reason: 'empty', detail: `eastmoney has no ${name} for ${filter}` }
    return { ok: true, data: { rows: [], count: null, next: [] } }
  }
  return {
    ok: true,
    data: {
      rows: result.data.map((row) => kept(row, columns)),
      count: result.count,
      next: page === 1 ? laterPages(part.slice(0, colon), result.pages) : [],
    },
  }
}
