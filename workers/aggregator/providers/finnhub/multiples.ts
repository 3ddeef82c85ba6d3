/**
 * `stock/metric`: in `metric`, margins, growth, yields and payouts are in PERCENT and values in
 * millions; in `series`, ratios are fractions and values in millions. Of the two dividend yields,
 * `currentDividendYieldTTM` is read (the indicated one is stale). Of the price-earnings ratios,
 * `peTTM` is read (`peExclExtraAnnual` compares the price with earnings of another date).
 * `profile2` is read as well, because it names the company and the currency of its reports: when
 * that is not the dollar, no figure that mixes the price with the reports is given.
 */
import { z } from 'zod'
import type { ProviderFigure } from '#shared/datasets/elements.ts'
import { money, multiple, percent, perShare } from '#shared/units/scale.ts'
import type { Quantity } from '#shared/units/quantity.ts'
import { endOfDay, MARKET_ZONES } from '../../time/market-time.ts'
import type {
  CompanyQuery,
  ItemsAnswer,
  NewItem,
  ProviderContext,
  ProviderResult,
} from '../../model/provider.ts'
import { answerOf, canonicalSymbol, docsPage, notFound } from './client.ts'
import { profileOf } from './profile.ts'

const millions = (value: number): Quantity => money(value, 'millions', 'USD')
const dollars = (value: number): Quantity => perShare(value, 'USD')

type MultipleTable = readonly (readonly [
  concept: string,
  field: string,
  read: (value: number) => Quantity,
  of: 'price' | 'both',
])[]

const NOW: MultipleTable = [
  ['market_cap', 'marketCapitalization', millions, 'both'],
  ['enterprise_value', 'enterpriseValue', millions, 'both'],
  ['pe_ttm', 'peTTM', multiple, 'both'],
  ['pe_static', 'peAnnual', multiple, 'both'],
  ['pe_forward', 'forwardPE', multiple, 'both'],
  ['pb', 'pb', multiple, 'both'],
  ['ps_ttm', 'psTTM', multiple, 'both'],
  ['ev_ebitda', 'evEbitdaTTM', multiple, 'both'],
  ['ev_revenue', 'evRevenueTTM', multiple, 'both'],
  ['peg', 'pegTTM', multiple, 'both'],
  ['dividend_yield_ttm', 'currentDividendYieldTTM', percent, 'both'],
  ['beta', 'beta', multiple, 'price'],
  ['high_52w', '52WeekHigh', dollars, 'price'],
  ['low_52w', '52WeekLow', dollars, 'price'],
]
const YEAR_ENDS: MultipleTable = [
  ['enterprise_value', 'ev', millions, 'both'],
  ['pe_ttm', 'pe', multiple, 'both'],
  ['pb', 'pb', multiple, 'both'],
  ['ps_ttm', 'ps', multiple, 'both'],
]

const figure = z.number().nullish()
const metricSchema = z.looseObject(Object.fromEntries(NOW.map(([, field]) => [field, figure])))
const seriesSchema = z.array(z.object({ period: z.iso.date(), v: figure })).nullish()
const answerSchema = z.object({
  symbol: z.string().nullish(),
  metric: metricSchema,
  series: z
    .object({
      annual: z
        .looseObject(Object.fromEntries(YEAR_ENDS.map(([, field]) => [field, seriesSchema])))
        .nullish(),
    })
    .nullish(),
})
type Metrics = z.infer<typeof answerSchema>

const figuresFrom = (
  table: MultipleTable,
  given: (field: string) => unknown,
  reportsInDollars: boolean,
): ProviderFigure[] =>
  table.flatMap(([concept, field, read, of]): ProviderFigure[] => {
    const value = given(field)
    return typeof value === 'number' && (reportsInDollars || of === 'price')
      ? [{ concept, ...read(value), provider_field: field }]
      : []
  })

/** Fiscal year ends that are given; older ones say nothing about the share's price today. */
const YEARS = 10

const pastFigures = (
  series: Metrics['series'],
  reportsInDollars: boolean,
): { end: string; figures: ProviderFigure[] }[] => {
  const annual = series?.annual ?? {}
  const at = new Map<string, Record<string, number>>()
  for (const [, field] of YEAR_ENDS) {
    for (const { period, v } of seriesSchema.safeParse(annual[field]).data ?? [])
      if (typeof v === 'number') at.set(period, { ...at.get(period), [field]: v })
  }
  const ends = [...at.keys()].sort().reverse().slice(0, YEARS)
  return ends.map((end) => ({
    end,
    figures: figuresFrom(YEAR_ENDS, (field) => at.get(end)?.[field], reportsInDollars),
  }))
}

export const multiples = async (
  { symbol }: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<ItemsAnswer<'multiples'>>> => {
  const [metrics, company] = await Promise.all([
    answerOf(context, 'stock/metric', { symbol, metric: 'all' }, answerSchema),
    profileOf(symbol, context),
  ])
  if (!metrics.ok) return metrics
  if (!company.ok) return company
  const { metric, series, symbol: given } = metrics.data.value
  if (Object.keys(metric).length === 0) return notFound(symbol)
  const named = [company.data.value.ticker, ...(given ? [given] : [])].map(canonicalSymbol)
  const inDollars = company.data.value.currency === 'USD'
  const now = context.now().toISOString()
  const item = (key: string, at: string, figures: ProviderFigure[]): NewItem<'multiples'>[] =>
    figures.length > 0
      ? [
          {
            key,
            item: { at, figures },
            known_at: now,
            source_url: docsPage('company-basic-financials'),
            source: 0,
          },
        ]
      : []
  const past = pastFigures(series, inDollars)
  const items = [
    ...item(
      now.slice(0, 10),
      now,
      figuresFrom(NOW, (field) => metric[field], inDollars),
    ),
    ...past.flatMap(({ end, figures }) =>
      item(`year end ${end}`, endOfDay(end, MARKET_ZONES.US), figures),
    ),
  ]
  const subject = {
    symbol: named.find((name) => name !== symbol) ?? named[0] ?? null,
    name: company.data.value.name,
    currency: null,
  }
  return { ok: true, data: { subject, items, sources: [metrics.data.raw, company.data.raw] } }
}
