/**
 * Origin of a figure a provider states: exact value, the day it is of, the provider's field, and
 * the provider's page.
 */

import { language } from '../../preferences.ts'
import { NamedLine } from '../../ui/NamedLine.tsx'
import { exactValue } from '../../ui/numbers.ts'
import { isWebAddress } from '#shared/web-address.ts'
import { providerName, utcTimeOf } from '../../ui/words.ts'
import { type StatedFigure, statedText, unitOf } from '../stated.ts'
import { t } from '../strings/index.ts'

export const StatedOrigin = ({ stated }: { stated: StatedFigure }) => {
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
        <NamedLine name={t('origin.of')}>{stated.when}</NamedLine>
        <NamedLine name={t('origin.provider')}>{providerName(source.provider)}</NamedLine>
        {stated.field !== null && (
          <NamedLine name={t('origin.field')}>
            <code>{stated.field}</code>
          </NamedLine>
        )}
        <NamedLine name={t('origin.record')}>
          <code>{source.key}</code>
        </NamedLine>
        <NamedLine name={t('origin.known')}>
          <time dateTime={source.known_at}>{utcTimeOf(source.known_at)}</time>
        </NamedLine>
        <NamedLine name={t('origin.retrieved')}>
          <time dateTime={source.retrieved_at}>{utcTimeOf(source.retrieved_at)}</time>
        </NamedLine>
      </dl>
    </>
  )
}
