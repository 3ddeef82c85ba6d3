/** Makes an API token, and shows it once. */
import { useSignal } from '@preact/signals'
import { makeToken, type Scope } from '../api.ts'
import type { PageProblem } from '../page-problem.ts'
import { ProblemPanel } from '../ui/ProblemPanel.tsx'
import { SecretOnce } from './SecretOnce.tsx'
import { t } from './strings/index.ts'

const SCOPE_CHOICES = ['reader', 'writer', 'admin', 'metrics'] as const satisfies readonly Scope[]
/** Days of life; null for one that does not end. */
const LIVES = [7, 90, 365, null] as const
const DAY_SECONDS = 24 * 60 * 60
const MOST_CHARACTERS = 80

export const NewToken = ({ onMade }: { onMade: () => void }) => {
  const name = useSignal('')
  const scope = useSignal<Scope>('reader')
  const days = useSignal<number | null>(90)
  const made = useSignal<string | null>(null)
  const problem = useSignal<PageProblem | null>(null)
  const make = async () => {
    const answer = await makeToken({
      name: name.value.trim(),
      scopes: [scope.value],
      expires_in_seconds: days.value === null ? null : days.value * DAY_SECONDS,
    })
    made.value = answer.ok ? answer.data.token : null
    problem.value = answer.ok ? null : answer.problem
    if (!answer.ok) return
    name.value = ''
    onMade()
  }
  return (
    <section aria-labelledby="new-token-title">
      <h2 id="new-token-title">{t('token.title')}</h2>
      <p>{t('token.what')}</p>
      <form
        class="token-form"
        onSubmit={(event) => {
          event.preventDefault()
          void make()
        }}
      >
        <label>
          {t('token.name')}
          <input
            required
            maxLength={MOST_CHARACTERS}
            value={name.value}
            onInput={({ currentTarget }) => {
              name.value = currentTarget.value
            }}
          />
        </label>
        <label>
          {t('token.scope')}
          <select
            value={scope.value}
            onChange={({ currentTarget }) => {
              scope.value = SCOPE_CHOICES[currentTarget.selectedIndex] ?? 'reader'
            }}
          >
            {SCOPE_CHOICES.map((one) => (
              <option key={one} value={one}>
                {t(`scope.${one}`)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t('token.life')}
          <select
            value={String(days.value)}
            onChange={({ currentTarget }) => {
              days.value = LIVES[currentTarget.selectedIndex] ?? null
            }}
          >
            {LIVES.map((life) => (
              <option key={String(life)} value={String(life)}>
                {life === null ? t('token.no_end') : t('token.days', { days: life })}
              </option>
            ))}
          </select>
        </label>
        <button type="submit" class="button button-main">
          {t('token.make')}
        </button>
      </form>
      {made.value && <SecretOnce secret={made.value} note={t('token.once')} />}
      {problem.value && <ProblemPanel problem={problem.value} />}
    </section>
  )
}
