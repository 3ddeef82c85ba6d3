/**
 * The tables that Alpha Vantage gives as CSV: unadjusted daily bars, the last day's quote,
 * dividends, splits, share counts, symbols found. Pure.
 */
import { z } from 'zod'
import type { Bar } from '#shared/datasets/bars.ts'
import type { FoundInstrument } from '#shared/datasets/instrument.ts'
import type { ItemOf } from '#shared/datasets/registry.ts'
import type { Market } from '#shared/names.ts'
import { percent, perShare, shares } from '#shared/units/scale.ts'
import type { Currency } from '#shared/units/unit.ts'
import { localInstant, MARKET_ZONES } from '../../time/market-time.ts'
import type { ProviderResult, Subject } from '../../model/provider.ts'
import { canonical, date, malformed, needed, notFound, readTable, words } from './answers.ts'

const barRow = z.object({
  timestamp: z.iso.date(),
  open: needed,
  high: needed,
  low: needed,
  close: needed,
  volume: needed,
})

/**
 * The answer has the newest bar first, the result has the oldest first. Prices are unadjusted,
 * volume is in shares.
 */
export const readBars = (csv: string, currency: Currency): ProviderResult<Bar[]> => {
  const rows = readTable('TIME_SERIES_DAILY', barRow, csv)
  if (!rows.ok) return rows
  const bars = rows.data.map(
    (row): Bar => ({
      date: row.timestamp,
      open: perShare(row.open, currency).value,
      high: perShare(row.high, currency).value,
      low: perShare(row.low, currency).value,
      close: perShare(row.close, currency).value,
      volume: shares(row.volume, 'ones').value,
      turnover: null,
    }),
  )
  return { ok: true, data: bars.sort((a, b) => a.date.localeCompare(b.date)) }
}

const quoteRow = z.object({
  symbol: z.string().min(1),
  open: needed,
  high: needed,
  low: needed,
  price: needed,
  volume: needed,
  latestDay: z.iso.date(),
  previousClose: needed,
  change: needed,
  changePercent: z.string().regex(/^-?\d+(\.\d+)?%$/),
})

const positive = (text: string, currency: Currency): string | null =>
  Number(text) > 0 ? perShare(text, currency).value : null

/**
 * A quote of the US. The answer gives only the day, which is the last closed one, so the price is
 * dated 16:00 in New York.
 */
export const readQuote = (
  csv: string,
): ProviderResult<{ subject: Subject; quote: ItemOf<'quote'> }> => {
  const rows = readTable('GLOBAL_QUOTE', quoteRow, csv)
  if (!rows.ok) return rows
  const [row] = rows.data
  if (!row) return notFound('the symbol')
  const quotedAt = localInstant(`${row.latestDay} 16:00`, 'yyyy-MM-dd HH:mm', MARKET_ZONES.US)
  if (!quotedAt || Number(row.price) <= 0) return malformed('GLOBAL_QUOTE price')
  return {
    ok: true,
    data: {
      subject: { symbol: canonical('US', row.symbol), name: null, currency: null },
      quote: {
        price: perShare(row.price, 'USD').value,
        currency: 'USD',
        open: positive(row.open, 'USD'),
        high: positive(row.high, 'USD'),
        low: positive(row.low, 'USD'),
        previous_close: positive(row.previousClose, 'USD'),
        change: perShare(row.change, 'USD').value,
        change_fraction: percent(row.changePercent.slice(0, -1)).value,
        volume: shares(row.volume, 'ones').value,
        turnover: null,
        quoted_at: quotedAt,
        delay: { kind: 'end_of_day' },
      },
    },
  }
}

const dividendRow = z.object({
  ex_dividend_date: z.iso.date(),
  declaration_date: date,
  record_date: date,
  payment_date: date,
  amount: needed,
})

/**
 * Amounts as declared, before later splits (IBM paid 0.24 before its 2:1 split of 1999 and 0.12
 * after it).
 */
export const readDividends = (csv: string): ProviderResult<ItemOf<'actions'>[]> => {
  const rows = readTable('DIVIDENDS', dividendRow, csv)
  if (!rows.ok) return rows
  return {
    ok: true,
    data: rows.data.map((row) => ({
      kind: 'dividend',
      ex_date: row.ex_dividend_date,
      amount: perShare(row.amount, 'USD').value,
      unit: 'USD/share',
      split_adjusted: false,
      announced_on: row.declaration_date,
      record_date: row.record_date,
      pay_date: row.payment_date,
      plan: null,
    })),
  }
}

const splitRow = z.object({ effective_date: z.iso.date(), split_factor: needed })

/**
 * A spin-off also has a factor here (IBM, 1.0460 on 2021-11-04). The provider does not distinguish
 * it from a split, so its own words are kept.
 */
export const readSplits = (csv: string): ProviderResult<ItemOf<'actions'>[]> => {
  const rows = readTable('SPLITS', splitRow, csv)
  if (!rows.ok) return rows
  return {
    ok: true,
    data: rows.data.map(({ effective_date, split_factor }) => ({
      kind: 'split',
      ex_date: effective_date,
      ratio: shares(split_factor, 'ones').value,
      announced_on: null,
      plan: `split_factor ${split_factor}`,
    })),
  }
}

const sharesRow = z.object({
  date: z.iso.date(),
  shares_outstanding_diluted: needed,
  shares_outstanding_basic: needed,
})

/**
 * The counts that Alpha Vantage calls outstanding are weighted averages of the quarters (Microsoft,
 * 2024-03-31: 7,431 and 7,472 million), so they are named like that here.
 */
export const readShares = (csv: string): ProviderResult<ItemOf<'shares'>[]> => {
  const rows = readTable('SHARES_OUTSTANDING', sharesRow, csv)
  if (!rows.ok) return rows
  return {
    ok: true,
    data: rows.data.map((row) => ({
      date: row.date,
      figures: [
        {
          concept: 'shares_basic',
          ...shares(row.shares_outstanding_basic, 'ones'),
          provider_field: 'shares_outstanding_basic',
        },
        {
          concept: 'shares_diluted',
          ...shares(row.shares_outstanding_diluted, 'ones'),
          provider_field: 'shares_outstanding_diluted',
        },
      ],
    })),
  }
}

const foundRow = z.object({
  symbol: z.string().min(1),
  name: z.string().min(1),
  type: words,
  region: words,
  currency: words,
  matchScore: needed,
})

const marketOf = (symbol: string, region: string | null): Market | null => {
  if (/\.SH[HZ]$/.test(symbol)) return 'CN'
  return region === 'United States' && !/\.[A-Z]{3}$/.test(symbol) ? 'US' : null
}

/** The shares of one market among the results, best match first. */
export const readFound = (csv: string, market: Market): ProviderResult<FoundInstrument[]> => {
  const rows = readTable('SYMBOL_SEARCH', foundRow, csv)
  if (!rows.ok) return rows
  const ofMarket = rows.data.filter(
    ({ symbol, region, type }) => type === 'Equity' && marketOf(symbol, region) === market,
  )
  return {
    ok: true,
    data: ofMarket.map(({ symbol, name }) => ({
      market,
      symbol: canonical(market, symbol),
      name,
      names: { en: name },
      exchange: null,
      identifiers: {},
    })),
  }
}
