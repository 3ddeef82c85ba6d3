/**
 * Reads EDGAR's documents, without a key: the ticker list, a company's submissions and their older
 * pages, its facts, and the XML of one filing.
 */
import type { z } from 'zod'
import { paddedCik } from '../../identity/edgar-ticker.ts'
import {
  askUpstream,
  type UpstreamReply,
  type StatedFailure,
  type UpstreamAnswer,
} from '../http-client.ts'
import type {
  ProviderContext,
  ProviderFailure,
  ProviderResult,
  RawAnswer,
} from '../../model/provider.ts'
import {
  type CompanyFacts,
  companyFactsSchema,
  type Submissions,
  submissionsSchema,
  type TickerRow,
  tickerRows,
} from './raw.ts'

const WWW = 'https://www.sec.gov'
const DATA = 'https://data.sec.gov'

export interface Parsed<T> {
  value: T
  raw: RawAnswer
}

export const failed = (reason: ProviderFailure['reason'], detail: string): ProviderFailure => ({
  ok: false,
  reason,
  detail: `sec: ${detail}`,
})

export const malformed = (document: string, field: string): ProviderFailure =>
  failed('malformed', `${document} does not have the expected form at ${field}`)

/**
 * Contacts that sec.gov always refuses, with the same 403 that it uses for its rate limit: an empty
 * contact, one with a URL or parentheses, and one without a mail address.
 */
const REFUSED_CONTACT = /^\s*$|https?:|www\.|[()]|^[^@]*$/i

/**
 * EDGAR answers 403 for about ten minutes to a client that sends more than ten requests a second,
 * and at all times to many addresses of data centres. Either is said as what it is, for it does not
 * mean that there is nothing.
 */
const statedFailure = ({ status }: UpstreamReply): StatedFailure | null =>
  status === 403
    ? {
        reason: 'rate_limit',
        detail:
          'answered HTTP 403: SEC refused this address, for too many calls or because it serves none from there',
      }
    : null

const get = async (
  url: string,
  context: ProviderContext,
  as: 'json' | 'text' | 'bytes' = 'json',
): Promise<ProviderResult<UpstreamAnswer>> => {
  if (REFUSED_CONTACT.test(context.contact))
    return failed(
      'bad_request',
      'SEC_USER_AGENT must be a name and a mail address, without a URL or parentheses: sec.gov refuses every other',
    )
  return askUpstream(context, {
    provider: 'sec',
    url,
    as,
    headers: { 'user-agent': context.contact },
    forbidden: 'rate_limit',
    failureOf: statedFailure,
  })
}

const parsed = <T extends z.ZodType>(
  schema: T,
  document: string,
  { json, raw }: UpstreamAnswer,
): ProviderResult<Parsed<z.infer<T>>> => {
  const result = schema.safeParse(json)
  if (!result.success) return malformed(document, result.error.issues[0]?.path.join('.') || 'root')
  return { ok: true, data: { value: result.data, raw } }
}

/** Every ticker that EDGAR lists, the largest companies first. 700 kB. */
export const tickers = async (
  context: ProviderContext,
): Promise<ProviderResult<Parsed<TickerRow[]>>> => {
  const answer = await get(`${WWW}/files/company_tickers.json`, context)
  if (!answer.ok) return answer
  const rows = tickerRows(answer.data.json)
  return rows.ok
    ? { ok: true, data: { value: rows.data, raw: answer.data.raw } }
    : malformed('company_tickers.json', rows.field)
}

export const submissions = async (
  cik: number,
  context: ProviderContext,
): Promise<ProviderResult<Parsed<Submissions>>> => {
  const answer = await get(`${DATA}/submissions/CIK${paddedCik(cik)}.json`, context)
  return answer.ok ? parsed(submissionsSchema, 'submissions', answer.data) : answer
}

export const companyFacts = async (
  cik: number,
  context: ProviderContext,
): Promise<ProviderResult<Parsed<CompanyFacts>>> => {
  const answer = await get(`${DATA}/api/xbrl/companyfacts/CIK${paddedCik(cik)}.json`, context)
  return answer.ok ? parsed(companyFactsSchema, 'companyfacts', answer.data) : answer
}

/**
 * An older page of a company's filings, under the name that its submissions give. It has only the
 * columns.
 */
export const olderPage = async (
  name: string,
  context: ProviderContext,
): Promise<ProviderResult<UpstreamAnswer>> => get(`${DATA}/submissions/${name}`, context)

/** A document of a filing as XML. */
export const filedXml = (
  url: string,
  context: ProviderContext,
): Promise<ProviderResult<UpstreamAnswer>> => get(url, context, 'text')

/** A document of whole markets as JSON. */
export const secDocument = async (
  url: string,
  context: ProviderContext,
): Promise<ProviderResult<UpstreamAnswer>> => get(url, context)

/** An archive of whole markets. */
export const secBytes = async (
  url: string,
  context: ProviderContext,
): Promise<ProviderResult<UpstreamAnswer>> => get(url, context, 'bytes')
