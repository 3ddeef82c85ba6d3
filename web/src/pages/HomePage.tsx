/** Home: name a company, start from a recorded one, or open a recent report. */
import { useEffect, useMemo } from 'preact/hooks'
import type { ReportSummary } from '#shared/contracts/orchestrator.ts'
import { listReports } from '../api.ts'
import { CompanyName } from '../components/CompanyName.tsx'
import { ProblemPanel } from '../components/ProblemPanel.tsx'
import { SearchBox } from '../components/SearchBox.tsx'
import { reading } from '../models/loaded.ts'
import { timeOf } from '../models/words.ts'
import { language } from '../preferences.ts'
import { companyPath, reportPath } from '../router.ts'
import { t } from '../strings/index.ts'

/** Companies whose statements are shipped as recordings. */
const EXAMPLES = [
  { market: 'US', symbol: 'AAPL', en: 'Apple', zh: '苹果' },
  { market: 'US', symbol: 'NVDA', en: 'NVIDIA', zh: '英伟达' },
  { market: 'CN', symbol: '600519.SH', en: 'Kweichow Moutai', zh: '贵州茅台' },
  { market: 'HK', symbol: '00700', en: 'Tencent', zh: '腾讯控股' },
  { market: 'JP', symbol: '7203', en: 'Toyota', zh: '丰田汽车' },
] as const

const ReportRow = ({ report }: { report: ReportSummary }) => (
  <li>
    <a href={reportPath(report.id)} class="report-row">
      <span class="market">{report.market}</span>
      <span class="code">{report.symbol}</span>
      {report.instrument ? <CompanyName instrument={report.instrument} /> : <span class="company-name" />}
      <span class={`state state-${report.status}`}>{t(`report.${report.status}`)}</span>
      <time dateTime={report.created_at}>{timeOf(report.created_at)}</time>
    </a>
  </li>
)

const RecentReports = () => {
  const reports = useMemo(() => reading(listReports), [])
  useEffect(() => void reports.load(), [])
  const now = reports.value.value
  return (
    <section class="recent" aria-labelledby="recent-title">
      <h2 id="recent-title">{t('home.recent')}</h2>
      {now.state === 'failed' && <ProblemPanel problem={now.problem} retry={() => void reports.load()} />}
      {now.state === 'ready' && now.data.reports.length === 0 && <p class="muted">{t('home.no_reports')}</p>}
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
    <section class="examples" aria-labelledby="examples-title">
      <h2 id="examples-title">{t('home.examples')}</h2>
      <ul>
        {EXAMPLES.map((example) => (
          <li key={example.symbol}>
            <a href={companyPath(example.market, example.symbol)} class="example">
              <span class="market">{example.market}</span>
              <span class="code">{example.symbol}</span>
              <span class="example-name">{example[language.value]}</span>
            </a>
          </li>
        ))}
      </ul>
      <p class="muted small">{t('home.examples_note')}</p>
    </section>
    <RecentReports />
  </div>
)
