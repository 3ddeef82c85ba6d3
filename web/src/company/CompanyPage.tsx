/**
 * A company: who it is, its figures in tables and charts, each with its origin, and the way to a
 * report.
 */
import { useSignal } from '@preact/signals'
import { useEffect, useMemo } from 'preact/hooks'
import { getFinancials } from '../api.ts'
import { AgreementLine } from './AgreementLine.tsx'
import { AsOfPicker } from './AsOfPicker.tsx'
import { Charts } from '../figures/charts/Charts.tsx'
import { CompanyHead } from './CompanyHead.tsx'
import { ConversionNote, NotConverted } from '../figures/Conversion.tsx'
import { CurrencyPicker } from './CurrencyPicker.tsx'
import { KeyFigures } from '../figures/KeyFigures.tsx'
import { lazily } from '../ui/lazily.tsx'
import { Loading } from '../ui/Loading.tsx'
import { ProblemPanel } from '../ui/ProblemPanel.tsx'
import { Provenance } from '../figures/Provenance.tsx'
import { StatementSection, type TableChoices } from '../figures/tables/StatementSection.tsx'
import { Tabs } from '../ui/Tabs.tsx'
import { WriteReport } from './WriteReport.tsx'
import { namesOf } from '../ui/CompanyName.tsx'
import { createCompanyModel } from './company.ts'
import { companyData } from './data/company-data.ts'
import { figureBook } from '../figures/figure-index.ts'
import { type Frequency, STATEMENTS } from '../figures/tables/tables.ts'
import { language } from '../preferences.ts'
import type { LivePriceProps } from '../live/price/LivePrice.tsx'
import { companyPath, navigate } from '../router.ts'
import { t } from './strings/index.ts'
import {
  DATA_TAB_NAMES,
  DataTabPanel,
  DataTabs,
  hasOtherData,
  isDataTab,
  isListed,
} from './data-tabs.tsx'

const TABS = ['overview', ...STATEMENTS, 'ratios', 'restatements', ...DATA_TAB_NAMES] as const

const Restatements = lazily(
  () => import('./Restatements.tsx').then((m) => m.Restatements),
  <Loading key="restatements" label="restate.loading" />,
)

const LivePrice = lazily<LivePriceProps>(
  () => import('../live/price/LivePrice.tsx').then((m) => m.LivePrice),
  <div class="live-price live-price-coming" key="live" />,
)

interface Props {
  market: string
  symbol: string
  asOf: string | null
  currency: string | null
}

export const CompanyPage = ({ market, symbol, asOf, currency }: Props) => {
  const company = useMemo(
    () => createCompanyModel((wish) => getFinancials(market, symbol, wish)),
    [market, symbol],
  )
  const others = useMemo(() => companyData(market, symbol), [market, symbol])
  const tab = useSignal<(typeof TABS)[number]>('overview')
  const choices: TableChoices = {
    frequency: useSignal<Frequency | null>(null),
    order: useSignal('newest_first'),
  }
  useEffect(() => void company.load(asOf, currency), [company, asOf, currency])
  const now = company.value.value
  const data = now.state === 'ready' ? now.data.financials : null
  const book = useMemo(() => (data ? figureBook(data) : null), [data])
  const title = data ? namesOf(data.instrument).first : symbol
  useEffect(() => {
    document.title = `${title} · ${t('app.name')}`
  }, [title, language.value])

  const go = (day: string | null, money: string | null) =>
    navigate(companyPath(market, symbol, day, money), 'replace')
  const picker = <AsOfPicker asOf={asOf} choose={(day) => go(day, currency)} />
  if (now.state === 'failed')
    return (
      <div class="company">
        <h1>
          {market}:{symbol}
        </h1>
        {asOf && picker}
        {!asOf && isListed(now.problem) && <LivePrice market={market} symbol={symbol} />}
        <ProblemPanel problem={now.problem} retry={() => void company.load(asOf, currency)} />
        {hasOtherData(now.problem) && <DataTabs market={market} symbol={symbol} asOf={asOf} />}
      </div>
    )
  if (!book || now.state !== 'ready') return <Loading label="company.loading" />
  const { financials, wish, unconverted } = now.data
  const { instrument, conversion } = financials
  return (
    <div class="company" aria-busy={company.busy.value}>
      <div class="company-top">
        <CompanyHead financials={financials} />
        <WriteReport market={instrument.market} symbol={instrument.symbol} asOf={asOf} />
      </div>
      {!asOf && (
        <LivePrice
          market={instrument.market}
          symbol={instrument.symbol}
          openBars={() => {
            tab.value = 'market'
          }}
        />
      )}
      <div class="company-source">
        <Provenance book={book}>
          <AgreementLine
            financials={financials}
            asked={wish.crossCheck}
            busy={company.checking.value}
            ask={() => void company.crossCheck()}
          />
        </Provenance>
        <div class="company-choices">
          {picker}
          <CurrencyPicker
            filed={conversion?.from ?? financials.reporting_currency}
            chosen={conversion?.to ?? null}
            // The same again is a second try: the address does not change.
            choose={(money) =>
              money === currency ? void company.load(asOf, money) : go(asOf, money)
            }
          />
        </div>
      </div>
      {asOf && <p class="notice">{t('company.as_of_note', { date: asOf })}</p>}
      {conversion && <ConversionNote conversion={conversion} />}
      {unconverted && <NotConverted problem={unconverted} currency={wish.currency ?? ''} />}
      <Tabs label={t('tab.label')} tabs={TABS} words={(name) => t(`tab.${name}`)} chosen={tab}>
        {tab.value === 'overview' ? (
          <>
            <KeyFigures book={book} />
            <Charts book={book} />
          </>
        ) : isDataTab(tab.value) ? (
          <DataTabPanel key={tab.value} tab={tab.value} data={others} company={title} asOf={asOf} />
        ) : tab.value === 'restatements' ? (
          <Restatements key={asOf ?? ''} book={book} asOf={asOf} />
        ) : (
          <StatementSection key={tab.value} book={book} part={tab.value} choices={choices} />
        )}
      </Tabs>
    </div>
  )
}
