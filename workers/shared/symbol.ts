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

/**
 * Hong Kong's numbers for what is no share: government bonds and notes, debt of professional
 * investors, warrants, callable contracts, and debt in yuan.
 */
const HK_OTHERS: readonly (readonly [number, number])[] = [
  [4_000, 4_299],
  [4_400, 4_599],
  [5_000, 6_029],
  [10_000, 79_999],
  [84_300, 85_999],
  [90_000, 99_999],
]
/** `0700.HK`, `hk00700`, `rt_hk00700`, `700`: five digits. */
const readHk = (text: string): string | null => {
  const digits = /^(?:(?:RT_)?HK\.?)?(\d{1,5})(?:\.HK|\.XHKG)?$/.exec(text)?.[1]
  const number = Number(digits ?? 0)
  if (digits === undefined || number === 0) return null
  if (HK_OTHERS.some(([from, to]) => number >= from && number <= to)) return null
  return digits.padStart(5, '0')
}

/** `AAPL`, `BRK.B`, `brk-b`, `BRK/B`, `AAPL.US`, `gb_aapl`: a class or series after a dot. */
const readUs = (text: string): string | null => {
  const match = /^(?:GB_)?([A-Z]{1,5})(?:[.\-/_]([A-Z]{1,3}))?$/.exec(text.replace(/\.US$/, ''))
  if (!match?.[1]) return null
  return match[2] ? `${match[1]}.${match[2]}` : match[1]
}

/**
 * `7203`, `7203.T`, `72030`, `130A`: four characters. Since 2024 the second and the fourth may be
 * letters, of those that are not easily misread. A fifth character other than 0 is another class of
 * shares of the same company, listed beside the common ones: `25935`.
 */
const readJp = (text: string): string | null =>
  /^([1-9][0-9ACDFGHJKLMNPRSTUWXY]\d[0-9ACDFGHJKLMNPRSTUWXY](?:[5-9](?!\d))?)0?(?:\.T|\.TSE|\.XTKS)?$/.exec(
    text,
  )?.[1] ?? null

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

/** Hui Xian, the one company whose only shares trade in yuan. */
const ONLY_IN_YUAN = '87001'

/**
 * The symbol of the company's main shares, under which it reports: a Hong Kong counter in yuan is
 * 8 and the last four digits of the one in Hong Kong dollars (`80700` -> `00700`); a class of
 * Japanese shares has the company's code before its fifth character (`25935` -> `2593`).
 */
export const companySymbol = (market: Market, symbol: string): string => {
  if (market === 'HK' && /^8\d{4}$/.test(symbol) && symbol !== ONLY_IN_YUAN)
    return `0${symbol.slice(1)}`
  return market === 'JP' ? symbol.slice(0, 4) : symbol
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
