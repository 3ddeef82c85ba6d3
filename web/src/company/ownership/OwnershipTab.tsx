/** The tab of ownership: who owns the company, and how its insiders traded. */
import { dayOf, lookBack } from '../data/company-data.ts'
import { DatasetSection } from '../data/DatasetSection.tsx'
import type { TabProps } from '../data/tab-props.ts'
import { Breakdown } from './Breakdown.tsx'
import { HoldersTables } from './HoldersTables.tsx'
import { InsiderTrades } from './InsiderTrades.tsx'
import { t } from './strings/index.ts'

const MOST_HOLDERS = 300
const MOST_TRADES = 500

export const OwnershipTab = ({ data, company, asOf }: TabProps) => (
  <>
    <DatasetSection
      dataset="holders"
      title={t('holders.title')}
      reading={data.of('holders', {
        asOf,
        from: lookBack('holders', dayOf(asOf)),
        limit: MOST_HOLDERS,
      })}
      company={company}
      asOf={asOf}
    >
      {(answer) => (
        <>
          <Breakdown items={answer.items} />
          <HoldersTables items={answer.items} />
        </>
      )}
    </DatasetSection>
    <DatasetSection
      dataset="insiders"
      title={t('insiders.title')}
      reading={data.of('insiders', {
        asOf,
        from: lookBack('insiders', dayOf(asOf)),
        limit: MOST_TRADES,
      })}
      company={company}
      asOf={asOf}
    >
      {(answer) => <InsiderTrades answer={answer} day={answer.as_of.slice(0, 10)} />}
    </DatasetSection>
  </>
)
