/** What each provider answered. Those that could not be asked stand together in one line. */
import type { Attempt } from '#shared/contracts/facts.ts'
import { splitAttempts } from './attempts.ts'
import { t } from './strings/index.ts'
import { attemptWords, unaskedWords } from './words.ts'

export const AttemptList = ({ attempts }: { attempts: readonly Attempt[] }) => {
  const { told, unasked } = splitAttempts(attempts)
  return (
    <div class="attempts">
      {told.length > 0 && (
        <ol>
          {told.map((attempt, position) => (
            // One provider can stand here twice: it failed now, and its older answer is used.
            <li key={`${attempt.provider} ${position}`}>
              {attemptWords(attempt)}
              {attempt.detail && <span class="muted"> — {attempt.detail}</span>}
            </li>
          ))}
        </ol>
      )}
      {unasked.length > 0 && (
        <p class="muted small">
          {t('attempts.not_asked', { list: unaskedWords(unasked) })}
          {unasked.some(({ reason }) => reason === 'no_key') && (
            <>
              {' · '}
              <a href="/data-sources#keys">{t('attempts.keys')}</a>
            </>
          )}
        </p>
      )}
    </div>
  )
}
