/**
 * The page of data sources: which provider has what and how that is proven, the order in which they
 * are asked, and each provider's terms.
 */
import { useSignal } from '@preact/signals'
import { useEffect, useMemo } from 'preact/hooks'
import { type Market, MARKETS } from '#shared/names.ts'
import { getDataSources } from '../api.ts'
import { language } from '../preferences.ts'
import { logsPath } from '../router.ts'
import { Loading } from '../ui/Loading.tsx'
import { lazily } from '../ui/lazily.tsx'
import { loader } from '../ui/loaded.ts'
import { ProblemPanel } from '../ui/ProblemPanel.tsx'
import { Segments } from '../ui/Segments.tsx'
import { ChainTable } from './ChainTable.tsx'
import { KeyHelp } from './KeyHelp.tsx'
import { MarketData } from './MarketData.tsx'
import { ParityMatrix } from './ParityMatrix.tsx'
import { ProviderCard } from './ProviderCard.tsx'
import { t } from './strings/index.ts'

const Refreshes = lazily(
  () => import('../live/Refreshes.tsx').then((m) => m.Refreshes),
  <section class="refreshes" />,
)

export const DataSourcesPage = () => {
  const sources = useMemo(() => loader(getDataSources), [])
  const market = useSignal<Market>('US')
  useEffect(() => void sources.load(), [])
  useEffect(() => {
    document.title = `${t('sources.title')} · ${t('app.name')}`
  }, [language.value])
  const now = sources.value.value
  const ready = now.state === 'ready'
  useEffect(() => {
    // The part that the address names after the `#` exists only now.
    if (ready && location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView()
  }, [ready])
  if (now.state === 'loading') return <Loading label="sources.loading" />
  if (now.state === 'failed')
    return <ProblemPanel problem={now.problem} retry={() => void sources.load()} />
  const view = now.data
  return (
    <div class="sources">
      <div>
        <h1>{t('sources.title')}</h1>
        <p class="lead">{t('sources.lead')}</p>
        <p class="source-ways">
          <a href={logsPath({ event: 'provider.asked', level: 'warn' })}>{t('sources.failed')}</a>
          <a href={logsPath()}>{t('sources.log')}</a>
          <a href="/settings/metrics">{t('sources.metrics')}</a>
        </p>
      </div>
      <div class="by-market">
        <div class="market-bar">
          <Segments
            label={t('sources.market')}
            options={MARKETS}
            words={(name) => t(`market.${name}`)}
            chosen={market}
          />
        </div>
        <ParityMatrix key={market.value} view={view} market={market.value} />
        <ChainTable view={view} market={market.value} />
        <MarketData market={market.value} />
      </div>
      <Refreshes />
      <KeyHelp view={view} />
      <section aria-labelledby="providers-title">
        <h2 id="providers-title">{t('sources.providers')}</h2>
        <ul class="providers">
          {view.providers.map((provider) => (
            <ProviderCard key={provider.id} provider={provider} />
          ))}
        </ul>
      </section>
    </div>
  )
}
