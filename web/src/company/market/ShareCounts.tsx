/** How many shares there were by day, each figure with its origin. */
import type { ItemsResponse } from '#shared/contracts/dataset-routes.ts'
import { countText } from '../../figures/stated.ts'
import { language } from '../../preferences.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { StatedButton } from '../data/StatedButton.tsx'
import { conceptsOf } from './market-figures.ts'
import { t, tSpelled } from './strings/index.ts'

type ShareCountItem = ItemsResponse<'shares'>['items'][number]

const figureOf = (row: ShareCountItem, concept: string) =>
  row.item.figures.find((figure) => figure.concept === concept)

export const ShareCounts = ({ answer }: { answer: ItemsResponse<'shares'> }) => {
  const rows = [...answer.items].sort((a, b) => b.item.date.localeCompare(a.item.date))
  const concepts = conceptsOf(rows)
  return (
    <>
      <DataTable
        caption={t('market.shares')}
        rows={rows}
        keyOf={({ id }) => id}
        first={6}
        columns={[
          { head: t('column.date'), cell: ({ item }) => item.date },
          ...concepts.map((concept) => ({
            head: tSpelled('concept', concept),
            cell: (row: ShareCountItem) => {
              const figure = figureOf(row, concept)
              return figure ? (
                <StatedButton
                  concept={concept}
                  value={figure.value}
                  unit={figure.unit}
                  when={row.item.date}
                  source={row}
                  field={figure.provider_field}
                >
                  {countText(figure.value, language.value)}
                </StatedButton>
              ) : (
                <span class="muted">—</span>
              )
            },
          })),
        ]}
      />
      <p class="muted small">{t('market.shares_note')}</p>
    </>
  )
}
