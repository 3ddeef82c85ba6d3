/** /time_series: daily bars, newest first, adjusted for splits; /dividends and /splits. Pure. */
import { Decimal } from 'decimal.js'
import { z } from 'zod'
import type { Bar } from '#shared/datasets/bars.ts'
import type { ItemOf } from '#shared/datasets/registry.ts'
import type { Market } from '#shared/names.ts'
import { multiple, perShare, shares } from '#shared/units/scale.ts'
import type { Currency } from '#shared/units/unit.ts'
import type { ProviderResult, Subject } from '../../model/provider.ts'
import { figure, metaSchema, needed, priceCurrency, read, subjectOf } from './answers.ts'

export interface SeriesAnswer<T> {
  subject: Subject & { symbol: string }
  currency: Currency
  data: T
}

const barSchema = z.object({
  datetime: z.iso.date(),
  open: needed,
  high: needed,
  low: needed,
  close: needed,
  volume: figure,
})
const seriesSchema = z.object({ meta: metaSchema, values: z.array(barSchema) })

export const readBars = (market: Market, json: unknown): ProviderResult<SeriesAnswer<Bar[]>> => {
  const parsed = read('time_series', seriesSchema, json)
  if (!parsed.ok) return parsed
  const { meta, values } = parsed.data
  const currency = priceCurrency('time_series meta', meta.currency)
  if (!currency.ok) return currency
  const bars = values.map(
    (row): Bar => ({
      date: row.datetime,
      open: perShare(row.open, currency.data).value,
      high: perShare(row.high, currency.data).value,
      low: perShare(row.low, currency.data).value,
      close: perShare(row.close, currency.data).value,
      volume: row.volume === null ? null : shares(row.volume, 'ones').value,
      turnover: null,
    }),
  )
  return {
    ok: true,
    data: {
      subject: subjectOf(market, meta),
      currency: currency.data,
      data: bars.sort((a, b) => a.date.localeCompare(b.date)),
    },
  }
}

const dividendsSchema = z.object({
  meta: metaSchema,
  dividends: z.array(z.object({ ex_date: z.iso.date(), amount: needed })),
})

/** The call uses `adjust=true`: like the prices, the amounts are divided by later splits. */
export const readDividends = (
  market: Market,
  json: unknown,
): ProviderResult<SeriesAnswer<ItemOf<'actions'>[]>> => {
  const parsed = read('dividends', dividendsSchema, json)
  if (!parsed.ok) return parsed
  const { meta, dividends } = parsed.data
  const currency = priceCurrency('dividends meta', meta.currency)
  if (!currency.ok) return currency
  const data = dividends.map(
    ({ ex_date, amount }): ItemOf<'actions'> => ({
      kind: 'dividend',
      ex_date,
      amount: perShare(amount, currency.data).value,
      unit: `${currency.data}/share`,
      split_adjusted: true,
      announced_on: null,
      record_date: null,
      pay_date: null,
      plan: null,
    }),
  )
  return { ok: true, data: { subject: subjectOf(market, meta), currency: currency.data, data } }
}

const positive = needed.refine((text) => Number(text) > 0, 'must be above zero')
const splitSchema = z.object({
  date: z.iso.date(),
  description: z.string().trim().min(1),
  from_factor: positive,
  to_factor: positive,
})

/**
 * `from_factor` is the number of shares after the split and `to_factor` the number before:
 * "10-for-1 split" goes from 10 to 1, "1-for-7" from 1 to 7. `ratio` is the factor of the price,
 * which is the inverse of ours, and it is rounded, so it is not read.
 */
export const readSplitRows = (json: unknown): ProviderResult<ItemOf<'actions'>[]> => {
  const rows = read('splits', z.array(splitSchema), json)
  if (!rows.ok) return rows
  const data = rows.data.map(({ date, description, from_factor, to_factor }): ItemOf<'actions'> => {
    const ratio = new Decimal(from_factor).div(to_factor)
    return {
      kind: 'split',
      ex_date: date,
      ratio: multiple(ratio).value,
      announced_on: null,
      plan: description,
    }
  })
  return { ok: true, data }
}

export const readSplits = (
  market: Market,
  json: unknown,
): ProviderResult<{ symbol: string; data: ItemOf<'actions'>[] }> => {
  const parsed = read('splits', z.object({ meta: metaSchema, splits: z.unknown() }), json)
  if (!parsed.ok) return parsed
  const rows = readSplitRows(parsed.data.splits)
  return rows.ok
    ? { ok: true, data: { symbol: subjectOf(market, parsed.data.meta).symbol, data: rows.data } }
    : rows
}
