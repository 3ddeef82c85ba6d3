/**
 * The providers that are asked for each dataset of a market, in order, which of them can be asked
 * here, and for how long an answer is used again.
 */
import type { DataSourcesView } from '#shared/contracts/data-sources.ts'
import type { Market } from '#shared/names.ts'
import { providerName } from '../ui/words.ts'
import { DatasetName } from './DatasetName.tsx'
import { durationWords } from './durations.ts'
import { type ChainRow, chainsOf } from './sources.ts'
import { t } from './strings/index.ts'

const Chain = ({ links }: { links: ChainRow['links'] }) =>
  links.length === 0 ? (
    <span class="muted">{t('sources.chain_none')}</span>
  ) : (
    <ol class="chain">
      {links.map(({ provider, standing }) => (
        <li key={provider} class={`standing-${standing}`}>
          {providerName(provider)}
          {standing !== 'ok' && <span class="why">{t(`standing.${standing}`)}</span>}
        </li>
      ))}
    </ol>
  )

export const ChainTable = ({ view, market }: { view: DataSourcesView; market: Market }) => (
  <section aria-labelledby="chain-title">
    <h2 id="chain-title">
      {t('sources.chain')} <span class="period">{t(`market.${market}`)}</span>
    </h2>
    <p class="muted small">{t('sources.chain_note')}</p>
    <table class="market-table chains">
      <thead>
        <tr>
          <th scope="col">{t('sources.dataset')}</th>
          <th scope="col">{t('sources.order')}</th>
          <th scope="col">{t('sources.fresh')}</th>
        </tr>
      </thead>
      <tbody>
        {chainsOf(view, market).map(({ dataset, links, fresh }) => (
          <tr key={dataset}>
            <th scope="row">
              <DatasetName dataset={dataset} />
            </th>
            <td>
              <Chain links={links} />
            </td>
            <td data-label={t('sources.fresh')}>
              {fresh === 0 ? t('sources.fresh_always') : durationWords(fresh)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
    <p class="muted small">{t('sources.fresh_note')}</p>
  </section>
)
