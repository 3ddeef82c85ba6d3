/**
 * The tab of estimates: what analysts expect, their ratings and price targets, results against
 * estimates, and the company's own guidance.
 */
import type { ItemsResponse } from '#shared/contracts/dataset-routes.ts'
import { dayOf, lookBack } from '../data/company-data.ts'
import { DatasetSection } from '../data/DatasetSection.tsx'
import type { TabProps } from '../data/tab-props.ts'
import { Consensus } from './Consensus.tsx'
import { linesOf } from './estimates.ts'
import { Guidance } from './Guidance.tsx'
import { PriceTarget } from './PriceTarget.tsx'
import { Ratings } from './Ratings.tsx'
import { Surprises } from './Surprises.tsx'
import { t } from './strings/index.ts'

const MOST_ESTIMATES = 500

const Parts = ({ answer }: { answer: ItemsResponse<'estimates'> }) => (
  <>
    <div class="side-by-side">
      <Ratings lines={linesOf(answer.items, 'rating')} />
      <PriceTarget lines={linesOf(answer.items, 'price_target')} />
    </div>
    <Consensus lines={linesOf(answer.items, 'consensus')} day={answer.as_of.slice(0, 10)} />
    <Surprises lines={linesOf(answer.items, 'surprise')} />
    <Guidance lines={linesOf(answer.items, 'guidance')} />
  </>
)

export const EstimatesTab = ({ data, company, asOf }: TabProps) => (
  <DatasetSection
    dataset="estimates"
    title={t('estimates.title')}
    reading={data.of('estimates', {
      asOf,
      from: lookBack('estimates', dayOf(asOf)),
      limit: MOST_ESTIMATES,
    })}
    company={company}
    asOf={asOf}
  >
    {(answer) => <Parts answer={answer} />}
  </DatasetSection>
)
