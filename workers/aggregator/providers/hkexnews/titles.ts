/**
 * Turns HKEXnews's rows of documents into filings. Each row names its issuers, and the issuer asked
 * for must be among them. Pure.
 */
import { DateTime } from 'luxon'
import { z } from 'zod'
import { localInstant, MARKET_ZONES } from '../../time/market-time.ts'
import { plainText } from '../plain-text.ts'
import type { NewItem, ProviderResult } from '../../model/provider.ts'
import { malformed } from '../statement-row.ts'
import { SITE } from './client.ts'

/**
 * A document of several issuers, or of an issuer with a yuan counter, lists their codes with
 * `<br/>` between them. Titles contain HTML entities.
 */
const rowSchema = z.object({
  TITLE: z.string().min(1),
  DATE_TIME: z.string(),
  FILE_LINK: z.string().min(1),
  STOCK_CODE: z.string().min(1),
  LONG_TEXT: z.string().nullish(),
  NEWS_ID: z.string().nullish(),
})
type HkexTitleRow = z.infer<typeof rowSchema>

/** Hong Kong's time, to the minute: `03/07/2026 20:30`. */
const TIME_FORMAT = 'dd/MM/yyyy HH:mm'
const MONTHS =
  'JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER'
const ENDED = new RegExp(
  String.raw`\bended\s+(\d{1,2})(?:st|nd|rd|th)?\s+(${MONTHS}),?\s+(\d{4})`,
  'i',
)

/** `FOR THE SIX MONTHS ENDED 30 JUNE 2026` -> `2026-06-30`; null when the title has no such day. */
export const periodEndOf = (title: string): string | null => {
  const [, day, month, year] = ENDED.exec(title) ?? []
  const at = DateTime.fromFormat(`${day} ${month} ${year}`, 'd MMMM yyyy', { locale: 'en-US' })
  return day && at.isValid ? at.toISODate() : null
}

/**
 * `Financial Statements/ESG Information - [Annual Report]` -> `Annual Report`; a heading without
 * parts stays as it is.
 */
const formOf = (heading: string): string | null => {
  const text = plainText(heading)
  if (!text) return null
  const [start, end] = [text.indexOf('['), text.lastIndexOf(']')]
  return (start >= 0 && start < end && text.slice(start + 1, end).trim()) || text
}

/**
 * The id of a document. If a row has none, the file's name is used, which holds a date and a
 * running number.
 */
const documentOf = ({ NEWS_ID, FILE_LINK }: HkexTitleRow): string =>
  NEWS_ID ||
  (FILE_LINK.split('/')
    .at(-1)
    ?.replace(/(_[ce])?\.\w+$/, '') ??
    FILE_LINK)

const filingOf = (row: HkexTitleRow): NewItem<'filings'> | string => {
  const title = plainText(row.TITLE)
  const accepted = localInstant(row.DATE_TIME.trim(), TIME_FORMAT, MARKET_ZONES.HK)
  const url = URL.parse(row.FILE_LINK, SITE)?.href
  if (!title) return 'TITLE'
  if (!accepted) return 'DATE_TIME'
  if (!url) return 'FILE_LINK'
  const [day, month, year] = row.DATE_TIME.trim().slice(0, 10).split('/')
  const dates = {
    filed_at: `${year}-${month}-${day}`,
    accepted_at: accepted,
    period_end: periodEndOf(title),
  }
  const item = {
    title,
    form: formOf(row.LONG_TEXT ?? ''),
    ...dates,
    url,
    document_id: documentOf(row),
  }
  return { key: item.document_id, item, known_at: accepted, source_url: url, source: 0 }
}

const innerRows = (result: string): unknown => {
  try {
    return JSON.parse(result) ?? []
  } catch {
    return undefined
  }
}

export interface Titles {
  /** The code that every row names; null when there are no rows. */
  symbol: string | null
  filings: NewItem<'filings'>[]
}

/** `result` is text that holds the rows as JSON, or `null` when there are no rows. */
export const readTitles = (code: string, json: unknown): ProviderResult<Titles> => {
  const outer = z.object({ result: z.string() }).safeParse(json)
  if (!outer.success) return malformed('hkexnews', 'titleSearch result')
  const parsed = z.array(rowSchema).safeParse(innerRows(outer.data.result))
  if (!parsed.success)
    return malformed('hkexnews', `titleSearch result.${parsed.error.issues[0]?.path.join('.')}`)
  const filings: NewItem<'filings'>[] = []
  for (const [at, row] of parsed.data.entries()) {
    const codes = row.STOCK_CODE.split(/<br\s*\/?>/i).map((given) => given.trim())
    if (!codes.includes(code))
      return {
        ok: false,
        reason: 'wrong_instrument',
        detail: `hkexnews: documents of ${code} were asked for, those of ${codes.join(', ')} answered`,
      }
    const filing = filingOf(row)
    if (typeof filing === 'string')
      return malformed('hkexnews', `titleSearch result.${at}.${filing}`)
    filings.push(filing)
  }
  return { ok: true, data: { symbol: filings.length > 0 ? code : null, filings } }
}
