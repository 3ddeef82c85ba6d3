/**
 * Amounts converted to another currency: the one rate that is used, and the filed amount of each
 * figure.
 */
import type { Conversion, Fact } from '#shared/contracts/facts.ts'
import type { PageProblem } from '../page-problem.ts'
import { AttemptList } from '../ui/AttemptList.tsx'
import { exactValue } from '../ui/numbers.ts'
import { isWebAddress } from '../ui/web-address.ts'
import { providerName, utcTimeOf } from '../ui/words.ts'
import { t } from './strings/index.ts'

/** `1 USD = 7.1 CNY` */
const rateWords = ({ from, to, rate }: Conversion): string =>
  `1 ${from} = ${exactValue(rate.value)} ${to}`
const dayOf = ({ rate }: Conversion): string => rate.at.slice(0, 10)

export const ConversionNote = ({ conversion }: { conversion: Conversion }) => {
  const { rate, unconverted } = conversion
  const name = providerName(rate.provider)
  return (
    <div class="notice notice-quiet">
      <p>
        {t('currency.rate', { rate: rateWords(conversion), date: dayOf(conversion) })}{' '}
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
      <p class="small">
        {t('currency.convenience', { currency: conversion.from })}
        {unconverted.length > 0 &&
          ` ${t(unconverted.length === 1 ? 'currency.unconverted_one' : 'currency.unconverted', { count: unconverted.length })}`}
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
  return (
    <div class="converted-from">
      <p>
        <span class="muted">{name}</span> <strong>{exactValue(from.value)}</strong> {from.unit}
      </p>
      {conversion && (
        <p class="muted small">
          {t('currency.converted', { rate: rateWords(conversion), date: dayOf(conversion) })}{' '}
          {isWebAddress(conversion.rate.source_url) && (
            <a
              href={conversion.rate.source_url}
              target="_blank"
              rel="noopener noreferrer"
              aria-label={t('currency.open_rate')}
            >
              {providerName(conversion.rate.provider)} ↗
            </a>
          )}
        </p>
      )}
    </div>
  )
}
