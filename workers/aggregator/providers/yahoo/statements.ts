/** Statements and share counts, both from one call of the fundamentals time series. */
import type { ProviderFigure } from '#shared/datasets/elements.ts'
import { shares as shareCount } from '#shared/units/scale.ts'
import { instrumentFor } from '../../identity/instrument-for.ts'
import type {
  CompanyQuery,
  ItemsAnswer,
  NewItem,
  ProviderContext,
  ProviderResult,
  StatementsAnswer,
} from '../../model/provider.ts'
import { malformed, unreadIn } from '../statement-row.ts'
import { timeseries } from './client.ts'
import { SHARE_NAMES, SHARE_TYPES, STATEMENT_TYPES } from './lines.ts'
import { countFits, readSeries, type SeriesRow } from './series.ts'
import { pageOf, symbolIn, yahooSymbol } from './symbol.ts'
import { seriesFacts } from './timeseries.ts'

/** The answer names only the symbol. */
export const statements = async (
  query: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<StatementsAnswer>> => {
  const { market, symbol, known } = query
  const yahoo = yahooSymbol(market, symbol)
  const answer = await timeseries(yahoo, STATEMENT_TYPES, context)
  if (!answer.ok) return answer
  const fiscalYearEnd = known?.fiscal_year_end ?? null
  const facts = seriesFacts(
    { yahooSymbol: yahoo, knownAt: context.now().toISOString(), fiscalYearEnd },
    answer.data.json,
  )
  if (!facts.ok) return facts
  return {
    ok: true,
    data: {
      instrument: instrumentFor({ market, symbol, known }),
      facts: facts.data.map((fact) => ({ ...fact, source: 0 })),
      sources: [answer.data.raw],
      recorded: null,
    },
    ...unreadIn(facts.unread ?? []),
  }
}

const figuresOf = (row: SeriesRow): ProviderFigure[] =>
  Object.entries(SHARE_NAMES).flatMap(([concept, name]) => {
    const figure = row.figures.get(name)
    return figure && countFits(figure, row)
      ? [{ concept, ...shareCount(figure.value, 'ones'), provider_field: `${row.kind}${name}` }]
      : []
  })

/** Counts by date: the count at the end of a fiscal year is also the count of its last quarter. */
const itemsOf = (
  rows: readonly SeriesRow[],
  knownAt: string,
  sourceUrl: string,
): NewItem<'shares'>[] => {
  const items = new Map<string, NewItem<'shares'>>()
  for (const row of rows) {
    const figures = figuresOf(row)
    if (figures.length === 0 || (items.has(row.date) && row.kind !== 'annual')) continue
    items.set(row.date, {
      key: row.date,
      item: { date: row.date, figures },
      known_at: knownAt,
      source_url: sourceUrl,
      source: 0,
    })
  }
  return [...items.values()]
}

export const shares = async (
  { market, symbol }: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<ItemsAnswer<'shares'>>> => {
  const yahoo = yahooSymbol(market, symbol)
  const answer = await timeseries(yahoo, SHARE_TYPES, context)
  if (!answer.ok) return answer
  const rows = readSeries(yahoo, answer.data.json)
  if (!rows.ok) return rows
  const odd = rows.data.filter((row) => row.odd !== undefined)
  const sound = rows.data.filter((row) => row.odd === undefined)
  const [newest, lost] = [sound.at(-1)?.date ?? '', odd.at(-1)]
  if (lost && lost.date >= newest) return malformed('yahoo', lost.odd ?? lost.date)
  const items = itemsOf(sound, context.now().toISOString(), pageOf(yahoo, 'balance-sheet/'))
  const named = rows.data.length > 0 ? symbolIn(market, yahoo) : null
  return {
    ok: true,
    data: {
      subject: { symbol: named, name: null, currency: null },
      items,
      sources: [answer.data.raw],
    },
    ...unreadIn([
      ...(rows.unread ?? []),
      ...odd.map((row) => malformed('yahoo', row.odd ?? row.date).detail),
    ]),
  }
}
