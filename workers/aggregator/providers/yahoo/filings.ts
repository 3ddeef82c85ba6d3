/** Filings with the SEC, from Yahoo's list. Pure. */
import { endOfDay, MARKET_ZONES } from '../../time/market-time.ts'
import type { NewItem, ProviderResult } from '../../model/provider.ts'
import type { Modules } from './modules.ts'

export const FILINGS = ['secFilings'] as const

/**
 * `https://finance.yahoo.com/sec-filing/AAPL/0000320193-25-000008_320193`: the accession number
 * identifies the document.
 */
const ACCESSION = /\/(\d{10}-\d{2}-\d{6})/

/** Yahoo gives the day of filing, but not the time. */
export const filingsOf = ({ secFilings }: Modules): ProviderResult<NewItem<'filings'>[]> => ({
  ok: true,
  data: (secFilings?.filings ?? []).map(({ date, type, title, edgarUrl }) => {
    const document_id = ACCESSION.exec(edgarUrl)?.[1] ?? edgarUrl
    return {
      key: document_id,
      known_at: endOfDay(date, MARKET_ZONES.US),
      source_url: edgarUrl,
      source: 0,
      item: {
        title,
        form: type,
        filed_at: date,
        accepted_at: null,
        period_end: null,
        url: edgarUrl,
        document_id,
      },
    }
  }),
})
