/**
 * anns_d: a company's announcements with the address of each document. Times are in Beijing time.
 * Pure.
 */
import { z } from 'zod'
import { knownOn } from '../mainland.ts'
import { localInstant, MARKET_ZONES } from '../../time/market-time.ts'
import { plainText } from '../plain-text.ts'
import type { ProviderResult } from '../../model/provider.ts'
import type { TushareItem } from './answers.ts'
import { dateCell, optionalText, readRows, type TushareRow } from './table.ts'

export const FILING_FIELDS = ['ann_date', 'ts_code', 'name', 'title', 'url', 'rec_time'] as const

const filingSchema = z.object({
  ann_date: dateCell,
  title: z.string().trim().min(1),
  url: z.url({ protocol: /^https?$/ }),
  rec_time: optionalText,
})

/** The announcement's number from its address, or the name of its file. */
const idOf = (url: string): string => {
  const number = /announcementId=(\d+)/.exec(url)?.[1]
  if (number !== undefined) return number
  const [path = ''] = url.split(/[?#]/, 1)
  return path.slice(path.lastIndexOf('/') + 1).replace(/(?!^)\.\w+$/, '') || url
}

export const readFilings = (
  rows: readonly TushareRow[],
): ProviderResult<TushareItem<'filings'>[]> => {
  const parsed = readRows('anns_d', rows, filingSchema)
  if (!parsed.ok) return parsed
  const placed = parsed.data.map((row): TushareItem<'filings'> => {
    const acceptedAt =
      row.rec_time && localInstant(row.rec_time, 'yyyy-MM-dd HH:mm:ss', MARKET_ZONES.CN)
    return {
      key: idOf(row.url),
      item: {
        title: plainText(row.title) ?? row.title,
        form: null,
        filed_at: row.ann_date,
        accepted_at: acceptedAt,
        period_end: null,
        url: row.url,
        document_id: idOf(row.url),
      },
      known_at: acceptedAt ?? knownOn(row.ann_date),
      source_url: row.url,
      table: 0,
    }
  })
  return { ok: true, data: placed }
}
