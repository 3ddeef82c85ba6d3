/** Where a page's figures come from: provider, time, recording, and what each provider asked has answered. */
import type { Financials } from '#shared/contracts/facts.ts'
import { attemptWords, providerName, timeOf } from '../models/words.ts'
import { t } from '../strings/index.ts'

export const Provenance = ({ financials }: { financials: Pick<Financials, 'served_by' | 'attempts' | 'as_of'> }) => {
  const { provider, retrieved_at, recorded } = financials.served_by
  const failures = financials.attempts.filter((attempt) => attempt.outcome === 'failed' || attempt.outcome === 'not_found')
  return (
    <div class="provenance">
      <p>
        <span class="provenance-name">{t('source.served_by')}</span>{' '}
        {recorded ? (
          <>
            <span class="badge" title={t('badge.recorded_title')}>
              {t('badge.recorded')}
            </span>{' '}
            {t('source.recorded', { provider: providerName(recorded.original_provider), date: recorded.recorded_at })}
          </>
        ) : (
          <>
            <strong>{providerName(provider)}</strong>, {t('source.read_at', { time: timeOf(retrieved_at) })}
          </>
        )}
        {' · '}
        {t('source.as_of', { time: timeOf(financials.as_of) })}
      </p>
      {recorded?.note && <p class="muted small">{recorded.note}</p>}
      {financials.attempts.length > 0 && (
        <details>
          <summary>
            {t('source.attempts')}
            {failures.length > 0 && <span class="muted">: {failures.map(attemptWords).join('; ')}</span>}
          </summary>
          <ol>
            {financials.attempts.map((attempt) => (
              <li key={attempt.provider}>
                {attemptWords(attempt)}
                {attempt.detail && <span class="muted"> — {attempt.detail}</span>}
              </li>
            ))}
          </ol>
        </details>
      )}
    </div>
  )
}
