/**
 * `quote`: last price, change in percent, time in epoch seconds; no volume, no currency and no
 * company name. An unknown symbol gives zeros in all fields.
 */
import { z } from 'zod'
import { percent, perShare } from '#shared/units/scale.ts'
import { epochInstant } from '../../time/market-time.ts'
import type {
  CompanyQuery,
  ItemsAnswer,
  ProviderContext,
  ProviderResult,
} from '../../model/provider.ts'
import { malformed } from '../statement-row.ts'
import { answerOf, docsPage, notFound } from './client.ts'

const figure = z.number().nullish()
const answerSchema = z.object({
  c: z.number(),
  d: figure,
  dp: figure,
  h: figure,
  l: figure,
  o: figure,
  pc: figure,
  t: z.number(),
})

const positive = (value: number | null | undefined): string | null =>
  value && value > 0 ? perShare(value, 'USD').value : null

export const quote = async (
  { symbol }: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<ItemsAnswer<'quote'>>> => {
  const answer = await answerOf(context, 'quote', { symbol }, answerSchema)
  if (!answer.ok) return answer
  const { c, d, dp, h, l, o, pc, t } = answer.data.value
  if (t === 0) return notFound(symbol)
  const price = positive(c)
  const quotedAt = epochInstant(t)
  if (!price) return malformed('finnhub', 'quote c')
  if (!quotedAt) return malformed('finnhub', 'quote t')
  const item = {
    price,
    currency: 'USD',
    open: positive(o),
    high: positive(h),
    low: positive(l),
    previous_close: positive(pc),
    change: d === null || d === undefined ? null : perShare(d, 'USD').value,
    change_fraction: dp === null || dp === undefined ? null : percent(dp).value,
    volume: null,
    turnover: null,
    quoted_at: quotedAt,
    delay: { kind: 'realtime' as const },
  }
  const source_url = docsPage('quote')
  return {
    ok: true,
    data: {
      subject: { symbol: null, name: null, currency: null },
      items: [{ key: quotedAt, item, known_at: quotedAt, source_url, source: 0 }],
      sources: [answer.data.raw],
    },
  }
}
