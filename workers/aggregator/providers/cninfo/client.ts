/**
 * CNInfo 巨潮资讯, the designated disclosure site of the mainland exchanges. It needs no key. The
 * tables (`data20`) take the bare code and repeat it in the answer; announcements need the
 * organisation's id as well as the code.
 */
import { z } from 'zod'
import { parseSymbol } from '#shared/symbol.ts'
import { askUpstream, type UpstreamAnswer, type UpstreamRequest } from '../http-client.ts'
import type { ProviderContext, ProviderResult } from '../../model/provider.ts'
import { malformed } from '../statement-row.ts'

const SITE = 'https://www.cninfo.com.cn'
const HEADERS = { referer: `${SITE}/new/disclosure/stock` }

/** The page about the company for a human reader; the site finds the organisation by the code. */
export const pageOf = (code: string, part = ''): string =>
  `${SITE}/new/disclosure/stock?stockCode=${code}${part && `#${part}`}`

/** CNInfo's result code for delisted and unknown codes. It comes with HTTP 500 or 200. */
const UNKNOWN_COMPANY = '9240002'
const statusSchema = z.looseObject({ path: z.string(), code: z.coerce.string() })

const failureOf: UpstreamRequest['failureOf'] = ({ json }) => {
  const parsed = statusSchema.safeParse(json)
  if (!parsed.success || parsed.data.code === '200') return null
  const { code, path } = parsed.data
  return code === UNKNOWN_COMPANY
    ? { reason: 'not_found', detail: `knows no such company (${path})` }
    : { reason: 'transient', detail: `answered code ${code} (${path})` }
}

/** A table of a company, e.g. `companyOverview/getCompanyIntroduction`. */
export const table = (
  path: string,
  code: string,
  context: ProviderContext,
): Promise<ProviderResult<UpstreamAnswer>> => {
  const sign = path.startsWith('financialData/') ? '&sign=1' : ''
  return askUpstream(context, {
    provider: 'cninfo',
    url: `${SITE}/data20/${path}?scode=${code}${sign}`,
    headers: HEADERS,
    forbidden: 'rate_limit',
    failureOf,
  })
}

/**
 * Every listed company of the mainland with its organisation's id, 700 KB. Despite its name, the
 * list also has Shanghai and Beijing.
 */
export const stockList = (context: ProviderContext): Promise<ProviderResult<UpstreamAnswer>> =>
  askUpstream(context, {
    provider: 'cninfo',
    url: `${SITE}/new/data/szse_stock.json`,
    headers: HEADERS,
    forbidden: 'rate_limit',
  })

/** Most rows on one page of announcements. */
export const PAGE_SIZE = 30

/**
 * One page of announcements, newest first. A call with the code alone gives no rows; a call without
 * a company gives rows of random companies.
 */
export const announcements = (
  asked: { code: string; orgId: string; from: string; to: string; page: number },
  context: ProviderContext,
): Promise<ProviderResult<UpstreamAnswer>> => {
  const { code, orgId, from, to, page } = asked
  const form = {
    stock: `${code},${orgId}`,
    tabName: 'fulltext',
    pageSize: String(PAGE_SIZE),
    pageNum: String(page),
    column: 'szse',
    category: '',
    plate: '',
    seDate: `${from}~${to}`,
    searchkey: '',
    secid: '',
    sortName: '',
    sortType: '',
    isHLtitle: 'true',
  }
  return askUpstream(context, {
    provider: 'cninfo',
    url: `${SITE}/new/hisAnnouncement/query`,
    method: 'POST',
    headers: { ...HEADERS, 'content-type': 'application/x-www-form-urlencoded; charset=UTF-8' },
    body: new URLSearchParams(form).toString(),
    forbidden: 'rate_limit',
  })
}

export interface Records<T> {
  /** From the code that the answer repeats. */
  symbol: string | null
  rows: T[]
}

/**
 * The records of a table, read by their schema. An answer about a code that was not asked for is
 * refused.
 */
export const recordsOf = <T extends z.ZodType>(
  path: string,
  code: string,
  record: T,
  json: unknown,
): ProviderResult<Records<z.infer<T>>> => {
  const answer = z.object({
    data: z.object({ records: z.array(record).nullable() }),
    params: z.object({ stockCodeRequest: z.object({ scode: z.string().min(1) }) }),
  })
  const parsed = answer.safeParse(json)
  if (!parsed.success)
    return malformed('cninfo', `${path} ${parsed.error.issues[0]?.path.join('.') || 'root'}`)
  const { scode } = parsed.data.params.stockCodeRequest
  if (scode !== code)
    return {
      ok: false,
      reason: 'wrong_instrument',
      detail: `cninfo: ${path} asked for ${code}, answered ${scode}`,
    }
  const symbol = parseSymbol('CN', scode)
  return {
    ok: true,
    data: { symbol: symbol.ok ? symbol.data : null, rows: parsed.data.data.records ?? [] },
  }
}
