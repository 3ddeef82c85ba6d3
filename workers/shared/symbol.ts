/**
 * Canonical symbols and their other spellings, by market. Pure. A spelling is either read or
 * refused, and never corrected by a guess.
 */
import { type InstrumentId, type Market, MARKETS } from './names.ts'
import { fail, ok, type Result } from '#shared/contracts/problem.ts'
import { readCn } from './symbol-cn.ts'

const EXAMPLES: Record<Market, string> = {
  CN: '600519.SH, sh600519 or 600519',
  HK: '00700, 700 or 0700.HK',
  US: 'AAPL, BRK.B or brk-b',
  JP: '7203, 7203.T or 130A',
}

/** `0700.HK`, `hk00700`, `rt_hk00700`, `700`: five digits. */
const readHk = (text: string): string | null => {
  const digits = /^(?:(?:RT_)?HK\.?)?(\d{1,5})(?:\.HK|\.XHKG)?$/.exec(text)?.[1]
  return digits === undefined || Number(digits) === 0 ? null : digits.padStart(5, '0')
}

/** `AAPL`, `BRK.B`, `brk-b`, `BRK/B`, `AAPL.US`, `gb_aapl`: a class or series after a dot. */
const readUs = (text: string): string | null => {
  const match = /^(?:GB_)?([A-Z]{1,5})(?:[.\-/_]([A-Z]{1,3}))?$/.exec(text.replace(/\.US$/, ''))
  if (!match?.[1]) return null
  return match[2] ? `${match[1]}.${match[2]}` : match[1]
}

/**
 * `7203`, `7203.T`, `72030`, `130A`: four characters. Since 2024 the second and the fourth may be
 * letters.
 */
const readJp = (text: string): string | null =>
  /^([1-9][0-9A-Z]\d[0-9A-Z])0?(?:\.T|\.TSE|\.XTKS)?$/.exec(text)?.[1] ?? null

const READERS: Record<Market, (text: string) => string | null> = {
  CN: readCn,
  HK: readHk,
  US: readUs,
  JP: readJp,
}

/** Removes differences that are only spelling: character width, case and a leading `MARKET:`. */
const plain = (text: string): string => text.normalize('NFKC').trim().toUpperCase()
const withoutMarket = (market: Market, text: string): string =>
  text.startsWith(`${market}:`) ? text.slice(market.length + 1).trim() : text

/** `cn`, `CN` -> CN; any other text fails with `unknown_market`. */
export const parseMarket = (text: string): Result<Market> => {
  const market = MARKETS.find((m) => m === plain(text))
  return market
    ? ok(market)
    : fail('unknown_market', `"${text.slice(0, 16)}" is not one of ${MARKETS.join(', ')}.`)
}

/**
 * Returns the canonical symbol for any spelling used in that market, otherwise `malformed_symbol`.
 * It does not check whether the symbol exists.
 */
export const parseSymbol = (market: Market, text: string): Result<string> => {
  const symbol = READERS[market](withoutMarket(market, plain(text)))
  return symbol
    ? ok(symbol)
    : fail(
        'malformed_symbol',
        `"${text.slice(0, 32)}" is not a symbol of ${market}; write it like ${EXAMPLES[market]}.`,
      )
}

export const instrumentId = (market: Market, symbol: string): InstrumentId => `${market}:${symbol}`

/**
 * Returns every instrument that a text can mean as a symbol: `7203` may be JP:7203 or HK:07203.
 * Empty for a text that can only be a name.
 */
export const guess = (text: string, markets: readonly Market[] = MARKETS): InstrumentId[] =>
  markets.flatMap((market) => {
    const symbol = READERS[market](withoutMarket(market, plain(text)))
    return symbol ? [instrumentId(market, symbol)] : []
  })

/** Returns market and symbol in canonical form, or the reason why they are not an instrument. */
export const parseInstrument = (
  marketText: string,
  symbolText: string,
): Result<{ market: Market; symbol: string }> => {
  const market = parseMarket(marketText)
  if (!market.ok) return market
  const symbol = parseSymbol(market.data, symbolText)
  return symbol.ok ? ok({ market: market.data, symbol: symbol.data }) : symbol
}

/** `us:brk-b` -> `US:BRK.B`, or the reason why the text is not an instrument. */
export const parseInstrumentId = (text: string): Result<InstrumentId> => {
  const colon = text.indexOf(':')
  if (colon < 0)
    return fail(
      'malformed_symbol',
      `"${text.slice(0, 32)}" names no market; write it like US:AAPL.`,
    )
  const parsed = parseInstrument(text.slice(0, colon), text.slice(colon + 1))
  return parsed.ok ? ok(instrumentId(parsed.data.market, parsed.data.symbol)) : parsed
}

/** Splits an id in canonical form into its parts. */
export const splitInstrumentId = (id: string): { market: Market; symbol: string } => {
  const [market, symbol] = id.split(':', 2)
  return { market: market as Market, symbol: symbol ?? '' }
}
