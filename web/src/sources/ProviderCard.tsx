/**
 * One provider: its key, budget, delay of prices, terms, and what a refresh of each dataset costs.
 * Never the key itself.
 */

import type { ProviderInfo } from '#shared/contracts/data-sources.ts'
import type { Delay } from '#shared/datasets/quote.ts'
import { type Market, MARKETS } from '#shared/names.ts'
import { language } from '../preferences.ts'
import { NamedLine } from '../ui/NamedLine.tsx'
import { isWebAddress } from '#shared/web-address.ts'
import { providerName } from '../ui/words.ts'
import { budgetWords } from './durations.ts'
import { t, tCode } from './strings/index.ts'

const delayWords = (delay: Delay): string => {
  if (delay.kind === 'realtime') return t('delay.realtime')
  if (delay.kind === 'end_of_day') return t('delay.end_of_day')
  return delay.minutes === null
    ? t('delay.delayed')
    : t('delay.delayed_by', { minutes: delay.minutes })
}

/** Markets of the same delay stand together: `Hong Kong, United States: delayed`. */
const delaysOf = (delay: ProviderInfo['delay']): string[] => {
  const markets = new Map<string, Market[]>()
  for (const market of MARKETS) {
    const known = delay[market]
    if (known) markets.set(delayWords(known), [...(markets.get(delayWords(known)) ?? []), market])
  }
  const zh = language.value === 'zh'
  return [...markets].map(
    ([words, of]) =>
      `${of.map((market) => t(`market.${market}`)).join(zh ? '、' : ', ')}${zh ? '：' : ': '}${words}`,
  )
}

const Key = ({ provider }: { provider: ProviderInfo }) => {
  if (!provider.enabled) return <span class="badge badge-quiet">{t('sources.off')}</span>
  if (!provider.key) return <span class="badge badge-good">{t('sources.key_none')}</span>
  return (
    <span class={provider.key.set ? 'badge badge-good' : 'badge'}>
      {t(provider.key.set ? 'sources.key_set' : 'sources.key_missing')}
    </span>
  )
}

export const ProviderCard = ({ provider }: { provider: ProviderInfo }) => {
  const { key, terms } = provider
  const delays = delaysOf(provider.delay)
  const host = isWebAddress(provider.home)
    ? new URL(provider.home).host.replace(/^www\./, '')
    : null
  return (
    <li class="provider" id={`provider-${provider.id}`}>
      <h3>
        <span class="capital">{providerName(provider.id)}</span> <Key provider={provider} />
      </h3>
      {host && (
        <a class="small" href={provider.home} target="_blank" rel="noopener noreferrer">
          {host} ↗
        </a>
      )}
      <dl class="lines">
        {key && (
          <NamedLine name={t('sources.key_variable')}>
            <code>{key.variable}</code>{' '}
            {isWebAddress(key.signup) && (
              <a href={key.signup} target="_blank" rel="noopener noreferrer">
                {t('sources.key_get')} ↗
              </a>
            )}{' '}
            <span class="muted">({t(key.free ? 'sources.key_free' : 'sources.key_paid')})</span>
          </NamedLine>
        )}
        <NamedLine name={t('sources.budget')}>{budgetWords(provider.budget)}</NamedLine>
        {delays.length > 0 && (
          <NamedLine name={t('sources.delay')}>
            {delays.map((words) => (
              <span class="block" key={words}>
                {words}
              </span>
            ))}
          </NamedLine>
        )}
        <NamedLine name={t('sources.terms')}>
          {t(`terms.${terms.kind}`)}; {t(terms.store ? 'terms.store' : 'terms.no_store')},{' '}
          {t(terms.redistribute ? 'terms.redistribute' : 'terms.no_redistribute')}
          <span class="block muted small" lang="en">
            {terms.note}
          </span>
        </NamedLine>
      </dl>
      <details class="small">
        <summary>{t('sources.calls')}</summary>
        <ul class="calls">
          {provider.datasets.map(({ dataset, calls }) => (
            <li key={dataset}>
              {tCode('dataset', dataset)} <strong>{calls}</strong>
            </li>
          ))}
        </ul>
      </details>
    </li>
  )
}
