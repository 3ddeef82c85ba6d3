/** Recorded statements: real filed figures shipped with the program, so that a machine without network has a true report. */
import { z } from 'zod'
import { instrumentSchema, MARKETS } from '#shared/contracts/instrument.ts'
import type { KnownInstrument, ProviderResult, StatementsAnswer, StatementsProvider } from '../provider.ts'
import { knownInstrument } from '../sec/instrument.ts'
import instrumentsJson from './data/instruments.json' with { type: 'json' }
import tickersJson from './data/tickers.json' with { type: 'json' }
import { FILES } from './files.ts'
import { decode } from './format.ts'

/** Each fact keeps the provider, record and dates it was recorded with; only `recorded` says that it was not read live. */
export const recorded: StatementsProvider = {
  id: 'recorded',
  markets: MARKETS,
  async statements(market, symbol): Promise<ProviderResult<StatementsAnswer>> {
    const load = FILES[`${market}:${symbol}`]
    if (!load) return { ok: false, reason: 'not_found', detail: `recorded: nothing is recorded of ${market}:${symbol}` }
    return { ok: true, data: decode((await load()).default) }
  },
}

const knownSchema = instrumentSchema.pick({ market: true, symbol: true, name: true, names: true, identifiers: true })

/** The companies whose statements are recorded. */
export const recordedInstruments = (): KnownInstrument[] => z.array(knownSchema).parse(instrumentsJson)

/** EDGAR's list of tickers as recorded, the largest companies first: lines of ticker, CIK and title, parsed only when asked for. */
export const recordedTickers = (): { as_of: string; instruments: KnownInstrument[] } => ({
  as_of: tickersJson.as_of,
  instruments: tickersJson.lines.split('\n').map((line) => {
    const [ticker = '', cik = '', title = ''] = line.split('\t')
    return knownInstrument({ ticker, cik: Number(cik), title })
  }),
})
