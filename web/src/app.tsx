/** The frame of the page: header, the page of the route, and the origin panel over all of them. */
import { useEffect, useRef } from 'preact/hooks'
import { isSignInNeeded } from './api.ts'
import { closeOrigin, originStack } from './figures/open-origin.ts'
import { Header } from './Header.tsx'
import { NotFoundPage } from './NotFoundPage.tsx'
import { language } from './preferences.ts'
import { placeOf, route } from './router.ts'
import { HomePage } from './search/HomePage.tsx'
import { Loading } from './ui/Loading.tsx'
import { lazily } from './ui/lazily.tsx'
import { OpenNotice } from './settings/OpenNotice.tsx'
import { SignInNotice } from './settings/SignInNotice.tsx'
import { t } from './ui/strings/index.ts'

const CompanyPage = lazily(
  () => import('./company/CompanyPage.tsx').then((m) => m.CompanyPage),
  <Loading key="company" label="company.loading" />,
)
const ReportPage = lazily(
  () => import('./report/ReportPage.tsx').then((m) => m.ReportPage),
  <Loading key="report" label="report.loading" />,
)
const ReportComparisonPage = lazily(
  () => import('./report/comparison/ReportComparisonPage.tsx').then((m) => m.ReportComparisonPage),
  <Loading key="comparison" label="report.loading" />,
)
const DataSourcesPage = lazily(
  () => import('./sources/DataSourcesPage.tsx').then((m) => m.DataSourcesPage),
  <Loading key="sources" label="sources.loading" />,
)
const ScreenPage = lazily(
  () => import('./screen/ScreenPage.tsx').then((m) => m.ScreenPage),
  <Loading key="screen" label="screen.loading" />,
)
const ComparePage = lazily(
  () => import('./compare/ComparePage.tsx').then((m) => m.ComparePage),
  <Loading key="compare" label="compare.loading" />,
)
const LogsPage = lazily(
  () => import('./logs/LogsPage.tsx').then((m) => m.LogsPage),
  <Loading key="logs" label="logs.loading" />,
)
const TimelinePage = lazily(
  () => import('./logs/TimelinePage.tsx').then((m) => m.TimelinePage),
  <Loading key="timeline" label="logs.loading" />,
)
const MetricsPage = lazily(
  () => import('./logs/MetricsPage.tsx').then((m) => m.MetricsPage),
  <Loading key="metrics" label="logs.loading" />,
)
const SettingsPage = lazily(
  () => import('./settings/SettingsPage.tsx').then((m) => m.SettingsPage),
  <Loading key="settings" label="settings.loading" />,
)
const SignInPage = lazily(
  () => import('./settings/SignInPage.tsx').then((m) => m.SignInPage),
  <Loading key="sign_in" label="settings.loading" />,
)
const OriginPanel = lazily(
  () => import('./figures/origin/OriginPanel.tsx').then((m) => m.OriginPanel),
  null,
)

const Page = () => {
  const here = route.value
  if (here.page === 'sign_in') return <SignInPage />
  if (isSignInNeeded.value) return <SignInNotice />
  switch (here.page) {
    case 'home':
      return <HomePage />
    case 'company':
      return <CompanyPage key={placeOf(here)} place={here} />
    case 'data_sources':
      return <DataSourcesPage />
    case 'logs':
      return <LogsPage filters={here.filters} />
    case 'timeline':
      return <TimelinePage key={placeOf(here)} of={here.of} id={here.id} />
    case 'metrics':
      return <MetricsPage />
    case 'settings':
      return <SettingsPage />
    case 'screen':
      return <ScreenPage place={here} />
    case 'compare':
      return <ComparePage place={here} />
    case 'report':
      return <ReportPage key={here.id} id={here.id} />
    case 'report_comparison':
      return <ReportComparisonPage key={placeOf(here)} id={here.id} other={here.other} />
    case 'not_found':
      return <NotFoundPage path={here.path} />
  }
}

export const App = () => {
  const main = useRef<HTMLElement>(null)
  const here = route.value
  const place = placeOf(here)
  const first = useRef(true)
  useEffect(() => {
    closeOrigin()
    // A screen reader is told of the new page; the first one is read anyway.
    if (!first.current) main.current?.focus({ preventScroll: true })
    first.current = false
  }, [place])
  useEffect(() => {
    if (here.page === 'home' || here.page === 'not_found') document.title = t('app.name')
  }, [here.page, language.value])
  return (
    <>
      <a class="skip" href="#main">
        {t('app.skip')}
      </a>
      <Header />
      <OpenNotice />
      <main id="main" ref={main} tabIndex={-1}>
        <Page />
      </main>
      {originStack.value.length > 0 && <OriginPanel />}
    </>
  )
}
