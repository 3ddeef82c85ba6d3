/** The settings: who this browser is, sign-out, and for an administrator sessions and tokens. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { isSignInNeeded, type Principal, signOut } from '../api.ts'
import type { PageProblem } from '../page-problem.ts'
import { language } from '../preferences.ts'
import { Loading } from '../ui/Loading.tsx'
import { ProblemPanel } from '../ui/ProblemPanel.tsx'
import { listed, timeOf } from '../ui/words.ts'
import { AccessList } from './AccessList.tsx'
import { learnWhoIAm, me } from './me.ts'
import { t } from './strings/index.ts'

const scopesOf = ({ scopes }: Pick<Principal, 'scopes'>): string =>
  listed(scopes.map((scope) => t(`scope.${scope}`)))

const WhoIAm = ({ principal }: { principal: Principal }) => {
  const problem = useSignal<PageProblem | null>(null)
  const leave = async () => {
    const answer = await signOut()
    if (!answer.ok) {
      problem.value = answer.problem
      return
    }
    await learnWhoIAm()
  }
  return (
    <section class="who-i-am" aria-labelledby="who-title">
      <h2 id="who-title">{t('me.title')}</h2>
      <p>
        {t('me.is', {
          name: principal.name,
          kind: t(`kind.${principal.kind}`),
          scopes: scopesOf(principal),
        })}
      </p>
      {principal.expires_at && (
        <p class="muted">{t('me.until', { time: timeOf(principal.expires_at) })}</p>
      )}
      {principal.kind === 'session' && (
        <button type="button" class="button" onClick={() => void leave()}>
          {t('me.sign_out')}
        </button>
      )}
      {principal.kind === 'open' && <p>{t('open.how')}</p>}
      {problem.value && <ProblemPanel problem={problem.value} />}
    </section>
  )
}

export const SettingsPage = () => {
  useEffect(() => {
    document.title = `${t('settings.title')} · ${t('app.name')}`
  }, [language.value])
  const principal = me.value?.principal
  if (!principal || isSignInNeeded.value) return <Loading label="settings.loading" />
  return (
    <div class="settings">
      <h1>{t('settings.title')}</h1>
      <WhoIAm principal={principal} />
      {principal.scopes.includes('admin') ? (
        <>
          <section aria-labelledby="watch-title">
            <h2 id="watch-title">{t('watch.title')}</h2>
            <p>
              <a href="/settings/logs">{t('watch.log')}</a> ·{' '}
              <a href="/settings/metrics">{t('watch.metrics')}</a>
            </p>
          </section>
          <AccessList />
        </>
      ) : (
        <p>{t('access.admin_only')}</p>
      )}
    </div>
  )
}
