/** The columns of the table of insiders' trades. */
import type { ItemsResponse } from '#shared/contracts/aggregator.ts'
import { kindOf } from './insiders.ts'
import { hostOf } from '../../figures/stated.ts'
import { language } from '../../preferences.ts'
import { d } from '../data/strings/index.ts'
import type { DataColumn } from '../../ui/DataTable.tsx'
import { StatedFigure } from '../data/Stated.tsx'
import { WebLink } from '../../ui/WebLink.tsx'

type Row = ItemsResponse<'insiders'>['items'][number]

/** Shares are counted, not told in millions: most trades are small. */
const counted = (shares: string): string =>
  Number(shares).toLocaleString(language.value === 'zh' ? 'zh-CN' : 'en-US', {
    maximumFractionDigits: 2,
  })

const Kind = ({ item }: { item: Row['item'] }) => {
  const kind = kindOf(item)
  return (
    <>
      <span class={`badge badge-quiet trade-${kind}`}>{d(`insiders.${kind}`)}</span>
      {item.derivative && <span class="muted small"> {d('insiders.derivative')}</span>}
      {item.code && <span class="muted small"> {item.code}</span>}
      {item.note && (
        <span class="trade-note" title={item.note}>
          {item.note}
        </span>
      )}
    </>
  )
}

export const tradeColumns = (rows: readonly Row[]): DataColumn<Row>[] => [
  {
    head: d('column.date'),
    cell: ({ item }) => (
      <span
        title={item.filed_at === null ? undefined : d('insiders.filed', { date: item.filed_at })}
      >
        {item.traded_on}
      </span>
    ),
  },
  {
    head: d('insiders.person'),
    text: true,
    cell: ({ item }) => (
      <>
        {item.person}
        {item.role && <span class="muted small"> {item.role}</span>}
      </>
    ),
  },
  { head: d('insiders.kind'), text: true, cell: ({ item }) => <Kind item={item} /> },
  {
    head: d('insiders.shares'),
    cell: (row) => (
      <StatedFigure
        concept="shares"
        value={row.item.shares}
        unit="shares"
        when={row.item.traded_on}
        source={row}
        label={`${d('insiders.shares')}, ${row.item.person}`}
      >
        {Number(row.item.shares) > 0 ? '+' : ''}
        {counted(row.item.shares).replace('-', '\u2212')}
      </StatedFigure>
    ),
  },
  {
    head: d('insiders.price'),
    cell: (row) => (
      <StatedFigure
        concept="trade_price"
        value={row.item.price}
        unit={row.item.price_unit ?? ''}
        when={row.item.traded_on}
        source={row}
        label={`${d('insiders.price')}, ${row.item.person}`}
      />
    ),
  },
  ...(rows.some(({ item }) => item.shares_after !== null)
    ? [
        {
          head: d('insiders.after'),
          cell: ({ item }: Row) =>
            item.shares_after === null ? <span class="muted">—</span> : counted(item.shares_after),
        },
      ]
    : []),
  ...(rows.some(({ item }) => item.document_id !== null)
    ? [
        {
          head: d('column.link'),
          text: true,
          cell: (row: Row) => (
            <WebLink url={row.source_url}>{hostOf(row.source_url) ?? d('data.open')} ↗</WebLink>
          ),
        },
      ]
    : []),
]
