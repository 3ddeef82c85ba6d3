/**
 * The client of Tushare Pro. Every table is a POST to the same address with the table's name, and
 * every answer comes with HTTP 200. The token is part of the body. Code 40203 means either a passed
 * limit or a table outside the plan; the text tells which.
 */
import { askUpstream, type UpstreamReply, type StatedFailure } from '../http-client.ts'
import type { ProviderContext, ProviderResult, RawAnswer } from '../../model/provider.ts'
import { hasMore, readTable, type TushareRow } from './table.ts'

const URL = 'https://api.tushare.pro/'

export interface TushareTable {
  rows: TushareRow[]
  /** Null for a table outside the plan. */
  raw: RawAnswer | null
  /** There are rows after these. */
  more: boolean
}

/** Texts of passed limits (`每分钟最多访问该接口800次`, `每小时最多访问`, `每天最多访问`) and how many seconds to wait. */
const PAUSES: readonly (readonly [RegExp, number])[] = [
  [/每分钟/, 60],
  [/每小时/, 3600],
  [/每天|每日/, 86_400],
]
const LIMIT = /最多访问|访问频率|频次|次数.{0,100}限制/

/**
 * Recognizes the official codes and texts. Limits are tested before the plan, because both texts
 * begin with 抱歉，您 and have the same code.
 */
export const tushareFailure = ({ json }: Pick<UpstreamReply, 'json'>): StatedFailure | null => {
  if (
    typeof json !== 'object' ||
    json === null ||
    !('code' in json) ||
    json.code === 0 ||
    typeof json.code !== 'number'
  )
    return null
  const { code } = json
  const given =
    'msg' in json && typeof json.msg === 'string'
      ? json.msg
      : 'message' in json && typeof json.message === 'string'
        ? json.message
        : ''
  const detail = `${code} ${given}`
  if (LIMIT.test(given)) {
    const pause = PAUSES.find(([unit]) => unit.test(given))?.[1]
    return {
      reason: 'rate_limit',
      detail,
      ...(pause !== undefined && { retry_after_seconds: pause }),
    }
  }
  if (code === 40203 || /没有.{0,100}(接口|权限)|积分/.test(given))
    return { reason: 'plan', detail }
  if (code === 40101 || code === 40001 || /token/i.test(given)) return { reason: 'auth', detail }
  return { reason: code <= -2000 || /参数/.test(given) ? 'bad_request' : 'transient', detail }
}

/** The rows of one table. `params` are Tushare's own parameters; their dates are YYYYMMDD. */
export const askTable = async (
  context: ProviderContext,
  api: string,
  params: Record<string, string | number>,
  fields: readonly string[],
): Promise<ProviderResult<TushareTable>> => {
  const answer = await askUpstream(context, {
    provider: 'tushare',
    url: URL,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    secret: {
      body: (token) => JSON.stringify({ api_name: api, token, params, fields: fields.join(',') }),
    },
    failureOf: tushareFailure,
  })
  if (!answer.ok) return answer
  const rows = readTable(api, answer.data.json)
  // All tables have the same address: the part after # distinguishes the stored answers.
  return rows.ok
    ? {
        ok: true,
        data: {
          rows: rows.data,
          raw: { ...answer.data.raw, url: `${URL}#${api}` },
          more: hasMore(answer.data.json),
        },
      }
    : rows
}

/**
 * The first table is required; the others add to it. Another table outside the plan counts as
 * empty: tables are bought one by one, and a missing extra table must not cost the user the first.
 */
export const allOf = async (
  main: Promise<ProviderResult<TushareTable>>,
  ...others: Promise<ProviderResult<TushareTable>>[]
): Promise<ProviderResult<TushareTable[]>> => {
  const tables: TushareTable[] = []
  for (const [at, result] of (await Promise.all([main, ...others])).entries()) {
    if (result.ok) tables.push(result.data)
    else if (at > 0 && result.reason === 'plan') tables.push({ rows: [], raw: null, more: false })
    else return result
  }
  return { ok: true, data: tables }
}
