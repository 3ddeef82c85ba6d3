/**
 * Eastmoney's hosts, all without a key: quotes and bars, announcements, article search and
 * suggestions. The reports of the data centre are in `data-centre.ts`.
 */
import { z } from 'zod'
import {
  askUpstream,
  type UpstreamReply,
  type UpstreamAnswer,
  type UpstreamRequest,
} from '../http-client.ts'
import type {
  ProviderContext,
  ProviderFailure,
  ProviderResult,
  RawAnswer,
} from '../../model/provider.ts'
import { malformed } from '../statement-row.ts'

/** The hosts close the connection when the caller does not name a browser. */
const HEADERS = {
  'user-agent': 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)',
  referer: 'https://quote.eastmoney.com/',
}
/** What a host says of its own failure. */
export type OwnFailure = Pick<ProviderFailure, 'reason' | 'detail'>

/** Asks a host of Eastmoney. */
export const ask = async (
  context: ProviderContext,
  host: string,
  params: Record<string, string>,
  more: Partial<UpstreamRequest> = {},
) => {
  const url = new URL(`https://${host}`)
  for (const [name, value] of Object.entries(params)) url.searchParams.set(name, value)
  return askUpstream(context, {
    provider: 'eastmoney',
    url: url.href,
    headers: HEADERS,
    forbidden: 'rate_limit',
    ...more,
  })
}

/** Without `fltt=2` the numbers are scaled; `invt=2` gives them as numbers. */
const QUOTE_PARAMS = { ut: 'fa5fd1943c7b386f172d6893dbfba10b', fltt: '2', invt: '2' }

/** The fields of one instrument. An unknown id gives `data: null`, which the reader must handle. */
export const snapshot = (
  secid: string,
  fields: readonly string[],
  context: ProviderContext,
): Promise<ProviderResult<UpstreamAnswer>> =>
  ask(context, 'push2.eastmoney.com/api/qt/stock/get', {
    ...QUOTE_PARAMS,
    secid,
    fields: fields.join(','),
  })

/**
 * The fields of several instruments. They have other field numbers than those of one instrument.
 */
export const snapshots = (
  ids: readonly string[],
  fields: readonly string[],
  context: ProviderContext,
): Promise<ProviderResult<UpstreamAnswer>> =>
  ask(context, 'push2.eastmoney.com/api/qt/ulist.np/get', {
    ...QUOTE_PARAMS,
    secids: ids.join(','),
    fields: fields.join(','),
  })

/**
 * Daily bars. `fqt` is 0 for prices as traded and 1 for prices adjusted backwards. Dates are
 * yyyymmdd.
 */
export const klines = (
  secid: string,
  fqt: '0' | '1',
  from: string,
  to: string,
  context: ProviderContext,
): Promise<ProviderResult<UpstreamAnswer>> =>
  ask(context, 'push2his.eastmoney.com/api/qt/stock/kline/get', {
    secid,
    klt: '101',
    fqt,
    beg: from.replaceAll('-', ''),
    end: to.replaceAll('-', ''),
    fields1: 'f1,f2,f3,f4,f5,f6',
    fields2: 'f51,f52,f53,f54,f55,f56,f57,f58,f59,f60,f61',
    ut: QUOTE_PARAMS.ut,
  })

const announcementFailure = ({ json }: UpstreamReply): OwnFailure | null => {
  const parsed = z
    .looseObject({ success: z.literal(0), error: z.string().nullish() })
    .safeParse(json)
  return parsed.success
    ? { reason: 'bad_request', detail: `answered: ${parsed.data.error ?? 'no message'}` }
    : null
}

/** `kind` is A for the mainland and H for Hong Kong. */
export const announcements = (
  code: string,
  kind: 'A' | 'H',
  from: string,
  to: string,
  rows: number,
  context: ProviderContext,
) =>
  ask(
    context,
    'np-anotice-stock.eastmoney.com/api/security/ann',
    {
      sr: '-1',
      page_size: String(rows),
      page_index: '1',
      ann_type: kind,
      client_source: 'web',
      stock_list: code,
      f_node: '0',
      s_node: '0',
      begin_time: from,
      end_time: to,
    },
    {
      headers: { ...HEADERS, referer: 'https://data.eastmoney.com/' },
      failureOf: announcementFailure,
    },
  )

export const suggestions = (
  text: string,
  rows: number,
  context: ProviderContext,
): Promise<ProviderResult<UpstreamAnswer>> =>
  ask(context, 'searchapi.eastmoney.com/api/suggest/get', {
    input: text,
    type: '14',
    token: 'D43BF722C8E33BDC906FB84D85E326E8',
    count: String(rows),
  })

const CALLBACK = 'answer'
const JSONP = new RegExp(`^${CALLBACK}\\((.*)\\);?\\s*$`, 's')

/**
 * Articles that contain a keyword, newest first. The answer is a script that calls a function with
 * the data.
 */
export const articles = async (
  keyword: string,
  rows: number,
  context: ProviderContext,
): Promise<ProviderResult<{ json: unknown; raw: RawAnswer }>> => {
  const options = {
    searchScope: 'default',
    sort: 'time',
    pageIndex: 1,
    pageSize: rows,
    preTag: '',
    postTag: '',
  }
  const client = { client: 'web', clientType: 'web', clientVersion: 'curr' }
  const param = JSON.stringify({
    uid: '',
    keyword,
    type: ['cmsArticleWebOld'],
    ...client,
    param: { cmsArticleWebOld: options },
  })
  const headers = { ...HEADERS, referer: 'https://so.eastmoney.com/' }
  const answer = await ask(
    context,
    'search-api-web.eastmoney.com/search/jsonp',
    { cb: CALLBACK, param },
    { as: 'text', headers },
  )
  if (!answer.ok) return answer
  const inner = JSONP.exec(answer.data.text.trim())?.[1]
  if (inner === undefined) return malformed('eastmoney', 'search/jsonp callback')
  try {
    return { ok: true, data: { json: JSON.parse(inner), raw: answer.data.raw } }
  } catch {
    return malformed('eastmoney', 'search/jsonp JSON')
  }
}
