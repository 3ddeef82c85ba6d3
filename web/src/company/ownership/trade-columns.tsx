/** The columns of the table of insiders' trades. */
import type { ItemsResponse } from '#shared/contracts/dataset-routes.ts'
import { hostOf } from '../../figures/stated.ts'
import { language } from '../../preferences.ts'
import type { DataColumn } from '../../ui/DataTable.tsx'
import { WebLink } from '../../ui/WebLink.tsx'
import { StatedButton } from '../data/StatedButton.tsx'
import { kindOf } from './insiders.ts'
import { t } from './strings/index.ts'

type TradeItem = ItemsResponse<'insiders'>['items'][number]

/** Shares are written in full and not in millions, since most trades are small. */
const counted = (shares: string): string =>
  Number(shares).toLocaleString(language.value === 'zh' ? 'zh-CN' : 'en-US', {
    maximumFractionDigits: 2,
  })

const Kind = ({ item }: { item: TradeItem['item'] }) => {
  const kind = kindOf(item)
  return (
    <>
      <span class={`badge badge-quiet trade-${kind}`}>{t(`insiders.${kind}`)}</span>
      {item.derivative && <span class="muted small"> {t('insiders.derivative')}</span>}
      {item.code && <span class="muted small"> {item.code}</span>}
      {item.note && (
        <span class="trade-note" title={item.note}>
          {item.note}
        </span>
      )}
    </>
  )
}

export const tradeColumns = (rows: readonly TradeItem[]): DataColumn<TradeItem>[] => [
  {
    head: t('column.date'),
    cell: ({ item }) => (
      <span
        title={item.filed_at === null ? undefined : t('insiders.filed', { date: item.filed_at })}
      >
        {item.traded_on}
      </span>
    ),
  },
  {
    head: t('insiders.person'),
    text: true,
    cell: ({ item }) => (
      <>
        {item.person}
        {item.role && <span class="muted small"> {item.role}</span>}
      </>
    ),
  },
  { head: t('insiders.kind'), text: true, cell: ({ item }) => <Kind item={item} /> },
  {
    head: t('insiders.shares'),
    cell: (row) => (
      <StatedButton
        concept="shares"
        value={row.item.shares}
        unit="shares"
        when={row.item.traded_on}
        source={row}
        label={`${t('insiders.shares')}, ${row.item.person}`}
      >
        {Number(row.item.shares) > 0 ? '+' : ''}
        {counted(row.item.shares).replace('-', '\u2212')}
      </StatedButton>
    ),
  },
  {
    head: t('insiders.price'),
    cell: (row) => (
      <StatedButton
        concept="trade_price"
        value={row.item.price}
        unit={row.item.price_unit ?? ''}
        when={row.item.traded_on}
        source={row}
        label={`${t('insiders.price')}, ${row.item.person}`}
      />
    ),
  },
  ...(rows.some(({ item }) => item.shares_after !== null)
    ? [
        {
          head: t('insiders.after'),
          cell: ({ item }: TradeItem) =>
            item.shares_after === null ? <span class="muted">—</span> : counted(item.shares_after),
        },
      ]
    : []),
  ...(rows.some(({ item }) => item.document_id !== null)
    ? [
        {
          head: t('column.link'),
          text: true,
          cell: (row: TradeItem) => (
            <WebLink url={row.source_url}>{hostOf(row.source_url) ?? t('data.open')} ↗</WebLink>
          ),
        },
      ]
    : []),
]
