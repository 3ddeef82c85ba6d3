/** Shown for an address that names no page. */
import { t } from './ui/strings/index.ts'

export const NotFoundPage = ({ path }: { path: string }) => (
  <section class="not-found">
    <h1>{t('not_found.title')}</h1>
    <p>{t('not_found.detail', { path })}</p>
    <a class="button" href="/">
      {t('not_found.home')}
    </a>
  </section>
)
