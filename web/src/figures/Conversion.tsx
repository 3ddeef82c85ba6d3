/**
 * Amounts converted to another currency: the one rate that is used, or that of a figure's own
 * period, and the filed amount of each figure.
 */
import type { Conversion, Fact } from '#shared/contracts/facts.ts'
import type { PageProblem } from '../page-problem.ts'
import { AttemptList } from '../ui/AttemptList.tsx'
import { exactValue } from '../ui/numbers.ts'
import { isWebAddress } from '#shared/web-address.ts'
import { providerName, utcTimeOf } from '../ui/words.ts'
import { t } from './strings/index.ts'

type OneRate = NonNullable<Conversion['rate']>

/** `1 USD = 7.1 CNY` of `CNY/USD` */
const rateWords = ({ unit, value }: Pick<OneRate, 'unit' | 'value'>): string => {
  const [to, from] = unit.split('/')
  return `1 ${from} = ${exactValue(value)} ${to}`
}
const dayOf = ({ at }: OneRate): string => at.slice(0, 10)

const OneRateLine = ({ rate }: { rate: OneRate }) => {
  const name = providerName(rate.provider)
  return (
    <p>
      {t('currency.rate', { rate: rateWords(rate), date: dayOf(rate) })}{' '}
      {isWebAddress(rate.source_url) ? (
        <a href={rate.source_url} target="_blank" rel="noopener noreferrer">
          {name} ↗
        </a>
      ) : (
        name
      )}
      <span class="muted">
        {' '}
        ({t('currency.rate_read', { time: utcTimeOf(rate.retrieved_at) })})
      </span>
    </p>
  )
}

export const ConversionNote = ({ conversion }: { conversion: Conversion }) => {
  const { rate, unconverted, at_period_rates: older = 0 } = conversion
  const left = unconverted.length
  return (
    <div class="notice notice-quiet">
      {rate && <OneRateLine rate={rate} />}
      <p class="small">
        {t('currency.convenience', { currency: conversion.from })}
        {older > 0 && ` ${t('currency.period_rates', { count: older })}`}
        {left > 0 &&
          ` ${t(left === 1 ? 'currency.unconverted_one' : 'currency.unconverted', { count: left })}`}
      </p>
    </div>
  )
}

/** Says why the amounts stay as filed although another currency was chosen. */
export const NotConverted = ({ problem, currency }: { problem: PageProblem; currency: string }) => (
  <div class="notice" role="status">
    <p>{t('currency.failed', { currency })}</p>
    {problem.attempts && problem.attempts.length > 0 ? (
      <AttemptList attempts={problem.attempts} />
    ) : (
      <p class="small" lang="en">
        {problem.detail}
      </p>
    )}
  </div>
)

/** In the origin panel: the value before it was converted. */
export const ConvertedFrom = ({
  from,
  conversion,
  name,
}: {
  from: Fact['converted_from']
  conversion: Conversion | null | undefined
  name: string
}) => {
  if (!from) return null
  const own = from.rate
  const rate = own ?? conversion?.rate
  return (
    <div class="converted-from">
      <p>
        <span class="muted">{name}</span> <strong>{exactValue(from.value)}</strong> {from.unit}
      </p>
      {rate && (
        <p class="muted small">
          {own
            ? t(own.kind === 'average' ? 'currency.at_average' : 'currency.at_closing', {
                rate: rateWords(own),
                from: own.from,
                to: own.to,
                days: own.days,
              })
            : conversion?.rate &&
              t('currency.converted', {
                rate: rateWords(conversion.rate),
                date: dayOf(conversion.rate),
              })}{' '}
          {isWebAddress(rate.source_url) && (
            <a
              href={rate.source_url}
              target="_blank"
              rel="noopener noreferrer"
              aria-label={t('currency.open_rate')}
            >
              {providerName(rate.provider)} ↗
            </a>
          )}
        </p>
      )}
    </div>
  )
}
