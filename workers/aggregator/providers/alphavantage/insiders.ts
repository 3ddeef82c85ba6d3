/**
 * INSIDER_TRANSACTIONS: acquisitions (A) and disposals (D) of insiders. The form's transaction code
 * is missing, so it is unknown whether shares were bought in the market or awarded, and no row
 * counts as an open market trade. Pure.
 */
import { z } from 'zod'
import type { ItemOf } from '#shared/datasets/registry.ts'
import { perShare, shares } from '#shared/units/scale.ts'
import { negated } from '#shared/units/decimal.ts'
import type { ProviderResult } from '../../model/provider.ts'
import { canonical, figure, needed, read, words, wrongInstrument } from './answers.ts'

const rowSchema = z.object({
  transaction_date: z.iso.date(),
  ticker: z.string().min(1),
  executive: z.string().trim().min(1),
  executive_title: words,
  security_type: words,
  acquisition_or_disposal: z.enum(['A', 'D']),
  shares: needed,
  share_price: figure,
})
const answerSchema = z.object({ data: z.array(rowSchema) })

/** Words that companies use for securities that are a claim on shares and not shares. */
const DERIVATIVE =
  /option|unit|right|warrant|phantom|promised|deferred|convertible|debenture|note|swap/i

export interface InsiderRow {
  key: string
  item: ItemOf<'insiders'>
}

/**
 * A price of 0 belongs to an award and means no price. Rows that are equal in all fields are
 * separate transactions and are numbered.
 */
export const readInsiders = (symbol: string, json: unknown): ProviderResult<InsiderRow[]> => {
  const parsed = read('INSIDER_TRANSACTIONS', answerSchema, json)
  if (!parsed.ok) return parsed
  const stranger = parsed.data.data.find(({ ticker }) => canonical('US', ticker) !== symbol)
  if (stranger) return wrongInstrument(symbol, stranger.ticker)
  const seen = new Map<string, number>()
  const rows = parsed.data.data.map((row): InsiderRow => {
    const what = [
      row.transaction_date,
      row.executive,
      row.security_type,
      row.acquisition_or_disposal,
      row.shares,
      row.share_price,
    ].join('|')
    const nth = (seen.get(what) ?? 0) + 1
    seen.set(what, nth)
    const count = shares(row.shares, 'ones').value
    const price =
      row.share_price !== null && Number(row.share_price) > 0
        ? perShare(row.share_price, 'USD')
        : null
    return {
      key: `${what}|${nth}`,
      item: {
        person: row.executive,
        role: row.executive_title,
        traded_on: row.transaction_date,
        filed_at: null,
        action: 'other',
        code: row.acquisition_or_disposal,
        open_market: false,
        derivative: DERIVATIVE.test(row.security_type ?? ''),
        shares: row.acquisition_or_disposal === 'D' ? negated(count) : count,
        price: price?.value ?? null,
        price_unit: price?.unit ?? null,
        shares_after: null,
        document_id: null,
      },
    }
  })
  return { ok: true, data: rows }
}
