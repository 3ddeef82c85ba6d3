/**
 * CNInfo 巨潮资讯, the designated disclosure site of the mainland exchanges. Keyless. Tables (`data20`)
 * are asked by the bare code and repeat it; announcements want the organisation's id beside the
 * code.
 */
import { z } from 'zod'
import { parseSymbol } from '#shared/symbol.ts'
import { askUpstream, type UpstreamAnswer, type UpstreamRequest } from '../http-client.ts'
import type { ProviderContext, ProviderResult } from '../../model/provider.ts'
import { malformed } from '../statement-row.ts'

const SITE = 'https://www.cninfo.com.cn'
const HEADERS = { referer: `${SITE}/new/disclosure/stock` }

/** Where a person reads about the company; the site finds the organisation by the code. */
export const pageOf = (code: string, part = ''): string =>
  `${SITE}/new/disclosure/stock?stockCode=${code}${part && `#${part}`}`

/** Delisted and unknown codes, with HTTP 500 as with 200. */
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
 * Every listed company of the mainland with its organisation's id, 700 KB; in spite of its name
 * Shanghai and Beijing too.
 */
export const stockList = (context: ProviderContext): Promise<ProviderResult<UpstreamAnswer>> =>
  askUpstream(context, {
    provider: 'cninfo',
    url: `${SITE}/new/data/szse_stock.json`,
    headers: HEADERS,
    forbidden: 'rate_limit',
  })

/** Rows one page of announcements has at most. */
export const PAGE_SIZE = 30

/**
 * A page of announcements, newest first. With the code alone there are no rows; without a company
 * there are those of random others.
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
  /** By the code the answer repeats. */
  symbol: string | null
  rows: T[]
}

/**
 * The records of a table by their schema; an answer about another code than was asked for is
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
