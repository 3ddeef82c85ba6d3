/**
 * The codes that a typed text may mean, in the spellings of exchanges, terminals and web pages.
 * Pure.
 */
import { type InstrumentId, type Market, MARKETS } from '#shared/names.ts'
import { guess, splitInstrumentId } from '#shared/symbol.ts'

/** Names of exchanges before a code (`NYSE:`) and market letters after it (`700 HK Equity`). */
const BEFORE: Record<string, Market> = {
  NASDAQ: 'US',
  NYSE: 'US',
  NYSEAMERICAN: 'US',
  AMEX: 'US',
  HKEX: 'HK',
  HKG: 'HK',
  SEHK: 'HK',
  TYO: 'JP',
  TSE: 'JP',
  JPX: 'JP',
  SHA: 'CN',
  SHE: 'CN',
  SSE: 'CN',
  SZSE: 'CN',
  BSE: 'CN',
}
const AFTER: Record<string, Market> = { US: 'US', HK: 'HK', JP: 'JP', JT: 'JP', CH: 'CN', CN: 'CN' }

const upper = (text: string): string => text.normalize('NFKC').trim().toUpperCase()

/** The text without words that name a market, and that market. */
const withoutMarketWords = (text: string): { code: string; market: Market | null } => {
  const before = /^([A-Z]+)\s*:\s*(\S+)$/.exec(text)
  if (before?.[1] && before[2] && BEFORE[before[1]])
    return { code: before[2], market: BEFORE[before[1]] ?? null }
  const after = /^(\S+) ([A-Z]{2})( EQUITY)?$/.exec(text)
  if (after?.[1] && after[2] && AFTER[after[2]])
    return { code: after[1], market: AFTER[after[2]] ?? null }
  return { code: text.replace(/^\$(?=[A-Z])/, ''), market: null }
}

/** `brk b` and `brk.b` without what stands between ticker and class: BRKB. */
export const squeezedCode = (text: string): string => upper(text).replace(/[\s.\-/_]/g, '')

export interface TypedCodes {
  /** Well-formed instruments that the text may mean. */
  ids: InstrumentId[]
  /** The text as the beginning of a code; empty when it cannot be one. */
  beginning: string
  /** The text names its market, has digits or a `$` before it, so that it is hardly a name. */
  isPlain: boolean
}

/** The codes that the text may mean, within one market when it is given. */
export const typedCodes = (text: string, within?: Market): TypedCodes => {
  const whole = upper(text)
  const { code, market } = withoutMarketWords(whole)
  const markets = MARKETS.filter((m) => (market ?? m) === m && (within ?? m) === m)
  const ids = guess(code, markets)
  return {
    ids,
    beginning: /^[A-Z0-9.\-/]{1,9}$/.test(code) ? code.replace(/[-/]/g, '.') : '',
    isPlain: market !== null || (ids.length > 0 && /[\d.\-/:]|^\$/.test(whole)),
  }
}

/** `00700` as people write it: 700. Other codes are written as they are. */
export const writtenCode = (id: string): string => {
  const { market, symbol } = splitInstrumentId(id as InstrumentId)
  return market === 'HK' ? symbol.replace(/^0+/, '') : symbol
}
