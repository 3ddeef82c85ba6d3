/** A company: who it is, its figures in tables and charts, each with its origin, and the way to a report. */
import { useSignal } from '@preact/signals'
import { useEffect, useMemo, useRef } from 'preact/hooks'
import { getFinancials } from '../api.ts'
import { AsOfPicker } from '../components/AsOfPicker.tsx'
import { Charts } from '../components/Charts.tsx'
import { CompanyHead } from '../components/CompanyHead.tsx'
import { KeyFigures } from '../components/KeyFigures.tsx'
import { Loading } from '../components/Loading.tsx'
import { ProblemPanel } from '../components/ProblemPanel.tsx'
import { Provenance } from '../components/Provenance.tsx'
import { StatementSection, type TableChoices } from '../components/StatementSection.tsx'
import { Tabs } from '../components/Tabs.tsx'
import { WriteReport } from '../components/WriteReport.tsx'
import { namesOf } from '../components/CompanyName.tsx'
import { companyData } from '../models/company-data.ts'
import { figureBook } from '../models/figure-book.ts'
import { reading } from '../models/loaded.ts'
import { STATEMENTS } from '../models/tables.ts'
import { language } from '../preferences.ts'
import { companyPath, navigate } from '../router.ts'
import { t } from '../strings/index.ts'
import { DATA_TAB_NAMES, DataTabPanel, DataTabs, hasOtherData, isDataTab } from '../tabs/registry.tsx'

const TABS = ['overview', ...STATEMENTS, 'ratios', ...DATA_TAB_NAMES] as const

export const CompanyPage = ({ market, symbol, asOf }: { market: string; symbol: string; asOf: string | null }) => {
  const wanted = useRef(asOf)
  wanted.current = asOf
  const financials = useMemo(() => reading(() => getFinancials(market, symbol, wanted.current)), [market, symbol])
  const others = useMemo(() => companyData(market, symbol), [market, symbol])
  const tab = useSignal<(typeof TABS)[number]>('overview')
  const choices: TableChoices = { frequency: useSignal('annual'), order: useSignal('newest_first') }
  useEffect(() => void financials.load(), [financials, asOf])
  const now = financials.value.value
  const book = useMemo(() => (now.state === 'ready' ? figureBook(now.data) : null), [now])
  const title = now.state === 'ready' ? namesOf(now.data.instrument).first : symbol
  useEffect(() => {
    document.title = `${title} · ${t('app.name')}`
  }, [title, language.value])

  const picker = <AsOfPicker asOf={asOf} choose={(day) => navigate(companyPath(market, symbol, day), 'replace')} />
  if (now.state === 'failed')
    return (
      <div class="company">
        <h1>
          {market}:{symbol}
        </h1>
        {asOf && picker}
        <ProblemPanel problem={now.problem} retry={() => void financials.load()} />
        {hasOtherData(now.problem) && <DataTabs market={market} symbol={symbol} asOf={asOf} />}
      </div>
    )
  if (!book || now.state !== 'ready') return <Loading label="company.loading" />
  return (
    <div class="company" aria-busy={financials.busy.value}>
      <div class="company-top">
        <CompanyHead financials={now.data} />
        <WriteReport market={now.data.instrument.market} symbol={now.data.instrument.symbol} asOf={asOf} />
      </div>
      <div class="company-source">
        <Provenance financials={now.data} />
        {picker}
      </div>
      {asOf && <p class="notice">{t('company.as_of_note', { date: asOf })}</p>}
      <Tabs label={t('tab.label')} tabs={TABS} words={(name) => t(`tab.${name}`)} chosen={tab}>
        {tab.value === 'overview' ? (
          <>
            <KeyFigures book={book} />
            <Charts book={book} />
          </>
        ) : isDataTab(tab.value) ? (
          <DataTabPanel key={tab.value} tab={tab.value} data={others} company={title} asOf={asOf} />
        ) : (
          <StatementSection key={tab.value} book={book} part={tab.value} choices={choices} />
        )}
      </Tabs>
    </div>
  )
}
