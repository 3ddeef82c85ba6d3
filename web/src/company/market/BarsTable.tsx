/** The last trading days as a table, newest first: the same prices that the chart shows. */
import type { Adjustment, Bar } from '#shared/datasets/bars.ts'
import { countText, type ItemSource } from '../../figures/stated.ts'
import { language } from '../../preferences.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { StatedButton } from '../data/StatedButton.tsx'
import { t } from './strings/index.ts'

const LAST_DAYS = 20
const FIRST_DAYS = 5

export const BarsTable = ({
  bars,
  currency,
  source,
  adjustment,
}: {
  bars: readonly Bar[]
  currency: string
  source: ItemSource
  adjustment: Adjustment
}) => {
  const price = (name: 'open' | 'high' | 'low' | 'close') => ({
    head: t(`market.${name}`),
    cell: (bar: Bar) => (
      <StatedButton
        concept={name}
        value={bar[name]}
        unit={`${currency}/share`}
        when={bar.date}
        source={source}
        label={`${t(`market.${name}`)}, ${t(`market.${adjustment}`)}`}
      />
    ),
  })
  return (
    <>
      <h3>{t('market.bars')}</h3>
      <DataTable
        caption={t('market.bars')}
        rows={bars.slice(-LAST_DAYS).toReversed()}
        keyOf={(bar) => bar.date}
        first={FIRST_DAYS}
        columns={[
          { head: t('column.date'), cell: (bar) => bar.date },
          price('open'),
          price('high'),
          price('low'),
          price('close'),
          {
            head: t('market.volume'),
            cell: (bar) => (
              <StatedButton
                concept="volume"
                value={bar.volume}
                unit="shares"
                when={bar.date}
                source={source}
                label={t('market.volume')}
              >
                {countText(bar.volume ?? '', language.value)}
              </StatedButton>
            ),
          },
        ]}
      />
    </>
  )
}
