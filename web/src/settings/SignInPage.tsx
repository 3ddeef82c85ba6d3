/** Where a sign-in link leads: uses its code once, and says what to do when it is of no use. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { isSignInNeeded, signIn } from '../api.ts'
import type { PageProblem } from '../page-problem.ts'
import { language } from '../preferences.ts'
import { navigate } from '../router.ts'
import { Loading } from '../ui/Loading.tsx'
import { titleOf } from '../ui/reasons.ts'
import { learnWhoIAm, me } from './me.ts'
import { SignInNotice } from './SignInNotice.tsx'
import { t } from './strings/index.ts'

/** The code of the link. It is taken out of the address, so that it is in no history. */
const takeCode = (): string => {
  const code = location.hash.slice(1)
  if (code) history.replaceState(null, '', location.pathname)
  return code
}

export const SignInPage = () => {
  const problem = useSignal<PageProblem | null>(null)
  const busy = useSignal(true)
  useEffect(() => {
    const code = takeCode()
    const use = async () => {
      const answer = code ? await signIn(code) : null
      if (answer?.ok) {
        isSignInNeeded.value = false
        await learnWhoIAm()
        return navigate('/', { replace: true })
      }
      problem.value = answer?.problem ?? null
      busy.value = false
    }
    void use()
  }, [])
  useEffect(() => {
    document.title = `${t('sign_in.title')} · ${t('app.name')}`
  }, [language.value])
  if (busy.value) return <Loading label="settings.loading" />
  const principal = me.value?.principal
  return (
    <>
      {problem.value && (
        <div class="problem" role="alert">
          <h2>{titleOf(problem.value.reason, problem.value.title)}</h2>
          <p>{t('sign_in.link_of_no_use')}</p>
        </div>
      )}
      {principal ? (
        <section class="sign-in">
          <p>{t('sign_in.already', { name: principal.name })}</p>
          <a class="button button-main" href="/">
            {t('not_found.home')}
          </a>
        </section>
      ) : (
        <SignInNotice />
      )}
    </>
  )
}
