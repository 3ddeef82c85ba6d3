/**
 * Where the figures of a page come from: provider, time, whether they are recorded, and what each
 * provider answered.
 */
import type { FigureIndex } from '#shared/book/figure-index.ts'
import type { ComponentChildren } from 'preact'
import { useMemo } from 'preact/hooks'
import { AttemptList } from '../ui/AttemptList.tsx'
import { splitAttempts } from '../ui/attempts.ts'
import { attemptWords, grouped, providerName, utcTimeOf } from '../ui/words.ts'
import { ChecksLine } from './ChecksLine.tsx'
import { t } from './strings/index.ts'

/**
 * "2,311 filed figures from 43 filings (10-K, 10-Q; 2014-10-27 to 2026-01-30), 1,091 computed from
 * them".
 */
const FiledCounts = ({ figures: { book } }: { figures: FigureIndex }) => {
  const filings = useMemo(() => book.filings, [book])
  const forms = [...new Set(filings.flatMap(({ form }) => form ?? []))].sort()
  const days = filings.flatMap(({ filed_at }) => filed_at ?? [])
  const span = days.length > 1 ? `${days.at(-1)} – ${days[0]}` : days[0]
  const about = [forms.join(', '), span].filter(Boolean).join('; ')
  return (
    <>
      {t(book.factCount === 1 ? 'source.facts_one' : 'source.facts', {
        count: grouped(book.factCount),
      })}
      {t(filings.length === 1 ? 'source.filings_one' : 'source.filings', {
        count: grouped(filings.length),
      })}
      {about && <span class="muted"> ({about})</span>}
      {book.derivedCount > 0 && t('source.computed', { count: grouped(book.derivedCount) })}
    </>
  )
}

interface ProvenanceProps {
  figures: FigureIndex
  /** More lines about the source, which the page adds. */
  children?: ComponentChildren
}

export const Provenance = ({ figures, children }: ProvenanceProps) => {
  const { as_of, served_by, attempts } = figures.reading
  const { provider, retrieved_at, recorded } = served_by
  // A provider that could not be asked has not failed.
  const failures = splitAttempts(attempts).told.filter(
    (attempt) => attempt.outcome === 'failed' || attempt.outcome === 'not_found',
  )
  return (
    <div class="provenance">
      <p>
        <span class="provenance-name">{t('source.served_by')}</span>{' '}
        {recorded ? (
          <>
            <span class="badge" title={t('badge.recorded_title')}>
              {t('badge.recorded')}
            </span>{' '}
            {t('source.recorded', {
              provider: providerName(recorded.original_provider),
              date: recorded.recorded_at,
            })}
          </>
        ) : (
          <>
            <strong>{providerName(provider)}</strong>,{' '}
            {t('source.read_at', { time: utcTimeOf(retrieved_at) })}
          </>
        )}
        {' · '}
        {t('source.as_of', { time: utcTimeOf(as_of) })}
      </p>
      <p>
        <FiledCounts figures={figures} />
      </p>
      {recorded?.note && <p class="muted small">{recorded.note}</p>}
      <ChecksLine figures={figures} />
      {children}
      {attempts.length > 0 && (
        <details>
          <summary>
            {t('source.attempts')}
            {failures.length > 0 && (
              <span class="muted">: {failures.map(attemptWords).join('; ')}</span>
            )}
          </summary>
          <AttemptList attempts={attempts} />
        </details>
      )}
    </div>
  )
}
