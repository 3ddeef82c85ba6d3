/**
 * What stands in the place of an answer that only the administrator gets: a field for the token, or
 * the problem.
 */
import { useSignal } from '@preact/signals'
import { setAdministratorToken } from '../api.ts'
import type { PageProblem } from '../page-problem.ts'
import { ProblemPanel } from '../ui/ProblemPanel.tsx'
import { t } from './strings/index.ts'

export const AskToken = ({ problem, retry }: { problem: PageProblem; retry: () => void }) => {
  const token = useSignal('')
  if (problem.reason !== 'unauthorized') return <ProblemPanel problem={problem} retry={retry} />
  return (
    <form
      class="problem log-token"
      onSubmit={(event) => {
        event.preventDefault()
        setAdministratorToken(token.value.trim())
        retry()
      }}
    >
      <h2>{t('token.title')}</h2>
      <p>{t('token.note')}</p>
      {token.value !== '' && <p role="alert">{problem.detail}</p>}
      <label>
        {t('token.label')}{' '}
        <input
          type="password"
          autocomplete="off"
          required
          maxLength={200}
          value={token.value}
          onInput={(event) => {
            token.value = event.currentTarget.value
          }}
        />
      </label>
      <button type="submit" class="button button-main">
        {t('token.use')}
      </button>
    </form>
  )
}
