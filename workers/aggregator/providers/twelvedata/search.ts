/** /symbol_search and /exchange_rate. Pure. */
import { z } from 'zod'
import type { FoundInstrument } from '#shared/datasets/instrument.ts'
import type { ItemOf } from '#shared/datasets/registry.ts'
import type { Market } from '#shared/names.ts'
import { multiple } from '#shared/units/scale.ts'
import { epochInstant } from '../../time/market-time.ts'
import type { FxQuery, ProviderResult } from '../../model/provider.ts'
import { malformed, needed, read, words, wrongInstrument } from './answers.ts'
import { canonical, marketOf } from './symbols.ts'

const foundSchema = z.object({
  data: z.array(
    z.object({
      symbol: z.string().trim().min(1),
      instrument_name: z.string().trim().min(1),
      exchange: words,
      mic_code: z.string(),
      instrument_type: words,
    }),
  ),
})
const SHARES: ReadonlySet<string> = new Set([
  'Common Stock',
  'American Depositary Receipt',
  'Depositary Receipt',
  'REIT',
  'Preferred Stock',
])

/** The shares found that are listed in the market, in the provider's order. */
export const readFound = (market: Market, json: unknown): ProviderResult<FoundInstrument[]> => {
  const parsed = read('symbol_search', foundSchema, json)
  if (!parsed.ok) return parsed
  const listed = parsed.data.data.filter(
    ({ mic_code, instrument_type }) =>
      marketOf(mic_code) === market && SHARES.has(instrument_type ?? ''),
  )
  return {
    ok: true,
    data: listed.map(({ symbol, instrument_name: name, exchange, mic_code }) => ({
      market,
      symbol: canonical(market, symbol, mic_code),
      name,
      names: { en: name },
      exchange,
      identifiers: {},
    })),
  }
}

const rateSchema = z.object({
  symbol: z.string(),
  rate: needed.refine((text) => Number(text) > 0),
  timestamp: z.number(),
})

/** The rate of `EUR/USD` is the number of dollars for one euro. */
export const readRate = ({ from, to }: FxQuery, json: unknown): ProviderResult<ItemOf<'fx'>> => {
  const parsed = read('exchange_rate', rateSchema, json)
  if (!parsed.ok) return parsed
  const { symbol, rate, timestamp } = parsed.data
  if (symbol !== `${from}/${to}`) return wrongInstrument(`${from}/${to}`, symbol)
  const at = epochInstant(timestamp)
  return at
    ? { ok: true, data: { from, to, at, rate: multiple(rate).value } }
    : malformed('exchange_rate timestamp')
}
