/**
 * The market tab: prices with volumes, dividends and splits, and the market figures and share
 * counts that a provider states.
 */
import { dayOf, lookBack } from '../data/company-data.ts'
import { DatasetSection } from '../data/DatasetSection.tsx'
import type { TabProps } from '../data/tab-props.ts'
import { ActionsTable } from './ActionsTable.tsx'
import { MarketFigures } from './MarketFigures.tsx'
import { Prices } from './Prices.tsx'
import { ShareCounts } from './ShareCounts.tsx'
import { t } from './strings/index.ts'

/** More than ten years of quarterly dividends and of share counts. */
const MOST_ACTIONS = 120
const MOST_COUNTS = 60
const MOST_MULTIPLES = 12

export const MarketTab = ({ data, company, asOf }: TabProps) => {
  const actions = data.of('actions', { asOf, limit: MOST_ACTIONS })
  const known = actions.value.value
  return (
    <>
      <Prices
        data={data}
        company={company}
        asOf={asOf}
        actions={known.state === 'ready' ? known.data.items : null}
      />
      <DatasetSection
        dataset="multiples"
        title={t('market.figures')}
        reading={data.of('multiples', {
          asOf,
          from: lookBack('multiples', dayOf(asOf)),
          limit: MOST_MULTIPLES,
        })}
        company={company}
        asOf={asOf}
      >
        {(answer) => <MarketFigures answer={answer} />}
      </DatasetSection>
      <div class="side-by-side">
        <DatasetSection
          dataset="actions"
          title={t('market.actions')}
          reading={actions}
          company={company}
          asOf={asOf}
        >
          {(answer) => <ActionsTable answer={answer} asOf={asOf} />}
        </DatasetSection>
        <DatasetSection
          dataset="shares"
          title={t('market.shares')}
          reading={data.of('shares', { asOf, limit: MOST_COUNTS })}
          company={company}
          asOf={asOf}
        >
          {(answer) => <ShareCounts answer={answer} />}
        </DatasetSection>
      </div>
    </>
  )
}
