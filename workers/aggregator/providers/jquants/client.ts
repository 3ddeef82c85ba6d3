/**
 * J-Quants v2: the key in a header, rows under `data`, pages by `pagination_key`. A plan covers a
 * span of dates (the free one two years that end twelve weeks ago) and refuses a range that reaches
 * out of it; the range is then cut to the span once.
 */
import { z } from 'zod'
import { askUpstream, type Heard, type StatedFailure } from '../http-client.ts'
import type { ProviderContext, ProviderResult, RawAnswer } from '../../model/provider.ts'
import { malformed } from '../statement-row.ts'
import { coverageIn, cutTo, type DateRange } from './coverage.ts'

const BASE = 'https://api.jquants.com/v2'

/**
 * A refused key, a span that is not covered (400, not 403), an endpoint outside the plan. 403 of a
 * path that is no more is ours.
 */
export const jquantsFailure = ({
  status,
  json,
}: Pick<Heard, 'status' | 'json'>): StatedFailure | null => {
  if (
    status < 400 ||
    typeof json !== 'object' ||
    json === null ||
    !('message' in json) ||
    typeof json.message !== 'string'
  )
    return null
  const detail = json.message
  if (status === 429) return { reason: 'rate_limit', detail }
  if (/subscription covers the following dates/i.test(detail)) return { reason: 'plan', detail }
  if (/does not exist/i.test(detail)) return { reason: 'bad_request', detail }
  if (/not available on your subscription|no active subscription/i.test(detail))
    return { reason: 'plan', detail }
  if (status === 401 || (status === 403 && /api key/i.test(detail)))
    return { reason: 'auth', detail }
  return null
}

const pageSchema = z.object({
  data: z.array(z.record(z.string(), z.unknown())),
  pagination_key: z.string().optional(),
})
export type JquantsRow = Record<string, unknown>
export interface JquantsRows {
  rows: JquantsRow[]
  /** One for each page. */
  sources: RawAnswer[]
}

/**
 * Pages one dataset may take: a company's ten years, or the whole list, fit into one as far as is
 * known.
 */
export const MAX_PAGES = 2

/** All pages of one path. Page after page: each names the next. */
export const askRows = async (
  context: ProviderContext,
  path: string,
  params: Record<string, string>,
): Promise<ProviderResult<JquantsRows>> => {
  const rows: JquantsRow[] = []
  const sources: RawAnswer[] = []
  let next: string | undefined
  do {
    const query = new URLSearchParams({ ...params, ...(next && { pagination_key: next }) })
    const answer = await askUpstream(context, {
      provider: 'jquants',
      url: `${BASE}${path}?${query}`,
      secret: { header: 'x-api-key' },
      failureOf: jquantsFailure,
    })
    if (!answer.ok) return answer
    const page = pageSchema.safeParse(answer.data.json)
    if (!page.success)
      return malformed('jquants', `${path} ${page.error.issues[0]?.path.join('.')}`)
    rows.push(...page.data.data)
    sources.push(answer.data.raw)
    next = page.data.pagination_key
  } while (next && sources.length < MAX_PAGES)
  return next
    ? malformed('jquants', `${path} pagination_key after ${MAX_PAGES} pages`)
    : { ok: true, data: { rows, sources } }
}

/** Where what the plan covers is remembered. Plans move by a day each day, and are changed. */
const REMEMBERED = 'coverage'
const REMEMBERED_SECONDS = 43_200

/**
 * Rows of a range of days, cut to what the plan covers. One call more than the pages when the span
 * was not known.
 */
export const askRange = async (
  context: ProviderContext,
  path: string,
  code: string,
  range: DateRange,
): Promise<ProviderResult<JquantsRows>> => {
  const params = ({ from, to }: DateRange): Record<string, string> => ({
    code,
    from: from.replaceAll('-', ''),
    to: to.replaceAll('-', ''),
  })
  const known = coverageIn((await context.memory.get(REMEMBERED)) ?? '')
  const first = await askRows(context, path, params((known && cutTo(range, known)) ?? range))
  if (first.ok || first.reason !== 'plan') return first
  const covered = coverageIn(first.detail)
  const cut = covered && cutTo(range, covered)
  if (!covered || !cut) return first
  await context.memory.put(REMEMBERED, `${covered.from} ~ ${covered.to ?? ''}`, REMEMBERED_SECONDS)
  return askRows(context, path, params(cut))
}
