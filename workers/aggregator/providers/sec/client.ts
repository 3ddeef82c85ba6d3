/** The three calls a company costs: the ticker list, its submissions (recent filings only; older pages are not fetched) and its facts. */
import type { z } from 'zod'
import { getJson, type JsonAnswer } from '../http-client.ts'
import type { ProviderContext, ProviderFailure, ProviderResult, RawAnswer } from '../provider.ts'
import { type CompanyFacts, companyFactsSchema, type Submissions, submissionsSchema, type TickerRow, tickerRows } from './raw.ts'

export interface SecOptions {
  /** A name and a mail address; sec.gov refuses one with a URL or parentheses. */
  userAgent: string
  wwwBaseUrl?: string
  dataBaseUrl?: string
  timeoutMs?: number
}

export interface Parsed<T> {
  value: T
  raw: RawAnswer
}

export interface SecClient {
  tickers(context: ProviderContext): Promise<ProviderResult<TickerRow[]>>
  submissions(cik: number, context: ProviderContext): Promise<ProviderResult<Parsed<Submissions>>>
  companyFacts(cik: number, context: ProviderContext): Promise<ProviderResult<Parsed<CompanyFacts>>>
}

export const malformed = (document: string, field: string): ProviderFailure => ({
  ok: false,
  reason: 'malformed',
  detail: `sec: ${document} does not have the expected form at ${field}`,
})

/** `0000320193`: the form of a CIK in EDGAR's paths. */
export const paddedCik = (cik: number): string => String(cik).padStart(10, '0')

const parsed = <T extends z.ZodType>(schema: T, document: string, answer: JsonAnswer): ProviderResult<Parsed<z.infer<T>>> => {
  const result = schema.safeParse(answer.json)
  if (!result.success) return malformed(document, result.error.issues[0]?.path.join('.') || 'root')
  return { ok: true, data: { value: result.data, raw: { url: answer.url, body: answer.body } } }
}

export const secClient = (options: SecOptions): SecClient => {
  const www = options.wwwBaseUrl ?? 'https://www.sec.gov'
  const data = options.dataBaseUrl ?? 'https://data.sec.gov'
  const get = (url: string, context: ProviderContext): Promise<ProviderResult<JsonAnswer>> =>
    getJson(context, {
      provider: 'sec',
      url,
      headers: { 'user-agent': options.userAgent },
      // EDGAR answers 403 for about ten minutes to whoever passes ten requests a second.
      forbidden: 'rate_limit',
      ...(options.timeoutMs !== undefined && { timeoutMs: options.timeoutMs }),
    })
  return {
    async tickers(context) {
      const answer = await get(`${www}/files/company_tickers.json`, context)
      if (!answer.ok) return answer
      const rows = tickerRows(answer.data.json)
      return rows.ok ? rows : malformed('company_tickers.json', rows.field)
    },
    async submissions(cik, context) {
      const answer = await get(`${data}/submissions/CIK${paddedCik(cik)}.json`, context)
      return answer.ok ? parsed(submissionsSchema, 'submissions', answer.data) : answer
    },
    async companyFacts(cik, context) {
      const answer = await get(`${data}/api/xbrl/companyfacts/CIK${paddedCik(cik)}.json`, context)
      return answer.ok ? parsed(companyFactsSchema, 'companyfacts', answer.data) : answer
    },
  }
}
