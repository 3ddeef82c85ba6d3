/** What each provider asked has answered; those that could not be asked stand in one quiet line. */
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
            // One provider may stand here twice: failed now, served before.
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
