/**
 * EARNINGS_ESTIMATES (consensus by period) and EARNINGS (reported and expected figures). Earnings
 * per share are adjusted as analysts do it and are not as filed. `annualEarnings` begins with the
 * sum of the current year so far, so it is not read. Pure.
 */
import { z } from 'zod'
import type { ItemOf } from '#shared/datasets/registry.ts'
import type { Currency } from '#shared/units/unit.ts'
import { money, perShare } from '#shared/units/scale.ts'
import { periodsEnding } from '../../time/quarters.ts'
import type { ProviderResult } from '../../model/provider.ts'
import { canonical, date, figure, read } from './answers.ts'

const estimateRow = z.object({
  date: z.iso.date(),
  horizon: z.string(),
  eps_estimate_average: figure,
  eps_estimate_high: figure,
  eps_estimate_low: figure,
  eps_estimate_analyst_count: figure,
  revenue_estimate_average: figure,
  revenue_estimate_high: figure,
  revenue_estimate_low: figure,
  revenue_estimate_analyst_count: figure,
})
const estimatesSchema = z.object({ symbol: z.string().min(1), estimates: z.array(estimateRow) })
export type Estimates = z.infer<typeof estimatesSchema> & { canonical: string }

const earningsSchema = z.object({
  symbol: z.string().min(1),
  quarterlyEarnings: z.array(
    z.object({
      fiscalDateEnding: z.iso.date(),
      reportedDate: date,
      reportedEPS: figure,
      estimatedEPS: figure,
    }),
  ),
})
export type Earnings = z.infer<typeof earningsSchema> & { canonical: string }

const named = <T extends { symbol: string }>(
  parsed: ProviderResult<T>,
): ProviderResult<T & { canonical: string }> =>
  parsed.ok
    ? { ok: true, data: { ...parsed.data, canonical: canonical('US', parsed.data.symbol) } }
    : parsed

export const readEstimates = (json: unknown): ProviderResult<Estimates> =>
  named(read('EARNINGS_ESTIMATES', estimatesSchema, json))
export const readEarnings = (json: unknown): ProviderResult<Earnings> =>
  named(read('EARNINGS', earningsSchema, json))

const FISCAL_YEAR = /fiscal year/

/** Labels years and quarters by the fiscal years that have an estimate. */
const labeller = (estimates: Estimates) => {
  const periods = periodsEnding(
    estimates.estimates.filter(({ horizon }) => FISCAL_YEAR.test(horizon)).map((row) => row.date),
  )
  return (end: string, horizon: string): string =>
    (FISCAL_YEAR.test(horizon) ? periods.year(end) : periods.quarter(end)).label
}

/**
 * Estimates of the periods that are not reported yet, as of the day of the call. Rows of earlier
 * periods are old expectations and are left out.
 */
export const consensusOf = (
  estimates: Estimates,
  earnings: Earnings,
  currency: Currency,
  today: string,
): ItemOf<'estimates'>[] => {
  const labelOf = labeller(estimates)
  const reported = earnings.quarterlyEarnings.reduce(
    (latest, row) =>
      row.reportedEPS !== null && row.fiscalDateEnding > latest ? row.fiscalDateEnding : latest,
    '',
  )
  const items: ItemOf<'estimates'>[] = []
  for (const row of estimates.estimates.filter(
    (r) => r.date > reported && /fiscal (year|quarter)/.test(r.horizon),
  )) {
    const period = {
      kind: 'consensus' as const,
      period: labelOf(row.date, row.horizon),
      period_end: row.date,
      as_of: today,
    }
    const count = (text: string | null): number | null =>
      text === null ? null : Math.round(Number(text))
    const eps = (text: string | null): string | null =>
      text === null ? null : perShare(text, currency).value
    const amount = (text: string | null): string | null =>
      text === null ? null : money(text, 'ones', currency).value
    const mean = eps(row.eps_estimate_average)
    const revenue = amount(row.revenue_estimate_average)
    if (mean !== null) {
      const analysts = count(row.eps_estimate_analyst_count)
      items.push({
        ...period,
        concept: 'eps_diluted',
        unit: `${currency}/share`,
        mean,
        high: eps(row.eps_estimate_high),
        low: eps(row.eps_estimate_low),
        analysts,
      })
    }
    if (revenue !== null) {
      const analysts = count(row.revenue_estimate_analyst_count)
      items.push({
        ...period,
        concept: 'revenue',
        unit: currency,
        mean: revenue,
        high: amount(row.revenue_estimate_high),
        low: amount(row.revenue_estimate_low),
        analysts,
      })
    }
  }
  return items
}

/** Reported and expected earnings per share of each quarter, known on the day of the report. */
export const surprisesOf = (
  estimates: Estimates,
  earnings: Earnings,
  currency: Currency,
): Extract<ItemOf<'estimates'>, { kind: 'surprise' }>[] => {
  const labelOf = labeller(estimates)
  return earnings.quarterlyEarnings.flatMap(
    ({ fiscalDateEnding, reportedDate, reportedEPS, estimatedEPS }) =>
      reportedEPS === null || reportedDate === null
        ? []
        : [
            {
              kind: 'surprise' as const,
              concept: 'eps_diluted',
              period: labelOf(fiscalDateEnding, 'fiscal quarter'),
              period_end: fiscalDateEnding,
              as_of: reportedDate,
              unit: `${currency}/share`,
              actual: reportedEPS,
              estimate: estimatedEPS,
            },
          ],
  )
}
