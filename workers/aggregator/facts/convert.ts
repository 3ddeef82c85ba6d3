/**
 * A convenience translation: multiplies every amount and per-share figure by one stated rate,
 * exactly. Each figure keeps its id, so that it still leads to the filing, and states its original
 * value. Ratios, counts and days do not change. Pure.
 */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Conversion, Financials } from '#shared/contracts/facts.ts'
import { fail, ok, type Result } from '#shared/contracts/problem.ts'
import { convert, type Quantity, quantity } from '#shared/units/quantity.ts'
import {
  type Currency,
  currencyOf,
  type ExchangeRate,
  isCurrency,
  parseUnit,
} from '#shared/units/unit.ts'

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
  converted_from?: { value: string; unit: string } | undefined
}

/** Hexadecimal digits, as many as the id of a fact has. */
const ID_DIGITS = 20
/** The same rate from the same provider has the same id, no matter when it was read. */
const rateId = ({ from, to, rate, at, provider }: FxRate): string =>
  bytesToHex(
    sha256(utf8ToBytes(JSON.stringify(['fx', from, to, quantity(rate, 'x').value, at, provider]))),
  ).slice(0, ID_DIGITS)

/**
 * The figure in the other currency. It is unchanged when it has no currency or not the one of the
 * rate.
 */
const converted = <F extends ConvertedFigure>(
  figure: F,
  from: Currency,
  rate: Quantity<ExchangeRate>,
  to: Currency,
): F => {
  const unit = parseUnit(figure.unit)
  if (unit === null || currencyOf(unit) !== from) return figure
  const amount = convert({ value: figure.value, unit: from }, rate)
  if (!amount.ok) return figure
  const renamed = unit === from ? to : `${to}/share`
  return {
    ...figure,
    value: amount.data.value,
    unit: renamed,
    converted_from: { value: figure.value, unit: figure.unit },
  }
}

const conversionOf = (
  rate: FxRate,
  value: string,
  unit: ExchangeRate,
  unconverted: Conversion['unconverted'],
): Conversion => {
  const { from, to, at, provider, source_url, retrieved_at } = rate
  const day = at.slice(0, 10)
  return {
    from,
    to,
    rate: { id: rateId(rate), value, unit, at, provider, source_url, retrieved_at },
    unconverted,
    note_en: `For convenience every amount is translated at one rate, that of ${day} (${provider}): 1 ${from} = ${value} ${to}. The company reports in ${from}; the filed amounts stand beside each figure, and ratios and growth are those of the filed amounts.`,
    note_zh: `为便于阅读，所有金额按同一汇率折算：${day}（${provider}）1 ${from} = ${value} ${to}。公司以 ${from} 列报；各数均附原始披露金额，比率与增速按原始金额计算。`,
  }
}

/**
 * Fails with `invalid_request` for an unknown currency, for a rate that is not from the reporting
 * currency, and for a second translation.
 */
export const convertFinancials = (financials: Financials, rate: FxRate): Result<Financials> => {
  const { from, to } = rate
  if (!isCurrency(from) || !isCurrency(to) || from === to)
    return fail('invalid_request', `There is no translation from ${from} to ${to}.`)
  if (financials.conversion)
    return fail(
      'invalid_request',
      `The figures are already a translation from ${financials.conversion.from} to ${financials.conversion.to}.`,
    )
  if (financials.reporting_currency !== from)
    return fail(
      'invalid_request',
      `The company reports in ${financials.reporting_currency}, the rate is from ${from}.`,
    )
  const unit: ExchangeRate = `${to}/${from}`
  const by = quantity(rate.rate, unit)
  if (!/[1-9]/.test(by.value) || by.value.startsWith('-'))
    return fail('invalid_request', `${rate.rate} ${unit} is no exchange rate.`)
  const facts = financials.facts.map((fact) => converted(fact, from, by, to))
  const derived = financials.derived.map((figure) => converted(figure, from, by, to))
  const unconverted = [...facts, ...derived].flatMap((figure) => {
    const other = parseUnit(figure.unit)
    return figure.converted_from === undefined && other !== null && currencyOf(other) !== null
      ? [{ id: figure.id, unit: figure.unit }]
      : []
  })
  return ok({
    ...financials,
    reporting_currency: to,
    facts,
    derived,
    conversion: conversionOf(rate, by.value, unit, unconverted),
  })
}
