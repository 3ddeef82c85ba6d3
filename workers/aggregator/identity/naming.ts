/**
 * Whether an answer is about the instrument asked for. A symbol or a currency that does not fit
 * refuses it. A name that does not fit may be a new one: companies change their names, and the
 * first answer ever read may have been a wrong one. Pure.
 */
import type { Market } from '#shared/names.ts'
import type { Instrument } from '#shared/contracts/instrument.ts'
import { nameFits } from './name-fit.ts'
import { instrumentId } from '#shared/symbol.ts'
import type { ProviderNames } from '../model/company-reading.ts'
import type { Subject } from '../model/provider.ts'

export interface ExpectedSubject {
  provider: string
  market: Market
  symbol: string
  /**
   * What is known of the instrument from earlier answers or from the shipped lists; null when
   * nothing is.
   */
  known: Instrument | null
  /** What providers have named it by now; absent when none has. */
  named?: { by: ProviderNames; now: Date }
}

/**
 * Currencies in which a market's instruments are quoted: B shares of Shanghai in dollars, of
 * Shenzhen in Hong Kong dollars, yuan counters in Hong Kong.
 */
export const quoteCurrencies = (market: Market, symbol: string): readonly string[] => {
  if (market === 'CN')
    return symbol.startsWith('900') ? ['USD'] : symbol.startsWith('200') ? ['HKD'] : ['CNY']
  if (market === 'HK') return /^8\d{4}$/.test(symbol) ? ['CNY'] : ['HKD', 'CNY', 'USD']
  return market === 'JP' ? ['JPY'] : ['USD']
}

/**
 * What the name of an answer is to those known: `fits` (or says nothing new), `older` (another
 * provider's or its own of before), `new`, or `wrong`.
 */
export type NameVerdict = 'fits' | 'older' | 'new' | 'wrong'

/** A name that is only the symbol again tells nothing. */
export const isName = (name: string, symbol: string): boolean =>
  name.toUpperCase() !== symbol && !symbol.startsWith(name.toUpperCase())

const namesOf = (known: Instrument, symbol: string): string[] =>
  [known.name, ...Object.values(known.names).filter((name) => name !== undefined)].filter((name) =>
    isName(name, symbol),
  )

/** Numbers that name one company, whoever says them. */
const COMPANY_NUMBERS = ['cik', 'lei', 'isin']
const plain = (number: string): string => number.trim().toUpperCase().replace(/^0+/, '')
const sameCompany = (known: Instrument, identifiers: Record<string, string>): boolean =>
  COMPANY_NUMBERS.some((kind) => {
    const [one, other] = [known.identifiers[kind], identifiers[kind]]
    return one !== undefined && other !== undefined && plain(one) === plain(other)
  })

/** A name that no provider has repeated for so long is nobody's word any more. */
const REPEATED_WITHIN_MS = 7 * 86_400_000

/**
 * A name unlike all known is taken from an answer that states the number of the company, or the
 * exact symbol where its provider has named the instrument before (it was renamed), or where nobody
 * who states the symbol has named it lately. Who states neither, or names it otherwise than all
 * others do these days, speaks of another company.
 */
export const namingOf = (
  { provider, symbol, known, named }: ExpectedSubject,
  subject: Subject,
): NameVerdict => {
  const { name } = subject
  if (
    known === null ||
    name === null ||
    !isName(name, symbol) ||
    nameFits(namesOf(known, symbol), name)
  )
    return 'fits'
  const said = Object.values(named?.by ?? {})
  if (
    said.length > 0 &&
    nameFits(
      said.map((one) => one.name),
      name,
    )
  )
    return 'older'
  if (sameCompany(known, subject.identifiers ?? {})) return 'new'
  if (subject.symbol !== symbol) return 'wrong'
  const lately =
    named !== undefined &&
    said.some(({ at }) => named.now.getTime() - Date.parse(at) < REPEATED_WITHIN_MS)
  return named?.by[provider] !== undefined || !lately ? 'new' : 'wrong'
}

/** Null when what the answer says of itself fits the instrument; else what does not. */
export const mismatch = (asked: ExpectedSubject, subject: Subject): string | null => {
  const { market, symbol, known } = asked
  if (subject.symbol !== null && subject.symbol !== symbol)
    return `asked for ${symbol}, answered ${subject.symbol}`
  const allowed = quoteCurrencies(market, symbol)
  if (subject.currency !== null && !allowed.includes(subject.currency))
    return `${instrumentId(market, symbol)} is quoted in ${allowed.join(' or ')}, the answer is in ${subject.currency}`
  return namingOf(asked, subject) === 'wrong' && known
    ? `${symbol} is ${namesOf(known, symbol)[0]}, the answer is about ${subject.name}`
    : null
}
