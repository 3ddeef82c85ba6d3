/**
 * The lists of instruments that are shipped with the program: companies whose statements are
 * recorded, EDGAR's tickers, and names of A-shares.
 */
import { z } from 'zod'
import { marketSchema } from '#shared/contracts/names.ts'
import { instrumentSchema } from '#shared/contracts/instrument.ts'
import { knownInstrument } from '../identity/edgar-ticker.ts'
import type { KnownInstrument } from '../model/provider.ts'
import instrumentsJson from './lists/instruments.json' with { type: 'json' }
import namesJson from './lists/names.json' with { type: 'json' }
import tickersJson from './lists/tickers.json' with { type: 'json' }

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
 * EDGAR's recorded list of tickers, the largest companies first: lines of ticker, CIK and title,
 * parsed only when needed.
 */
export const recordedTickers = (): { as_of: string; instruments: KnownInstrument[] } => ({
  as_of: tickersJson.as_of,
  instruments: tickersJson.lines.split('\n').map((line) => {
    const [ticker = '', cik = '', title = ''] = line.split('\t')
    return knownInstrument({ ticker, cik: Number(cik), title })
  }),
})

/**
 * The recorded names of companies of other markets. They cover only a part of each market: they
 * serve search and do not tell what exists.
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
