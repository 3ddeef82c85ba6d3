/**
 * What every answer must stand up to before it is stored or shown, whichever adapter made it: it is about the instrument
 * asked for (symbol, name, currency), each item has its schema's form, and a database can hold it. Pure.
 */
import { ITEM_SCHEMAS, type ItemDataset } from '#shared/contracts/datasets.ts'
import type { Instrument, Market } from '#shared/contracts/instrument.ts'
import { isStorable } from '#shared/storable.ts'
import { parseUnit } from '#shared/units/unit.ts'
import { nameFits } from '../instruments/names.ts'
import { instrumentId } from '../instruments/symbol.ts'
import type { ItemsAnswer, ProviderFailure, ProviderFailureReason, ProviderResult, StatementsAnswer, Subject } from '../providers/provider.ts'

export interface Asked {
  provider: string
  market: Market
  symbol: string
  /** What is known of the instrument from earlier answers; null when nothing is. */
  known: Instrument | null
}

const failed = (reason: ProviderFailureReason, detail: string): ProviderFailure => ({ ok: false, reason, detail })

/** Currencies in which a market's instruments are quoted: B shares of Shanghai in dollars, of Shenzhen in Hong Kong dollars, yuan counters in Hong Kong. */
export const quoteCurrencies = (market: Market, symbol: string): readonly string[] => {
  if (market === 'CN') return symbol.startsWith('900') ? ['USD'] : symbol.startsWith('200') ? ['HKD'] : ['CNY']
  if (market === 'HK') return /^8\d{4}$/.test(symbol) ? ['CNY'] : ['HKD', 'CNY', 'USD']
  return market === 'JP' ? ['JPY'] : ['USD']
}

const namesOf = (known: Instrument): string[] => [known.name, ...Object.values(known.names).filter((name) => name !== undefined)]

/** A name that is only the symbol again tells nothing. */
const isName = (name: string, symbol: string): boolean => name.toUpperCase() !== symbol && !symbol.startsWith(name.toUpperCase())

/** Null when what the answer says of itself fits the instrument; else what does not. */
export const misfit = ({ market, symbol, known }: Asked, subject: Subject): string | null => {
  if (subject.symbol !== null && subject.symbol !== symbol) return `asked for ${symbol}, answered ${subject.symbol}`
  const allowed = quoteCurrencies(market, symbol)
  if (subject.currency !== null && !allowed.includes(subject.currency))
    return `${instrumentId(market, symbol)} is quoted in ${allowed.join(' or ')}, the answer is in ${subject.currency}`
  const name = subject.name
  const names = known ? namesOf(known).filter((n) => isName(n, symbol)) : []
  if (name !== null && isName(name, symbol) && !nameFits(names, name)) return `${symbol} is ${names[0]}, the answer is about ${name}`
  return null
}

const unstorable = (provider: string): ProviderFailure => failed('malformed', `${provider}: a text of the answer holds U+0000 or half a surrogate pair`)

export const checkItems = <D extends ItemDataset>(dataset: D, asked: Asked, result: ProviderResult<ItemsAnswer<D>>): ProviderResult<ItemsAnswer<D>> => {
  if (!result.ok) return result
  const { provider, market, symbol } = asked
  const wrong = misfit(asked, result.data.subject)
  if (wrong) return failed('wrong_instrument', `${provider}: ${wrong}`)
  if (result.data.items.length === 0) return failed('empty', `${provider} has no ${dataset} of ${instrumentId(market, symbol)}`)
  for (const [at, { item }] of result.data.items.entries()) {
    const parsed = ITEM_SCHEMAS[dataset].safeParse(item)
    if (!parsed.success) {
      const [issue] = parsed.error.issues
      return failed('malformed', `${provider}: ${dataset} ${at} does not have the expected form at ${issue?.path.join('.') || 'root'}`)
    }
  }
  return isStorable(result.data.items) && isStorable(result.data.subject) ? result : unstorable(provider)
}

const DECIMAL = /^-?\d+(\.\d+)?$/

export const checkStatements = (asked: Asked, result: ProviderResult<StatementsAnswer>): ProviderResult<StatementsAnswer> => {
  if (!result.ok) return result
  const { provider, market, symbol } = asked
  const id = instrumentId(market, symbol)
  const { instrument, facts } = result.data
  if (instrument.id !== id) return failed('wrong_instrument', `${provider} answered ${instrument.id} when asked for ${id}`)
  const wrong = misfit(asked, { symbol, name: instrument.name, currency: null })
  if (wrong) return failed('wrong_instrument', `${provider}: ${wrong}`)
  if (facts.length === 0) return failed('empty', `${provider} has no statements of ${id}`)
  const bad = facts.find((fact) => !DECIMAL.test(fact.value) || parseUnit(fact.unit) === null)
  if (bad) return failed('malformed', `${provider}: ${bad.concept} of ${bad.end} is no figure: ${bad.value.slice(0, 32)} ${bad.unit.slice(0, 16)}`)
  return isStorable([instrument, facts]) ? result : unstorable(provider)
}
