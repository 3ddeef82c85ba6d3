/**
 * Origin of a figure a provider states: exact value, the day it is of, the provider's field, and
 * the provider's page.
 */
import { exactValue } from '../../ui/numbers.ts'
import { type Stated, statedText, unitOf } from '../stated.ts'
import { isWebAddress } from '../../ui/web-address.ts'
import { providerName, utcTimeOf } from '../../ui/words.ts'
import { language } from '../../preferences.ts'
import { t } from '../../ui/strings/index.ts'
import { Line } from './OriginLines.tsx'

export const StatedOrigin = ({ stated }: { stated: Stated }) => {
  const { source } = stated
  return (
    <>
      <p class="exact">
        <span class="hidden">{t('origin.exact')}: </span>
        <strong>{exactValue(stated.value)}</strong> <span>{unitOf(stated)}</span>
        <span class="shown-as">
          {t('origin.shown_as', { text: statedText(stated, language.value) })}
        </span>
      </p>
      <p class="muted">{t('origin.stated')}</p>
      {isWebAddress(source.source_url) && (
        <a
          class="button button-main"
          href={source.source_url}
          target="_blank"
          rel="noopener noreferrer"
        >
          {t('origin.open')} ↗
        </a>
      )}
      <dl class="lines">
        <Line name={t('origin.of')}>{stated.when}</Line>
        <Line name={t('origin.provider')}>{providerName(source.provider)}</Line>
        {stated.field !== null && (
          <Line name={t('origin.field')}>
            <code>{stated.field}</code>
          </Line>
        )}
        <Line name={t('origin.record')}>
          <code>{source.key}</code>
        </Line>
        <Line name={t('origin.known')}>
          <time dateTime={source.known_at}>{utcTimeOf(source.known_at)}</time>
        </Line>
        <Line name={t('origin.retrieved')}>
          <time dateTime={source.retrieved_at}>{utcTimeOf(source.retrieved_at)}</time>
        </Line>
      </dl>
    </>
  )
}
