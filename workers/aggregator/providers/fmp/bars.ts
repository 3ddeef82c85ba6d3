/**
 * Daily bars: `full` is adjusted for splits, `dividend-adjusted` also for dividends. Newest first;
 * volume in shares.
 */
import { z } from 'zod'
import type { Bar } from '#shared/datasets/bars.ts'
import type { ItemOf } from '#shared/datasets/registry.ts'
import { perShare, shares } from '#shared/units/scale.ts'
import type {
  CompanyQuery,
  ItemsAnswer,
  ProviderContext,
  ProviderResult,
} from '../../model/provider.ts'
import { fmpSymbol, ifInPlan, notFound, rowsOf, subjectSymbol } from './client.ts'
import { dateOf } from './dates.ts'

const price = z.number().nullish()
const bar = { symbol: z.string().min(1), date: dateOf, volume: z.number().nullish() }
const fullSchema = z.object({
  ...bar,
  open: price,
  high: price,
  low: price,
  close: z.number().positive(),
})
const adjustedSchema = z
  .object({
    ...bar,
    adjOpen: price,
    adjHigh: price,
    adjLow: price,
    adjClose: z.number().positive(),
  })
  .transform(({ adjOpen, adjHigh, adjLow, adjClose, ...row }) => ({
    ...row,
    open: adjOpen,
    high: adjHigh,
    low: adjLow,
    close: adjClose,
  }))
type FmpBarRow = z.infer<typeof fullSchema>

/** FMP writes 0 when there is no price. */
const dollars = (value: number | null | undefined): string | null =>
  value ? perShare(value, 'USD').value : null

const barOf = (row: FmpBarRow): Bar => ({
  date: row.date,
  open: dollars(row.open),
  high: dollars(row.high),
  low: dollars(row.low),
  close: perShare(row.close, 'USD').value,
  volume: row.volume === null || row.volume === undefined ? null : shares(row.volume, '股').value,
  turnover: null,
})

const seriesOf = (
  adjustment: ItemOf<'bars'>['adjustment'],
  rows: readonly FmpBarRow[],
): ItemOf<'bars'> => ({
  adjustment,
  currency: 'USD',
  bars: rows.map(barOf).sort((a, b) => a.date.localeCompare(b.date)),
})

/**
 * Two calls; the second only counts if the plan has it. Rows name the symbol but no currency; US
 * listings are in dollars.
 */
export const bars = async (
  { symbol, from, to }: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<ItemsAnswer<'bars'>>> => {
  const parameters = { symbol: fmpSymbol(symbol), from, to }
  const [full, adjusted] = await Promise.all([
    rowsOf<FmpBarRow>(context, 'historical-price-eod/full', parameters, z.array(fullSchema)),
    rowsOf<FmpBarRow>(
      context,
      'historical-price-eod/dividend-adjusted',
      parameters,
      z.array(adjustedSchema),
    ).then(ifInPlan),
  ])
  if (!full.ok) return full
  if (!adjusted.ok) return adjusted
  if (full.data.rows.length === 0) return notFound(symbol)
  const given = [
    { adjustment: 'split' as const, ...full.data },
    ...(adjusted.data ? [{ adjustment: 'total_return' as const, ...adjusted.data }] : []),
  ]
  const items = given.flatMap(({ adjustment, rows }, source) => {
    const source_url = `https://financialmodelingprep.com/financial-summary/${fmpSymbol(symbol)}`
    return rows.length > 0
      ? [
          {
            key: adjustment,
            item: seriesOf(adjustment, rows),
            known_at: context.now().toISOString(),
            source_url,
            source,
          },
        ]
      : []
  })
  const named = given.flatMap(({ rows }) => rows)
  return {
    ok: true,
    data: {
      subject: { symbol: subjectSymbol(named, symbol), name: null, currency: null },
      items,
      sources: given.map(({ raw }) => raw),
    },
  }
}
