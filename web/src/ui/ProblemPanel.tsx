/** A problem in words: what happened, its stable reason, the request id, and a way to try again. */
import { useEffect } from 'preact/hooks'
import type { PageProblem } from '../page-problem.ts'
import { AttemptList } from './AttemptList.tsx'
import { titleOf } from './reasons.ts'
import { t } from './strings/index.ts'

/**
 * The page's own problems are told in the reader's language; other details come from the service.
 */
const detailOf = (problem: PageProblem): string =>
  problem.reason === 'offline' ? t('problem.offline_detail') : problem.detail

/** Reasons that mean that something does not exist. The panel then leads to the search. */
const NAMES_NOTHING: ReadonlySet<PageProblem['reason']> = new Set([
  'unknown_symbol',
  'malformed_symbol',
  'unknown_market',
  'no_data',
  'report_not_found',
])

export const ProblemPanel = ({ problem, retry }: { problem: PageProblem; retry?: () => void }) => {
  useEffect(() => {
    if (problem.reason !== 'offline' || !retry) return
    addEventListener('online', retry)
    return () => removeEventListener('online', retry)
  }, [problem])
  return (
    <div class="problem" role="alert">
      <h2>{titleOf(problem.reason, problem.title)}</h2>
      <p>{detailOf(problem)}</p>
      {problem.errors && problem.errors.length > 0 && (
        <ul>
          {problem.errors.map((error) => (
            <li key={error.path}>
              <code>{error.path}</code> {error.message}
            </li>
          ))}
        </ul>
      )}
      {problem.attempts && problem.attempts.length > 0 && (
        <AttemptList attempts={problem.attempts} />
      )}
      {problem.retry_after_seconds !== undefined && (
        <p>{t('problem.retry_after', { seconds: Math.ceil(problem.retry_after_seconds) })}</p>
      )}
      <p class="problem-ids">
        {t('problem.reason')} <code>{problem.reason}</code>
        {problem.request_id && (
          <>
            {' · '}
            {t('problem.request_id')} <code>{problem.request_id}</code>
          </>
        )}
      </p>
      <div class="problem-ways">
        {NAMES_NOTHING.has(problem.reason) && (
          <a class="button button-main" href="/">
            {t('not_found.home')}
          </a>
        )}
        {retry && (
          <button type="button" class="button" onClick={retry}>
            {t('problem.retry')}
          </button>
        )}
      </div>
    </div>
  )
}
