/**
 * J-Quants v2: the key goes in a header, rows are under `data`, and `pagination_key` leads to the
 * next page. A plan covers a range of dates (the free plan covers two years that end twelve weeks
 * ago). A range that goes beyond it is refused; it is then cut to the covered range and asked once
 * more.
 */
import { z } from 'zod'
import { askUpstream, type UpstreamReply, type StatedFailure } from '../http-client.ts'
import type { ProviderContext, ProviderResult, RawAnswer } from '../../model/provider.ts'
import { malformed } from '../statement-row.ts'
import { coverageIn, cutTo, type DateRange } from './coverage.ts'

const BASE = 'https://api.jquants.com/v2'

/**
 * Recognizes a refused key, a range of dates that is not covered (400, not 403) and an endpoint
 * outside the plan. A 403 for a path that does not exist is an error of this program.
 */
export const jquantsFailure = ({
  status,
  json,
}: Pick<UpstreamReply, 'status' | 'json'>): StatedFailure | null => {
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
  /** One raw answer for each page. */
  sources: RawAnswer[]
}

/**
 * Most pages of one dataset. As far as is known, ten years of a company or the whole list fit into
 * one page.
 */
export const MAX_PAGES = 2

export interface JquantsPage {
  rows: JquantsRow[]
  /** Leads to the next page; null after the last. */
  next: string | null
  raw: RawAnswer
}

/** One page of one path: the first, or the one that a key leads to. */
export const askPage = async (
  context: ProviderContext,
  path: string,
  params: Record<string, string>,
  key: string | null,
): Promise<ProviderResult<JquantsPage>> => {
  const query = new URLSearchParams({ ...params, ...(key !== null && { pagination_key: key }) })
  const answer = await askUpstream(context, {
    provider: 'jquants',
    url: `${BASE}${path}?${query}`,
    secret: { header: 'x-api-key' },
    failureOf: jquantsFailure,
  })
  if (!answer.ok) return answer
  const page = pageSchema.safeParse(answer.data.json)
  if (!page.success) return malformed('jquants', `${path} ${page.error.issues[0]?.path.join('.')}`)
  const { data: rows, pagination_key: next } = page.data
  return { ok: true, data: { rows, next: next || null, raw: answer.data.raw } }
}

/** All pages of one path, one after the other, because each page gives the key of the next. */
export const askRows = async (
  context: ProviderContext,
  path: string,
  params: Record<string, string>,
): Promise<ProviderResult<JquantsRows>> => {
  const rows: JquantsRow[] = []
  const sources: RawAnswer[] = []
  let next: string | null = null
  do {
    const page: ProviderResult<JquantsPage> = await askPage(context, path, params, next)
    if (!page.ok) return page
    rows.push(...page.data.rows)
    sources.push(page.data.raw)
    next = page.data.next
  } while (next && sources.length < MAX_PAGES)
  return next
    ? malformed('jquants', `${path} pagination_key after ${MAX_PAGES} pages`)
    : { ok: true, data: { rows, sources } }
}

/**
 * Name under which the plan's range of dates is remembered. The range moves by one day each day,
 * and the user may change the plan.
 */
const REMEMBERED = 'coverage'
const REMEMBERED_SECONDS = 43_200

/**
 * One page of a path that is asked by day. A day that the plan is known not to cover is refused
 * without a call.
 */
export const askDay = async (
  context: ProviderContext,
  path: string,
  day: string,
  key: string | null,
): Promise<ProviderResult<JquantsPage>> => {
  const known = coverageIn((await context.memory.get(REMEMBERED)) ?? '')
  if (known && cutTo({ from: day, to: day }, known) === null)
    return {
      ok: false,
      reason: 'plan',
      detail: `jquants: the subscription covers ${known.from} to ${known.to ?? 'now'}, and not ${day}`,
    }
  const page = await askPage(context, path, { date: day.replaceAll('-', '') }, key)
  const covered = page.ok || page.reason !== 'plan' ? null : coverageIn(page.detail)
  if (covered)
    await context.memory.put(
      REMEMBERED,
      `${covered.from} ~ ${covered.to ?? ''}`,
      REMEMBERED_SECONDS,
    )
  return page
}

/**
 * The rows of a range of days, cut to what the plan covers. When the plan's range is not known yet,
 * this can take one call more than there are pages.
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
