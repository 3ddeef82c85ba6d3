/** Shown in the place of every page to whoever is not signed in: how to sign in. */
import { t } from './strings/index.ts'

export const SignInNotice = () => (
  <section class="sign-in" aria-labelledby="sign-in-title">
    <h1 id="sign-in-title">{t('sign_in.title')}</h1>
    <p>{t('sign_in.how')}</p>
    <pre>
      <code>npm run sign-in</code>
    </pre>
    <p class="muted">{t('sign_in.deployed')}</p>
  </section>
)
