/**
 * `quote`: last price, change in percent, time in epoch seconds; no volume, no currency and no
 * company name. An unknown symbol gives zeros in all fields.
 */
import { positivePrice } from '../positive-price.ts'
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

export const quote = async (
  { symbol }: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<ItemsAnswer<'quote'>>> => {
  const answer = await answerOf(context, 'quote', { symbol }, answerSchema)
  if (!answer.ok) return answer
  const { c, d, dp, h, l, o, pc, t } = answer.data.value
  if (t === 0) return notFound(symbol)
  const price = positivePrice(c)
  const quotedAt = epochInstant(t)
  if (!price) return malformed('finnhub', 'quote c')
  if (!quotedAt) return malformed('finnhub', 'quote t')
  const item = {
    price,
    currency: 'USD',
    open: positivePrice(o),
    high: positivePrice(h),
    low: positivePrice(l),
    previous_close: positivePrice(pc),
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
