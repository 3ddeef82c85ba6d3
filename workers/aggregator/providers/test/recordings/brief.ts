/**
 * What an adapter read from an answer, as one line for each figure with its unit, so that a table
 * of expected values is easy to read. Tests only.
 */
import type { Dataset, ItemDataset } from '#shared/names.ts'
import type { ItemOf } from '#shared/datasets/registry.ts'
import type { NewFact, NewItem } from '../../../model/provider.ts'

type Figures = { concept: string; value: string; unit: string }[]
const figures = (at: string, given: Figures): string[] =>
  given.map(({ concept, value, unit }) => `${at} ${concept} ${value} ${unit}`)

const holder = (item: ItemOf<'holders'>): string[] =>
  item.kind === 'breakdown'
    ? figures(item.as_of, item.figures)
    : [
        `${item.as_of} ${item.scope} ${item.holder}: ${item.shares} shares, ${item.fraction} ratio, ${item.value} ${item.value_unit}`,
      ]

const estimate = (item: ItemOf<'estimates'>): string => {
  if (item.kind === 'rating')
    return `rating ${item.as_of} ${[item.strong_buy, item.buy, item.hold, item.sell, item.strong_sell].join('/')}`
  if (item.kind === 'price_target') return `price_target ${item.mean} ${item.unit}`
  const about = `${item.kind} ${item.concept} ${item.period}`
  if (item.kind === 'consensus') return `${about} ${item.mean} ${item.unit}`
  return item.kind === 'surprise'
    ? `${about} ${item.actual} for ${item.estimate} ${item.unit}`
    : `${about} ${item.low} to ${item.high} ${item.unit}`
}

const asJson = (item: unknown): string[] => [JSON.stringify(item)]

/** A dataset that has no line here is shown as JSON. */
const BRIEF: { [D in ItemDataset]?: (item: ItemOf<D>) => string[] } = {
  profile: (item) => [
    [
      item.name,
      item.exchange,
      item.industry,
      `${item.employees} persons`,
      item.website,
      `books ${item.reporting_currency}`,
      item.fiscal_year_end,
    ].join('; '),
    ...item.officers.map(({ name, title }) => `${title}: ${name}`),
    ...(item.former_names ?? []).map(({ name, until }) => `until ${until}: ${name}`),
  ],
  shares: (item) => figures(item.date, item.figures),
  multiples: (item) => figures(item.at, item.figures),
  actions: (item) => {
    if (item.kind === 'unread') return [`unread ${item.ex_date} ${item.plan}`]
    return item.kind === 'split'
      ? [`split ${item.ex_date} ${item.ratio}`]
      : [
          `dividend ${item.ex_date} ${item.amount} ${item.unit}${item.split_adjusted ? ' split-adjusted' : ''}`,
        ]
  },
  bars: ({ adjustment, currency, bars }) => [
    `${adjustment} ${currency} ${bars.length} days`,
    ...bars.map(
      (bar) =>
        `${adjustment} ${bar.date} ${bar.open} ${bar.high} ${bar.low} ${bar.close}, ${bar.volume} shares, ${bar.turnover}`,
    ),
  ],
  quote: (item) => [
    `${item.price} ${item.currency}, before ${item.previous_close}, ${item.change_fraction} ratio, ${item.volume} shares, ${item.turnover}, ${item.quoted_at}`,
  ],
  news: (item) => [`${item.published_at} ${item.publisher}: ${item.title}`],
  filings: (item) => [`${item.filed_at} ${item.form} ${item.document_id}`],
  insiders: (item) => [
    `${item.traded_on} ${item.person} ${item.action} ${item.shares} shares at ${item.price} ${item.price_unit}`,
  ],
  holders: holder,
  estimates: (item) => [estimate(item)],
}

/** `found` has the form that play.ts gives. */
export const brief = (dataset: Dataset, found: readonly unknown[]): string[] => {
  if (dataset === 'statements')
    return (found as NewFact[]).map(
      ({ concept, period, value, unit }) => `${concept} ${period} ${value} ${unit}`,
    )
  if (dataset === 'instrument')
    return (found as ItemOf<'instrument'>[]).map(
      ({ market, symbol, name }) => `${market}:${symbol} ${name}`,
    )
  if (dataset === 'fx')
    return (found as ItemOf<'fx'>[]).map(
      ({ from, to, rate, at }) => `1 ${from} = ${rate} ${to}, ${at}`,
    )
  const lines = (BRIEF[dataset] ?? asJson) as (item: unknown) => string[]
  return (found as NewItem<typeof dataset>[]).flatMap(({ item }) => lines(item))
}
