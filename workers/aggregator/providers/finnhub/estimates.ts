/**
 * `stock/recommendation` (ratings by month), `stock/earnings` (expected and reported figures of
 * four quarters), `calendar/earnings` (what is expected next; revenue in units of one, unlike the
 * millions elsewhere). Quarters are fiscal. `period` is the end of a month and not of the quarter
 * (2026-06-30 for a quarter that ended on 06-27), so it is not used as the quarter's end. The
 * currency is `estimateCurrency` of `profile2`.
 */
import { z } from 'zod'
import { money, perShare } from '#shared/units/scale.ts'
import { isCurrency, type Currency } from '#shared/units/unit.ts'
import { addDays } from '#shared/calendar.ts'
import { marketDate } from '../../time/market-time.ts'
import type {
  CompanyQuery,
  ItemsAnswer,
  NewItem,
  ProviderContext,
  ProviderResult,
} from '../../model/provider.ts'
import { malformed } from '../statement-row.ts'
import { answerOf, canonicalSymbol, docsPage } from './client.ts'
import { profileOf } from './profile.ts'

const count = z.int().min(0)
const figure = z.number().nullish()
const ratingSchema = z.object({
  symbol: z.string(),
  period: z.iso.date(),
  strongBuy: count,
  buy: count,
  hold: count,
  sell: count,
  strongSell: count,
})
const quarter = { symbol: z.string(), year: z.int(), quarter: z.int().min(1).max(4) }
const surpriseSchema = z.object({ ...quarter, actual: figure, estimate: figure })
const calendarSchema = z.object({
  earningsCalendar: z.array(
    z.object({ ...quarter, date: z.iso.date(), epsEstimate: figure, revenueEstimate: figure }),
  ),
})

type EstimateItems = NewItem<'estimates'>[]
interface EstimateContext {
  now: string
  today: string
  page: string
  currency: Currency
}

const labelOf = (row: { year: number; quarter: number }): string => `${row.year}Q${row.quarter}`

/** The time from which a month's ratings are known: they can change until the month is over. */
const ratingKnownAt = (month: string, now: string): string => {
  const next = new Date(
    Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 1),
  ).toISOString()
  return new Date(Math.min(Date.parse(next), Date.parse(now))).toISOString()
}

const ratings = (
  rows: readonly z.infer<typeof ratingSchema>[],
  { now, page }: EstimateContext,
): EstimateItems =>
  rows.map((row) => ({
    key: `rating ${row.period}`,
    item: {
      kind: 'rating',
      as_of: row.period,
      strong_buy: row.strongBuy,
      buy: row.buy,
      hold: row.hold,
      sell: row.sell,
      strong_sell: row.strongSell,
    },
    known_at: ratingKnownAt(row.period, now),
    source_url: page,
    source: 0,
  }))

/**
 * The answer does not give the day of the announcement, so figures count as known from when they
 * are read.
 */
const surprises = (
  rows: readonly z.infer<typeof surpriseSchema>[],
  { now, today, page, currency }: EstimateContext,
): EstimateItems =>
  rows.flatMap((row): EstimateItems => {
    if (row.actual === null || row.actual === undefined) return []
    const { value, unit } = perShare(row.actual, currency)
    const estimate =
      row.estimate === null || row.estimate === undefined
        ? null
        : perShare(row.estimate, currency).value
    const about = { concept: 'eps_diluted', period: labelOf(row), period_end: null, as_of: today }
    const item = { kind: 'surprise' as const, ...about, unit, actual: value, estimate }
    return [{ key: `surprise ${labelOf(row)}`, item, known_at: now, source_url: page, source: 1 }]
  })

const expected = (
  rows: z.infer<typeof calendarSchema>['earningsCalendar'],
  { now, today, page, currency }: EstimateContext,
): EstimateItems =>
  rows.flatMap((row) => {
    const eps =
      typeof row.epsEstimate === 'number'
        ? [{ concept: 'eps_diluted', ...perShare(row.epsEstimate, currency) }]
        : []
    const revenue =
      typeof row.revenueEstimate === 'number'
        ? [{ concept: 'revenue', ...money(row.revenueEstimate, 'ones', currency) }]
        : []
    return [...eps, ...revenue].map(({ concept, value, unit }): NewItem<'estimates'> => {
      const about = { concept, period: labelOf(row), period_end: null, as_of: today }
      const item = {
        kind: 'consensus' as const,
        ...about,
        unit,
        mean: value,
        high: null,
        low: null,
        analysts: null,
      }
      return { key: `${concept} ${labelOf(row)}`, item, known_at: now, source_url: page, source: 2 }
    })
  })

/** How many days ahead reports are looked for: this covers the next four quarters. */
const AHEAD_DAYS = 365

/** Makes four calls. */
export const estimates = async (
  { symbol }: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<ItemsAnswer<'estimates'>>> => {
  const now = context.now().toISOString()
  const today = marketDate(now, 'US')
  const [rated, came, calendar, company] = await Promise.all([
    answerOf(context, 'stock/recommendation', { symbol }, z.array(ratingSchema)),
    answerOf(context, 'stock/earnings', { symbol }, z.array(surpriseSchema)),
    answerOf(
      context,
      'calendar/earnings',
      { symbol, from: today, to: addDays(today, AHEAD_DAYS) },
      calendarSchema,
    ),
    profileOf(symbol, context),
  ])
  if (!rated.ok) return rated
  if (!came.ok) return came
  if (!calendar.ok) return calendar
  if (!company.ok) return company
  const currency = company.data.value.estimateCurrency || company.data.value.currency
  if (!isCurrency(currency)) return malformed('finnhub', 'stock/profile2 estimateCurrency')
  const reading = { now, today, currency, page: docsPage('recommendation-trends') }
  const rows = [...rated.data.value, ...came.data.value, ...calendar.data.value.earningsCalendar]
  const named = [company.data.value.ticker, ...rows.map((row) => row.symbol)].map(canonicalSymbol)
  const subject = {
    symbol: named.find((name) => name !== symbol) ?? symbol,
    name: company.data.value.name,
    currency: null,
  }
  const items = [
    ...ratings(rated.data.value, reading),
    ...surprises(came.data.value, reading),
    ...expected(calendar.data.value.earningsCalendar, reading),
  ]
  return {
    ok: true,
    data: { subject, items, sources: [rated, came, calendar, company].map(({ data }) => data.raw) },
  }
}
