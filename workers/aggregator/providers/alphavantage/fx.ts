/** CURRENCY_EXCHANGE_RATE: units of the second currency for one unit of the first. Pure. */
import { z } from 'zod'
import type { ItemOf } from '#shared/datasets/registry.ts'
import { multiple } from '#shared/units/scale.ts'
import { localInstant } from '../../time/market-time.ts'
import type { FxQuery, ProviderResult } from '../../model/provider.ts'
import { malformed, needed, read, wrongInstrument } from './answers.ts'

const rateSchema = z.object({
  'Realtime Currency Exchange Rate': z.object({
    '1. From_Currency Code': z.string(),
    '3. To_Currency Code': z.string(),
    '5. Exchange Rate': needed,
    '6. Last Refreshed': z.string(),
    '7. Time Zone': z.string(),
  }),
})

export const readRate = (query: FxQuery, json: unknown): ProviderResult<ItemOf<'fx'>> => {
  const parsed = read('CURRENCY_EXCHANGE_RATE', rateSchema, json)
  if (!parsed.ok) return parsed
  const rate = parsed.data['Realtime Currency Exchange Rate']
  const from = rate['1. From_Currency Code']
  const to = rate['3. To_Currency Code']
  if (from !== query.from || to !== query.to)
    return wrongInstrument(`${query.from} in ${query.to}`, `${from} in ${to}`)
  const at = localInstant(rate['6. Last Refreshed'], 'yyyy-MM-dd HH:mm:ss', rate['7. Time Zone'])
  return at
    ? { ok: true, data: { from, to, at, rate: multiple(rate['5. Exchange Rate']).value } }
    : malformed('CURRENCY_EXCHANGE_RATE 6. Last Refreshed')
}
