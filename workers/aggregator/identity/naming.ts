/**
 * Whether an answer is about the instrument asked for. A symbol or currency that does not fit means
 * refusal. A name that does not fit may be a new one: companies change their names, and the first
 * answer that was ever read may have been wrong. Pure.
 */
import { DAY_MS } from '#shared/days.ts'
import type { Market } from '#shared/names.ts'
import type { Instrument } from '#shared/contracts/instrument.ts'
import { nameFits } from './name-fit.ts'
import { instrumentId } from '#shared/symbol.ts'
import { quoteCurrencies } from '#shared/quote-currencies.ts'
import type { ProviderNames } from '../model/company-reading.ts'
import type { Subject } from '../model/provider.ts'

export interface ExpectedSubject {
  provider: string
  market: Market
  symbol: string
  /**
   * What earlier answers or the shipped lists say of the instrument; null when nothing is known.
   */
  known: Instrument | null
  /** The names that providers have given it so far; absent when there are none. */
  named?: { by: ProviderNames; now: Date }
}

/**
 * How the name in an answer relates to the known names: `fits` (or says nothing new), `older` (a
 * name that a provider gave it before), `new`, or `wrong`.
 */
export type NameVerdict = 'fits' | 'older' | 'new' | 'wrong'

/** Whether the text is a name: one that only repeats the symbol is not. */
export const isName = (name: string, symbol: string): boolean =>
  name.toUpperCase() !== symbol && !symbol.startsWith(name.toUpperCase())

const namesOf = (known: Instrument, symbol: string): string[] =>
  [known.name, ...Object.values(known.names).filter((name) => name !== undefined)].filter((name) =>
    isName(name, symbol),
  )

/** Numbers that identify one company, whichever provider states them. */
const COMPANY_NUMBERS = ['cik', 'lei', 'isin']
const plain = (number: string): string => number.trim().toUpperCase().replace(/^0+/, '')
const sameCompany = (known: Instrument, identifiers: Record<string, string>): boolean =>
  COMPANY_NUMBERS.some((kind) => {
    const [one, other] = [known.identifiers[kind], identifiers[kind]]
    return one !== undefined && other !== undefined && plain(one) === plain(other)
  })

/** A name that no provider has repeated for this long no longer counts. */
const REPEATED_WITHIN_MS = 7 * DAY_MS

/**
 * Judges a name that fits no known one. It is accepted as new when the answer states the company's
 * number. It is also accepted when the answer states the exact symbol, and either its provider has
 * named the instrument before (then it was renamed) or no provider that states the symbol has named
 * it lately. Otherwise the answer is about another company.
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

/** Null when what the answer says of itself fits the instrument; otherwise what does not fit. */
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
