/**
 * A convenience translation: multiplies every amount and per-share figure in the reporting currency
 * by one stated rate, exactly, and those of an older series in another currency by the rates of
 * their own periods. Each figure keeps its id, so that it still leads to the filing, and states its
 * original value. Ratios, counts and days do not change. Pure.
 */
import { sha256Hex } from '#shared/hash.ts'
import type { Conversion, Fact, Financials } from '#shared/contracts/facts.ts'
import { fail, ok, type Result } from '#shared/contracts/problem.ts'
import { convert, type Quantity, quantity } from '#shared/units/quantity.ts'
import {
  type Currency,
  currencyOf,
  type ExchangeRate,
  isCurrency,
  parseUnit,
} from '#shared/units/unit.ts'
import { periodRate, type RateHistory } from './period-rates.ts'

/** What one unit of `from` is worth in `to`, as a provider gave it for an instant. */
export interface FxRate {
  from: string
  to: string
  /** Exact decimal above zero: units of `to` for one of `from`. */
  rate: string
  at: string
  provider: string
  source_url: string
  retrieved_at: string
}

interface ConvertedFigure {
  id: string
  value: string
  unit: string
  converted_from?: Fact['converted_from']
}

/** Hexadecimal digits, as many as the id of a fact has. */
const ID_DIGITS = 20
/** The same rate from the same provider has the same id, no matter when it was read. */
const rateId = ({ from, to, rate, at, provider }: FxRate): string =>
  sha256Hex(JSON.stringify(['fx', from, to, quantity(rate, 'x').value, at, provider])).slice(
    0,
    ID_DIGITS,
  )

/** Multiplies a figure by a rate. Null when it has no amount in the currency of the rate. */
const translated = <F extends ConvertedFigure>(
  figure: F,
  rate: Quantity<ExchangeRate>,
): Pick<ConvertedFigure, 'value' | 'unit'> | null => {
  const [to = '', from = ''] = rate.unit.split('/')
  const unit = parseUnit(figure.unit)
  if (unit === null || !isCurrency(from) || currencyOf(unit) !== from) return null
  const amount = convert({ value: figure.value, unit: from }, rate)
  return amount.ok ? { value: amount.data.value, unit: unit === from ? to : `${to}/share` } : null
}

/** The figure at the one rate; unchanged when it is not in its currency. */
const converted = <F extends ConvertedFigure>(
  figure: F,
  rate: Quantity<ExchangeRate> | null,
): F => {
  const other = rate && translated(figure, rate)
  return other
    ? { ...figure, ...other, converted_from: { value: figure.value, unit: figure.unit } }
    : figure
}

const currencyIn = ({ unit: text }: ConvertedFigure): Currency | null => {
  const unit = parseUnit(text)
  return unit && currencyOf(unit)
}

/** A fact of another currency at the rate of its own period; unchanged where none is known. */
const atPeriodRate = (fact: Fact, histories: readonly RateHistory[]): Fact => {
  const history = histories.find(({ from }) => from === currencyIn(fact))
  const rate = history && periodRate(history, fact)
  if (!rate || parseUnit(rate.unit) === null) return fact
  const by = quantity(rate.value, rate.unit as ExchangeRate)
  const other = translated(fact, by)
  return other
    ? { ...fact, ...other, converted_from: { value: fact.value, unit: fact.unit, rate } }
    : fact
}

const sentences = (
  from: string,
  to: string,
  rate: FxRate | null,
  count: number,
): Pick<Conversion, 'note_en' | 'note_zh'> => {
  const day = rate?.at.slice(0, 10)
  const en = [
    rate &&
      `For convenience amounts in ${from} are translated at one rate, that of ${day} (${rate.provider}): 1 ${from} = ${quantity(rate.rate, 'x').value} ${to}.`,
    `The company reports in ${from}; the filed amounts stand beside each figure, and ratios and growth are those of the filed amounts.`,
    count > 0 &&
      `${count} figures of an earlier currency are translated at the rates of their own periods: flows at the average, balances at the closing rate.`,
  ]
  const zh = [
    rate &&
      `为便于阅读，以 ${from} 列报的金额按同一汇率折算：${day}（${rate.provider}）1 ${from} = ${quantity(rate.rate, 'x').value} ${to}。`,
    `公司以 ${from} 列报；各数均附原始披露金额，比率与增速按原始金额计算。`,
    count > 0 &&
      `${count} 个早期其他货币的数字按各自期间的汇率折算：流量用平均汇率，余额用期末汇率。`,
  ]
  return { note_en: en.filter(Boolean).join(' '), note_zh: zh.filter(Boolean).join('') }
}

/** The currencies of facts that are neither the reporting currency nor the wanted one. */
export const otherCurrencies = (
  { facts, reporting_currency }: Pick<Financials, 'facts' | 'reporting_currency'>,
  to: string,
): string[] => {
  const found = new Set(facts.flatMap((fact) => currencyIn(fact) ?? []))
  return [...found].filter((currency) => currency !== reporting_currency && currency !== to)
}

/**
 * Translates into `to`. `rate` is the one rate from the reporting currency, null where that is the
 * wanted one; `histories` are the daily rates of other currencies. Fails with `invalid_request` for
 * an unknown currency, for a rate that is not from the reporting currency, and for a second
 * translation.
 */
export const convertFinancials = (
  financials: Financials,
  to: string,
  rate: FxRate | null,
  histories: readonly RateHistory[] = [],
): Result<Financials> => {
  const from = financials.reporting_currency
  if (rate && (rate.from !== from || rate.to !== to))
    return fail(
      'invalid_request',
      `The company reports in ${from}, the rate is from ${rate.from} to ${rate.to}.`,
    )
  if (!isCurrency(from) || !isCurrency(to) || (rate === null) !== (from === to))
    return fail('invalid_request', `There is no translation from ${from} to ${to}.`)
  if (financials.conversion)
    return fail(
      'invalid_request',
      `The figures are already a translation from ${financials.conversion.from} to ${financials.conversion.to}.`,
    )
  const unit: ExchangeRate = `${to}/${from}`
  const by = rate && quantity(rate.rate, unit)
  if (by && (!/[1-9]/.test(by.value) || by.value.startsWith('-')))
    return fail('invalid_request', `${rate.rate} ${unit} is no exchange rate.`)
  const facts = financials.facts.map((fact) => {
    const currency = currencyIn(fact)
    if (currency === null || currency === to) return fact
    return currency === from ? converted(fact, by) : atPeriodRate(fact, histories)
  })
  const derived = financials.derived.map((figure) => converted(figure, by))
  const unconverted = [...facts, ...derived].flatMap((figure) => {
    const currency = currencyIn(figure)
    return currency === null || currency === to ? [] : [{ id: figure.id, unit: figure.unit }]
  })
  const count = facts.filter((fact) => fact.converted_from?.rate).length
  return ok({
    ...financials,
    reporting_currency: to,
    facts,
    derived,
    conversion: {
      from,
      to,
      rate: rate &&
        by && {
          id: rateId(rate),
          value: by.value,
          unit,
          at: rate.at,
          provider: rate.provider,
          source_url: rate.source_url,
          retrieved_at: rate.retrieved_at,
        },
      ...(count > 0 && { at_period_rates: count }),
      unconverted,
      ...sentences(from, to, rate, count),
    },
  })
}
