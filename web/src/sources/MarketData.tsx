/**
 * What is stored of the whole market: its lists, the newest day of prices and the filed figures,
 * each with its source and age.
 */
import { useEffect, useMemo } from 'preact/hooks'
import type { MarketCoverage } from '#shared/contracts/market-refreshes.ts'
import { isProviderId, type Market } from '#shared/names.ts'
import { getMarketRefreshes } from '../api.ts'
import { loader } from '../ui/loaded.ts'
import { ProblemPanel } from '../ui/ProblemPanel.tsx'
import { grouped, providerName } from '../ui/words.ts'
import { coverageRows } from './market-data.ts'
import { t, tCode } from './strings/index.ts'

const Rows = ({ coverage }: { coverage: MarketCoverage }) => {
  const rows = coverageRows(coverage, new Date())
  if (rows.length === 0) return <p class="muted">{t('market_data.none')}</p>
  return (
    <table class="market-table chains">
      <thead>
        <tr>
          <th scope="col">{t('market_data.what')}</th>
          <th scope="col">{t('market_data.source')}</th>
          <th scope="col">{t('market_data.day')}</th>
          <th scope="col">{t('market_data.coverage')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ kind, source, day, age, rows: count }) => (
          <tr key={`${kind} ${source}`}>
            <th scope="row">{t(`market_data.${kind}`)}</th>
            <td>{isProviderId(source) ? providerName(source) : tCode('universe', source)}</td>
            <td data-label={t('market_data.day')}>
              {day} <span class="muted">{t('market_data.age', { days: grouped(age) })}</span>
            </td>
            <td data-label={t('market_data.coverage')}>
              {t(kind === 'frames' ? 'market_data.filings' : 'market_data.rows', {
                count: grouped(count),
              })}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

export const MarketData = ({ market }: { market: Market }) => {
  const stored = useMemo(() => loader(getMarketRefreshes), [])
  useEffect(() => void stored.load(), [])
  const now = stored.value.value
  if (now.state === 'loading') return null
  if (now.state === 'failed')
    return <ProblemPanel problem={now.problem} retry={() => void stored.load()} />
  const coverage = now.data.coverage.find((one) => one.market === market)
  return coverage ? (
    <section aria-labelledby="market-data-title">
      <h2 id="market-data-title">
        {t('market_data.title')} <span class="period">{t(`market.${market}`)}</span>
      </h2>
      <p class="muted small">{t('market_data.note')}</p>
      <Rows coverage={coverage} />
    </section>
  ) : null
}
