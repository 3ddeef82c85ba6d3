/** Stands where a dataset is missing: the reason, who was asked, and a way to ask again. */
import type { PageProblem } from '../../page-problem.ts'
import { splitAttempts } from '../../ui/attempts.ts'
import { ProblemPanel } from '../../ui/ProblemPanel.tsx'
import { listed, providerName } from '../../ui/words.ts'
import { Attempts } from './Attempts.tsx'
import { t } from './strings/index.ts'

interface NothingThereProps {
  problem: PageProblem
  company: string
  asOf: string | null
  retry: () => void
}

const words = (problem: PageProblem, company: string, asOf: string | null): string => {
  const asked = splitAttempts(problem.attempts ?? []).told
  if (asked.length === 0 && problem.attempts) return t('data.none_asked')
  const providers = listed([...new Set(asked.map(({ provider }) => providerName(provider)))])
  if (problem.reason === 'providers_failed') return t('data.failed_detail', { providers })
  const answered = asked.some(({ outcome }) => outcome === 'served' || outcome === 'stored')
  if (!answered) return t('data.none_now', { company, providers })
  return asOf ? t('data.none_as_of', { date: asOf }) : t('data.none_within', { providers })
}

export const NothingThere = ({ problem, company, asOf, retry }: NothingThereProps) => {
  const none = problem.reason === 'no_data' || problem.reason === 'unknown_symbol'
  if (!none && problem.reason !== 'providers_failed')
    return <ProblemPanel problem={problem} retry={retry} />
  return (
    <div class={none ? 'nothing' : 'nothing nothing-failed'} role="status">
      <p>
        <strong>{t(none ? 'data.none' : 'data.failed')}</strong>
      </p>
      <p>{words(problem, company, asOf)}</p>
      {!none && problem.retry_after_seconds !== undefined && (
        <p>{t('data.retry_in', { seconds: Math.ceil(problem.retry_after_seconds) })}</p>
      )}
      <div class="nothing-ways">
        <button type="button" class="button button-small" onClick={retry}>
          {t('data.retry')}
        </button>
      </div>
      <Attempts attempts={problem.attempts ?? []} />
    </div>
  )
}
