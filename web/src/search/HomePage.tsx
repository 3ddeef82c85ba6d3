/** The home page: the search, the watchlist, and recent reports. */
import { useEffect, useMemo } from 'preact/hooks'
import type { ReportSummary } from '#shared/contracts/orchestrator.ts'
import { listReports } from '../api.ts'
import { reportPath } from '../router.ts'
import { CompanyName } from '../ui/CompanyName.tsx'
import { lazily } from '../ui/lazily.tsx'
import { loader } from '../ui/loaded.ts'
import { ProblemPanel } from '../ui/ProblemPanel.tsx'
import { timeOf } from '../ui/words.ts'
import { SearchBox } from './SearchBox.tsx'
import { t } from './strings/index.ts'

const Watchlist = lazily(
  () => import('../live/watchlist/Watchlist.tsx').then((m) => m.Watchlist),
  <div class="watchlist watchlist-coming" />,
)

const ReportRow = ({ report }: { report: ReportSummary }) => (
  <li>
    <a href={reportPath(report.id)} class="report-row">
      <span class="market">{report.market}</span>
      <span class="code">{report.symbol}</span>
      {report.instrument ? (
        <CompanyName instrument={report.instrument} />
      ) : (
        <span class="company-name" />
      )}
      <span class={`state state-${report.status}`}>{t(`status.${report.status}`)}</span>
      <time dateTime={report.created_at}>{timeOf(report.created_at)}</time>
    </a>
  </li>
)

const RecentReports = () => {
  const reports = useMemo(() => loader(listReports), [])
  useEffect(() => void reports.load(), [])
  const now = reports.value.value
  return (
    <section class="recent" aria-labelledby="recent-title">
      <h2 id="recent-title">{t('home.recent')}</h2>
      {now.state === 'failed' && (
        <ProblemPanel problem={now.problem} retry={() => void reports.load()} />
      )}
      {now.state === 'ready' && now.data.reports.length === 0 && (
        <p class="muted">{t('home.no_reports')}</p>
      )}
      {now.state === 'ready' && (
        <ul class="report-list">
          {now.data.reports.map((report) => (
            <ReportRow key={report.id} report={report} />
          ))}
        </ul>
      )}
    </section>
  )
}

export const HomePage = () => (
  <div class="home">
    <h1>{t('home.title')}</h1>
    <p class="lead">{t('home.lead')}</p>
    <SearchBox id="home-search" large />
    <p class="home-screen">
      <a href="/screen">{t('home.screen')}</a>
      {t('home.screen_lead')}
    </p>
    <Watchlist />
    <RecentReports />
    <footer class="home-foot">
      <a href="/docs">{t('app.docs')}</a>
      <a href="/licenses.txt">{t('app.licenses')}</a>
    </footer>
  </div>
)
