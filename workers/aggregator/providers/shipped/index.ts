/**
 * Recorded statements: real filed figures shipped with the program, so that a machine without
 * network has a true report.
 */
import { z } from 'zod'
import {
  instrumentSchema,
  type Market,
  MARKETS,
  marketSchema,
} from '#shared/contracts/instrument.ts'
import type {
  KnownInstrument,
  Provider,
  ProviderResult,
  StatementsAnswer,
} from '../../model/provider.ts'
import { knownInstrument } from '../sec/instrument.ts'
import instrumentsJson from './data/instruments.json' with { type: 'json' }
import namesJson from './data/names.json' with { type: 'json' }
import tickersJson from './data/tickers.json' with { type: 'json' }
import { FILES } from './files.ts'
import { decode } from './format.ts'

/**
 * Each fact keeps the provider, record and dates it was recorded with; only `recorded` says that it
 * was not read live.
 */
export const readRecording = async (
  market: Market,
  symbol: string,
): Promise<ProviderResult<StatementsAnswer>> => {
  const load = FILES[`${market}:${symbol}`]
  if (!load)
    return {
      ok: false,
      reason: 'not_found',
      detail: `recorded: nothing is recorded of ${market}:${symbol}`,
    }
  return { ok: true, data: decode((await load()).default) }
}

export const recorded: Provider = {
  id: 'recorded',
  name: 'Shipped recordings',
  home: 'https://www.sec.gov/search-filings',
  key: null,
  // It reaches nobody: there is nothing to be sparing with.
  budget: [],
  delay: {},
  terms: {
    kind: 'public_disclosure',
    store: true,
    redistribute: true,
    note: 'Figures as filed by the companies, read from the providers named with each.',
  },
  probe: { dataset: 'statements', market: 'US', symbol: 'AAPL' },
  datasets: {
    statements: {
      markets: MARKETS,
      calls: 0,
      parts: {
        CN: ['income', 'balance', 'cash_flow'],
        HK: ['income'],
        US: ['income', 'balance', 'cash_flow'],
        JP: ['income'],
      },
      fetch: ({ market, symbol }) => readRecording(market, symbol),
    },
  },
}

const knownSchema = instrumentSchema.pick({
  market: true,
  symbol: true,
  name: true,
  names: true,
  identifiers: true,
})

/** The companies whose statements are recorded. */
export const recordedInstruments = (): KnownInstrument[] =>
  z.array(knownSchema).parse(instrumentsJson)

/**
 * EDGAR's list of tickers as recorded, the largest companies first: lines of ticker, CIK and title,
 * parsed only when asked for.
 */
export const recordedTickers = (): { as_of: string; instruments: KnownInstrument[] } => ({
  as_of: tickersJson.as_of,
  instruments: tickersJson.lines.split('\n').map((line) => {
    const [ticker = '', cik = '', title = ''] = line.split('\t')
    return knownInstrument({ ticker, cik: Number(cik), title })
  }),
})

/**
 * Names of companies of other markets as recorded, a part of each market only: for search, not to
 * tell what exists.
 */
export const recordedNames = (): KnownInstrument[] =>
  namesJson.lines.split('\n').map((line) => {
    const [market = '', symbol = '', zh = '', en = ''] = line.split('\t')
    return {
      market: marketSchema.parse(market),
      symbol,
      name: zh,
      names: { zh, ...(en && { en }) },
      identifiers: {},
    }
  })
