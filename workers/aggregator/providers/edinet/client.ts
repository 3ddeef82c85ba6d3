/**
 * EDINET API v2: the list of a day's documents, and one document as a ZIP of CSV files. Errors come
 * in the body with HTTP 200.
 */
import {
  askUpstream,
  type UpstreamReply,
  type StatedFailure,
  type UpstreamAnswer,
} from '../http-client.ts'
import type {
  ProviderContext,
  ProviderFailureReason,
  ProviderResult,
} from '../../model/provider.ts'

const BASE = 'https://api.edinet-fsa.go.jp/api/v2'
const KEY = { query: 'Subscription-Key' } as const

const reasonOf = (status: number): ProviderFailureReason => {
  if (status === 401 || status === 403) return 'auth'
  if (status === 404) return 'not_found'
  if (status === 429) return 'rate_limit'
  return status >= 500 ? 'transient' : 'bad_request'
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null
const messageIn = (value: Record<string, unknown>): string =>
  typeof value.message === 'string' ? value.message : ''

/**
 * Recognizes two forms of errors: `{ StatusCode, message }` from the gateway in front of the API (a
 * bad key), and `metadata.status` from the API itself.
 */
export const edinetFailure = ({ json }: Pick<UpstreamReply, 'json'>): StatedFailure | null => {
  if (!isRecord(json)) return null
  const gate = Number(json.StatusCode ?? json.statusCode)
  if (Number.isInteger(gate) && gate !== 200)
    return { reason: reasonOf(gate), detail: `${gate} ${messageIn(json)}` }
  const { metadata } = json
  if (!isRecord(metadata)) return null
  const status = Number(metadata.status)
  return Number.isInteger(status) && status !== 200
    ? { reason: reasonOf(status), detail: `${status} ${messageIn(metadata)}` }
    : null
}

/**
 * All documents submitted on a day. `type=2` asks for the list and not only for the number of
 * documents.
 */
export const listOfDay = (
  day: string,
  context: ProviderContext,
): Promise<ProviderResult<UpstreamAnswer>> =>
  askUpstream(context, {
    provider: 'edinet',
    url: `${BASE}/documents.json?date=${day}&type=2`,
    secret: KEY,
    failureOf: edinetFailure,
  })

/** A ZIP of tables, or an error as JSON with the same HTTP 200. */
export const tablesOf = async (
  documentId: string,
  context: ProviderContext,
): Promise<ProviderResult<UpstreamAnswer>> => {
  const answer = await askUpstream(context, {
    provider: 'edinet',
    url: `${BASE}/documents/${encodeURIComponent(documentId)}?type=5`,
    secret: KEY,
    as: 'bytes',
    failureOf: edinetFailure,
  })
  if (!answer.ok) return answer
  // `edinetFailure` has already found errors in JSON; any other text is not an archive either.
  const start = new TextDecoder().decode(answer.data.raw.body.subarray(0, 64)).trimStart()
  if (start.startsWith('<'))
    return { ok: false, reason: 'transient', detail: `edinet: markup instead of ${documentId}` }
  return start.startsWith('{')
    ? { ok: false, reason: 'malformed', detail: `edinet: ${documentId} is no archive` }
    : answer
}
