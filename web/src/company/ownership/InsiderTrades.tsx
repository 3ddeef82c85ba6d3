/**
 * Insiders' trades of a period: a summary of purchases and sales on the open market, and the list
 * of all trades by kind.
 */
import { useSignal } from '@preact/signals'
import type { ItemsResponse } from '#shared/contracts/dataset-routes.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { Segments } from '../../ui/Segments.tsx'
import { grouped } from '../../ui/words.ts'
import { monthsBefore } from '#shared/calendar.ts'
import {
  countByKind,
  inPeriod,
  kindOf,
  openMarket,
  TRADE_KINDS,
  type TradeKind,
} from './insiders.ts'
import { OpenMarketSummary } from './OpenMarketSummary.tsx'
import { type OwnershipKey, t } from './strings/index.ts'
import { tradeColumns } from './trade-columns.tsx'

const PERIODS = ['3M', '6M', '1Y', '2Y'] as const
const MONTHS: Record<(typeof PERIODS)[number], number> = { '3M': 3, '6M': 6, '1Y': 12, '2Y': 24 }

const PLURALS: Record<TradeKind, OwnershipKey> = {
  open_buy: 'insiders.open_buys',
  open_sell: 'insiders.open_sells',
  award: 'insiders.awards',
  exercise: 'insiders.exercises',
  tax: 'insiders.taxes',
  gift: 'insiders.gifts',
  other: 'insiders.others',
}

export const InsiderTrades = ({
  answer,
  day,
}: {
  answer: ItemsResponse<'insiders'>
  day: string
}) => {
  const all = answer.items.map((row) => ({ ...row, traded_on: row.item.traded_on }))
  const within = (name: (typeof PERIODS)[number]) =>
    inPeriod(all, monthsBefore(day, MONTHS[name]), day)
  // A year is shown first. Where nobody traded in it, the longer period is shown.
  const period = useSignal<(typeof PERIODS)[number]>(within('1Y').length > 0 ? '1Y' : '2Y')
  const chosen = useSignal<TradeKind | null>(null)
  const from = monthsBefore(day, MONTHS[period.value])
  const rows = within(period.value)
  const trades = rows.map(({ item }) => item)
  const counts = countByKind(trades)
  const shown =
    chosen.value === null ? rows : rows.filter(({ item }) => kindOf(item) === chosen.value)
  const options: (TradeKind | null)[] = [null, ...TRADE_KINDS.filter((kind) => counts.has(kind))]
  return (
    <>
      <Segments
        label={t('insiders.period')}
        options={PERIODS}
        words={(option) => t(`insiders.${option}`)}
        chosen={period}
      />
      <OpenMarketSummary summary={openMarket(trades)} from={from} to={day} />
      {rows.length > 0 && (
        <fieldset class="chips" aria-label={t('insiders.kind')}>
          {options.map((kind) => (
            <button
              type="button"
              key={kind}
              aria-pressed={chosen.value === kind}
              onClick={() => {
                chosen.value = kind
              }}
            >
              {kind === null ? t('insiders.all') : t(PLURALS[kind])}{' '}
              <span class="chip-count">
                {grouped(kind === null ? rows.length : (counts.get(kind) ?? 0))}
              </span>
            </button>
          ))}
        </fieldset>
      )}
      {shown.length === 0 ? (
        <p class="empty">{t('insiders.no_trades', { from, to: day })}</p>
      ) : (
        <DataTable
          key={`${period.value} ${chosen.value}`}
          caption={t('insiders.title')}
          rows={shown}
          keyOf={({ id }) => id}
          columns={tradeColumns(shown)}
          first={15}
        />
      )}
    </>
  )
}
