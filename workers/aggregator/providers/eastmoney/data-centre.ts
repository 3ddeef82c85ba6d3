/** The reports of Eastmoney's data centre, which have statements, actions, holders and the rest. */
import { z } from 'zod'
import type { UpstreamReply } from '../http-client.ts'
import type { ProviderContext, ProviderResult, RawAnswer } from '../../model/provider.ts'
import { malformed } from '../statement-row.ts'
import { ask, type OwnFailure } from './client.ts'

/** The largest number of rows in one answer. It is enough for ten years of items. */
const PAGE_ROWS = 2000

const envelopeSchema = z.looseObject({
  success: z.literal(false),
  code: z.number().nullish(),
  message: z.string().nullish(),
})

/**
 * The data centre answers 200 with `success: false` when it fails. Code 9201 means that nothing was
 * found; 9501 and 返回字段不存在 mean a wrong report or column.
 */
export const reportFailure = ({ json }: UpstreamReply): OwnFailure | null => {
  const parsed = envelopeSchema.safeParse(json)
  if (!parsed.success) return null
  const { code, message } = parsed.data
  const detail = `answered ${code ?? 'no code'}: ${message ?? 'no message'}`
  if (code === 9201) return { reason: 'empty', detail }
  if (/频繁|过快|限流|超过.{0,100}限制/.test(message ?? '')) return { reason: 'rate_limit', detail }
  return {
    reason: code === 9501 || /不存在|格式|参数/.test(message ?? '') ? 'bad_request' : 'transient',
    detail,
  }
}

export interface ReportQuery {
  name: string
  /**
   * Columns are asked for by name. A renamed column is then an error; with ALL it would silently
   * become null.
   */
  columns: readonly string[]
  /** `(SECUCODE="600519.SH")` */
  filter: string
  sort?: { columns: string; types: string }
  rows?: number
  source?: 'HSF10' | 'F10' | 'SECURITIES' | 'WEB'
}

export interface EastmoneyReport {
  rows: unknown[]
  /** True when there are more rows than the answer holds, so its last period may be incomplete. */
  cut: boolean
  raw: RawAnswer
}

const reportSchema = z.object({
  result: z.object({ pages: z.number().nullish(), data: z.array(z.unknown()) }).nullable(),
})

/** The rows of a report. The result is `empty` when nothing is found. */
export const report = async (
  query: ReportQuery,
  context: ProviderContext,
): Promise<ProviderResult<EastmoneyReport>> => {
  const { name, columns, filter, sort, rows = PAGE_ROWS, source = 'HSF10' } = query
  const answer = await ask(
    context,
    'datacenter.eastmoney.com/securities/api/data/v1/get',
    {
      reportName: name,
      columns: columns.join(','),
      quoteColumns: '',
      filter,
      pageNumber: '1',
      pageSize: String(rows),
      sortTypes: sort?.types ?? '',
      sortColumns: sort?.columns ?? '',
      source,
      client: 'PC',
    },
    { failureOf: reportFailure },
  )
  if (!answer.ok) return answer
  const parsed = reportSchema.safeParse(answer.data.json)
  if (!parsed.success)
    return malformed('eastmoney', `${name} ${parsed.error.issues[0]?.path.join('.') || 'root'}`)
  const data = parsed.data.result?.data ?? []
  if (data.length === 0)
    return { ok: false, reason: 'empty', detail: `eastmoney has no ${name} for ${filter}` }
  return {
    ok: true,
    data: { rows: data, cut: (parsed.data.result?.pages ?? 1) > 1, raw: answer.data.raw },
  }
}
