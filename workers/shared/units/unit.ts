/**
 * The units that a figure may have. The scale is always 1: thousands, lots and percent exist only
 * where an answer is read (scale.ts).
 */

/** The ISO 4217 currencies in which companies of the four markets report or are quoted. */
export const CURRENCIES = [
  'CNY',
  'HKD',
  'USD',
  'JPY',
  'EUR',
  'GBP',
  'TWD',
  'KRW',
  'SGD',
  'MYR',
  'THB',
  'IDR',
  'INR',
  'AUD',
  'NZD',
  'CAD',
  'CHF',
] as const
export const OTHER_CURRENCIES = [
  'SEK',
  'NOK',
  'DKK',
  'ILS',
  'BRL',
  'MXN',
  'ZAR',
  'RUB',
  'TRY',
  'PHP',
  'VND',
  'ARS',
  'CLP',
  'COP',
  'PEN',
  'MOP',
] as const
export type Currency = (typeof CURRENCIES)[number] | (typeof OTHER_CURRENCIES)[number]

export type PerShare<C extends Currency = Currency> = `${C}/share`
/** Units of `To` for one unit of `From`: `USD/CNY` is dollars for one yuan. */
export type ExchangeRate<
  From extends Currency = Currency,
  To extends Currency = Currency,
> = `${To}/${From}`
export type Unit =
  | Currency
  | PerShare
  | ExchangeRate
  | 'shares'
  | 'ratio'
  | 'x'
  | 'days'
  | 'persons'
  | 'score'

const KNOWN: ReadonlySet<string> = new Set([...CURRENCIES, ...OTHER_CURRENCIES])
const PLAIN: ReadonlySet<string> = new Set(['shares', 'ratio', 'x', 'days', 'persons', 'score'])

export const isCurrency = (text: string): text is Currency => KNOWN.has(text)

/** True for money (`CNY`), and false for a count, a ratio or money per share. */
export const isMoney = (unit: Unit): unit is Currency => isCurrency(unit)

/** Returns the unit that a text names; null when it names none. */
export const parseUnit = (text: string): Unit | null => {
  if (PLAIN.has(text) || isCurrency(text)) return text as Unit
  const [first = '', second = '', ...rest] = text.split('/')
  return isCurrency(first) && rest.length === 0 && (second === 'share' || isCurrency(second))
    ? (text as Unit)
    : null
}

/**
 * Returns the currency in a unit of money or money per share; null for counts, ratios and exchange
 * rates.
 */
export const currencyOf = (unit: Unit): Currency | null => {
  const [currency = '', per] = unit.split('/')
  return isCurrency(currency) && (per === undefined || per === 'share') ? currency : null
}
