/** Dividends and splits, newest first; those to come are marked. */
import type { ItemsResponse } from '#shared/contracts/dataset-routes.ts'
import { type DataColumn, DataTable } from '../../ui/DataTable.tsx'
import { dayOf } from '../data/company-data.ts'
import { StatedButton } from '../data/StatedButton.tsx'
import { splitRatio } from './price-chart.ts'
import { t } from './strings/index.ts'

const KINDS = {
  dividend: 'market.dividend',
  split: 'market.split_mark',
  unread: 'market.unread_action',
} as const

type ActionItem = ItemsResponse<'actions'>['items'][number]

const columnsFor = (rows: readonly ActionItem[], day: string): DataColumn<ActionItem>[] => {
  const date = (head: string, of: (row: ActionItem) => string | null): DataColumn<ActionItem>[] =>
    rows.some((row) => of(row) !== null)
      ? [{ head, cell: (row) => of(row) ?? <span class="muted">—</span> }]
      : []
  return [
    {
      head: t('market.ex_date'),
      cell: ({ item }) => (
        <>
          {item.ex_date}
          {item.ex_date > day && <span class="badge badge-quiet">{t('market.upcoming')}</span>}
        </>
      ),
    },
    {
      head: t('market.what'),
      text: true,
      cell: ({ item }) => (
        <>
          {t(KINDS[item.kind])}
          {item.plan !== null && <span class="muted small"> {item.plan}</span>}
        </>
      ),
    },
    {
      head: t('market.amount'),
      cell: (row) =>
        row.item.kind === 'dividend' ? (
          <StatedButton
            concept="dividend"
            value={row.item.amount}
            unit={row.item.unit}
            when={row.item.ex_date}
            source={row}
            label={t('market.dividend')}
          />
        ) : row.item.kind === 'unread' ? (
          <span class="muted">—</span>
        ) : (
          <StatedButton
            concept="split"
            value={row.item.ratio}
            unit="x"
            when={row.item.ex_date}
            source={row}
            label={t('market.split_mark')}
          >
            {splitRatio(row.item.ratio)}
          </StatedButton>
        ),
    },
    ...date(t('market.announced'), ({ item }) => item.announced_on),
    ...date(t('market.record'), ({ item }) => (item.kind === 'dividend' ? item.record_date : null)),
    ...date(t('market.pay'), ({ item }) => (item.kind === 'dividend' ? item.pay_date : null)),
  ]
}

export const ActionsTable = ({
  answer,
  asOf,
}: {
  answer: ItemsResponse<'actions'>
  asOf: string | null
}) => {
  const rows = [...answer.items].sort((a, b) => b.item.ex_date.localeCompare(a.item.ex_date))
  return (
    <>
      <DataTable
        caption={t('market.actions')}
        rows={rows}
        keyOf={({ id }) => id}
        columns={columnsFor(rows, dayOf(asOf))}
        first={8}
      />
      {rows.some(({ item }) => item.kind === 'dividend' && item.split_adjusted) && (
        <p class="muted small">{t('market.adjusted_note')}</p>
      )}
    </>
  )
}
