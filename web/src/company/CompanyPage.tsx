/**
 * A company: who it is, its figures in tables and charts, each with its origin, and the way to a
 * report.
 */
import { useEffect, useMemo } from 'preact/hooks'
import { getCompany } from '../api.ts'
import { ConversionNote, NotConverted } from '../figures/Conversion.tsx'
import { hasOtherCurrency } from '../figures/figure-index.ts'
import { Provenance } from '../figures/Provenance.tsx'
import { language } from '../preferences.ts'
import { type CompanyPlace, companyPath, comparePath, navigate } from '../router.ts'
import { namesOf } from '../ui/CompanyName.tsx'
import { Loading } from '../ui/Loading.tsx'
import { AgreementLine } from './AgreementLine.tsx'
import { AsOfPicker } from './AsOfPicker.tsx'
import { CompanyFailed } from './CompanyFailed.tsx'
import { CompanyHead } from './CompanyHead.tsx'
import { CompanyTabs } from './CompanyTabs.tsx'
import { CurrencyPicker } from './CurrencyPicker.tsx'
import { createCompanyModel } from './company.ts'
import { companyData } from './data/company-data.ts'
import { LivePrice } from './lazy-live-price.tsx'
import { t } from './strings/index.ts'
import { WriteReport } from './WriteReport.tsx'

export const CompanyPage = ({ place }: { place: CompanyPlace }) => {
  const { market, symbol, as_of: asOf, currency } = place
  const company = useMemo(
    () => createCompanyModel((wish) => getCompany(market, symbol, wish)),
    [market, symbol],
  )
  const others = useMemo(() => companyData(market, symbol), [market, symbol])
  useEffect(() => void company.load(asOf, currency), [company, asOf, currency])
  const now = company.value.value
  const figures = now.state === 'ready' ? now.data.figures : null
  const title = figures ? namesOf(figures.about.instrument).first : symbol
  useEffect(() => {
    document.title = `${title} · ${t('app.name')}`
  }, [title, language.value])

  const replace = (wish: Pick<CompanyPlace, 'as_of' | 'currency'>) =>
    navigate(companyPath({ ...place, ...wish }), { replace: true })
  const openTab = (tab: CompanyPlace['tab']) => {
    if (tab !== place.tab) navigate(companyPath({ ...place, tab }), { stay: true })
  }
  const picker = <AsOfPicker asOf={asOf} choose={(day) => replace({ as_of: day, currency })} />
  if (now.state === 'failed')
    return (
      <CompanyFailed
        place={place}
        problem={now.problem}
        data={others}
        retry={() => void company.load(asOf, currency)}
        choose={openTab}
        picker={picker}
      />
    )
  if (!figures || now.state !== 'ready') return <Loading label="company.loading" />
  const { wish, unconverted } = now.data
  const { instrument, conversion, reporting_currency } = figures.about
  return (
    <div class="company" aria-busy={company.busy.value}>
      <div class="company-top">
        <CompanyHead figures={figures} />
        <div class="company-ways">
          <a
            class="button"
            href={comparePath({ companies: [instrument.id], as_of: asOf, currency })}
          >
            {t('company.compare')}
          </a>
          <WriteReport market={instrument.market} symbol={instrument.symbol} asOf={asOf} />
        </div>
      </div>
      {!asOf && (
        <LivePrice
          market={instrument.market}
          symbol={instrument.symbol}
          openBars={() => openTab('market')}
        />
      )}
      <div class="company-source">
        <Provenance figures={figures}>
          <AgreementLine
            figures={figures}
            asked={wish.crossCheck}
            busy={company.checking.value}
            ask={() => void company.crossCheck()}
          />
        </Provenance>
        <div class="company-choices">
          {picker}
          <CurrencyPicker
            filed={conversion?.from ?? reporting_currency}
            mixed={hasOtherCurrency(figures)}
            chosen={conversion?.to ?? null}
            // Choosing the same currency again is a second try. The address would not change, so
            // the company is loaded here.
            choose={(money) =>
              money === currency
                ? void company.load(asOf, money)
                : replace({ as_of: asOf, currency: money })
            }
          />
        </div>
      </div>
      {asOf && <p class="notice">{t('company.as_of_note', { date: asOf })}</p>}
      {conversion && <ConversionNote conversion={conversion} />}
      {unconverted && <NotConverted problem={unconverted} currency={wish.currency ?? ''} />}
      <CompanyTabs place={place} company={title} figures={figures} data={others} choose={openTab} />
    </div>
  )
}
