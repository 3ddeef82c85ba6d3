/** CNInfo's announcements as filings. Each row names its company, and the name is checked. Pure. */
import { DateTime } from 'luxon'
import { z } from 'zod'
import type { ItemOf } from '#shared/datasets/registry.ts'
import { parseSymbol } from '#shared/symbol.ts'
import { knownBy } from '../mainland.ts'
import { MARKET_ZONES } from '../../time/market-time.ts'
import { plainText } from '../plain-text.ts'
import type { NewItem, ProviderResult } from '../../model/provider.ts'
import { malformed } from '../statement-row.ts'
import { shortName } from './company.ts'

/**
 * `secCode` may list both the A and the B share. The title has `<em>` around the words searched
 * for. The time is in epoch milliseconds.
 */
const rowSchema = z.object({
  secCode: z.string().min(1),
  secName: z.string().nullish(),
  announcementId: z.string().min(1),
  announcementTitle: z.string().min(1),
  announcementTime: z.number().positive(),
  adjunctUrl: z.string().min(1),
  announcementTypeName: z.string().nullish(),
})
const pageSchema = z.object({
  announcements: z.array(rowSchema).nullable(),
  hasMore: z.boolean().nullish(),
})

export interface Page {
  /** The symbol in the rows; null when there are no rows. */
  symbol: string | null
  /** The short name of the newest row. */
  name: string | null
  filings: NewItem<'filings'>[]
  more: boolean
}

const FORMS: readonly (readonly [words: RegExp, form: string, ends: string])[] = [
  [/半年度报告/, '中报', '06-30'],
  [/(第一季度|一季度)报告/, '一季报', '03-31'],
  [/(第三季度|三季度)报告/, '三季报', '09-30'],
  [/年度报告|年报/, '年报', '12-31'],
]

/**
 * The form and the period of a periodic report, read from its title. Null for a summary, a
 * correction or an inquiry about a report.
 */
export const reportOf = (title: string): { form: string; period_end: string } | null => {
  const [, year, words] =
    /(\d{4})年?(半年度报告|第一季度报告|一季度报告|第三季度报告|三季度报告|年度报告|年报)(全文|正文)?(（.{1,8}）|\(.{1,8}\))?$/.exec(
      title.replace(/\s/g, ''),
    ) ?? []
  const known = words && FORMS.find(([pattern]) => pattern.test(words))
  return year && known ? { form: known[1], period_end: `${year}-${known[2]}` } : null
}

const MIDNIGHT = /T00:00:00\.000/

/**
 * Midnight stands for a date without a time of day. The filing counts as known no later than `now`,
 * because a paper dated tomorrow is published the evening before.
 */
const filingOf = (row: z.infer<typeof rowSchema>, now: string): NewItem<'filings'> | null => {
  const title = plainText(row.announcementTitle)
  const at = DateTime.fromMillis(row.announcementTime, { zone: MARKET_ZONES.CN })
  const filedAt = at.toISODate()
  const instant = at.toUTC().toISO()
  if (!title || !filedAt || !instant) return null
  const accepted = MIDNIGHT.test(at.toISO() ?? '') ? null : instant
  const url = `https://static.cninfo.com.cn/${row.adjunctUrl.replace(/^\//, '')}`
  const report = reportOf(title)
  const item: ItemOf<'filings'> = {
    title,
    form: report?.form ?? (row.announcementTypeName?.trim() || null),
    period_end: report?.period_end ?? null,
    filed_at: filedAt,
    accepted_at: accepted,
    url,
    document_id: row.announcementId,
  }
  return {
    key: row.announcementId,
    item,
    known_at: accepted ?? knownBy(filedAt, now),
    source_url: url,
    source: null,
  }
}

/**
 * One page of announcements about the company of this code. When CNInfo does not understand the
 * company, it answers with rows of other companies.
 */
export const readPage = (code: string, json: unknown, now: string): ProviderResult<Page> => {
  const parsed = pageSchema.safeParse(json)
  if (!parsed.success)
    return malformed(
      'cninfo',
      `hisAnnouncement ${parsed.error.issues[0]?.path.join('.') || 'root'}`,
    )
  const rows = parsed.data.announcements ?? []
  const stranger = rows.find(({ secCode }) => !secCode.split(',').includes(code))
  if (stranger)
    return {
      ok: false,
      reason: 'wrong_instrument',
      detail: `cninfo: announcements of ${code} were asked for, ${stranger.secCode} was answered`,
    }
  const filings = rows.map((row) => filingOf(row, now))
  if (filings.includes(null)) return malformed('cninfo', 'hisAnnouncement announcementTitle')
  const [newest] = rows
  const symbol = parseSymbol('CN', newest?.secCode.split(',').find((given) => given === code) ?? '')
  return {
    ok: true,
    data: {
      symbol: symbol.ok ? symbol.data : null,
      name: newest?.secName ? shortName(plainText(newest.secName) ?? '') : null,
      filings: filings.flatMap((f) => f ?? []),
      more: parsed.data.hasMore === true,
    },
  }
}
