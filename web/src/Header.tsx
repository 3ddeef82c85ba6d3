/** The page's head: name, search (not on the home page), language, theme, API documents. */
import { placeOf, route } from './router.ts'
import { SearchBox } from './search/SearchBox.tsx'
import { LanguageChoice } from './settings/LanguageChoice.tsx'
import { ThemeChoice } from './settings/ThemeChoice.tsx'
import { t } from './ui/strings/index.ts'

export const Header = () => {
  const here = route.value
  return (
    <header class="top">
      <a class="brand" href="/">
        <svg viewBox="0 0 32 32" width="22" height="22" aria-hidden="true">
          <rect width="32" height="32" rx="7" class="brand-tile" />
          <path d="M7 24v-6h4v6zm7 0V13h4v11zm7 0V7h4v17z" class="brand-bars" />
        </svg>
        <span>{t('app.name')}</span>
      </a>
      <div class="top-search">
        {here.page !== 'home' && <SearchBox key={placeOf(here)} id="top-search" />}
      </div>
      <nav class="top-tools" aria-label={t('app.name')}>
        <LanguageChoice />
        <ThemeChoice />
        <a class="quiet" href="/screen" aria-current={here.page === 'screen' ? 'page' : undefined}>
          {t('app.screen')}
        </a>
        <a
          class="quiet"
          href="/data-sources"
          aria-current={here.page === 'data_sources' ? 'page' : undefined}
        >
          {t('app.data_sources')}
        </a>
        <a
          class="quiet"
          href="/settings"
          aria-current={here.page === 'settings' ? 'page' : undefined}
        >
          {t('app.settings')}
        </a>
        <a class="quiet to-docs" href="/docs">
          {t('app.docs')}
        </a>
      </nav>
    </header>
  )
}
