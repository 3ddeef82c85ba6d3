/** Yahoo's fundamentals time series -> facts. Values are exact to about seven digits of a float at the source; dates are month ends. Pure. */
import { z } from 'zod'
import type { ConceptId } from '#shared/concepts.ts'
import type { Market } from '#shared/contracts/instrument.ts'
import { addDays, sameDayOtherYear } from '../../facts/calendar.ts'
import { labelYear } from '../../facts/periods.ts'
import { endOfDay, MARKET_ZONES } from '../market-time.ts'
import type { NewFact, ProviderResult } from '../provider.ts'
import { allFacts, malformed, rowFacts } from '../statement-row.ts'

const CONCEPTS: Record<string, ConceptId> = {
  annualTotalRevenue: 'revenue',
  annualCostOfRevenue: 'cost_of_revenue',
  annualGrossProfit: 'gross_profit',
  annualResearchAndDevelopment: 'research_and_development',
  annualSellingGeneralAndAdministration: 'selling_general_administrative',
  annualOperatingIncome: 'operating_income',
  annualInterestExpense: 'interest_expense',
  annualPretaxIncome: 'pretax_income',
  annualTaxProvision: 'income_tax',
  annualNetIncome: 'net_income',
  annualNetIncomeIncludingNoncontrollingInterests: 'net_income_total',
  annualTotalAssets: 'total_assets',
  annualTotalLiabilitiesNetMinorityInterest: 'total_liabilities',
  annualStockholdersEquity: 'equity_parent',
  annualOperatingCashFlow: 'operating_cash_flow',
}

const point = z.object({
  asOfDate: z.iso.date(),
  periodType: z.string(),
  currencyCode: z.string().regex(/^[A-Z]{3}$/),
  reportedValue: z.object({ raw: z.number() }),
})
const answerSchema = z.object({
  timeseries: z.object({ result: z.array(z.looseObject({ meta: z.object({ symbol: z.array(z.string()), type: z.array(z.string()) }) })) }),
})
const seriesSchema = z.array(point.nullable())

/** Annual facts of one symbol, as Yahoo spells it (`7203.T`). It tells neither standard nor date of filing: all is known by `knownBy`. */
export const yahooFacts = (market: Market, yahooSymbol: string, answer: unknown, knownBy: string): ProviderResult<NewFact[]> => {
  const parsed = answerSchema.safeParse(answer)
  if (!parsed.success) return malformed('yahoo', parsed.error.issues[0]?.path.join('.') ?? 'root')
  return allFacts(
    parsed.data.timeseries.result.map((result) => {
      const [type = ''] = result.meta.type
      const [symbol = ''] = result.meta.symbol
      if (symbol !== yahooSymbol) return { ok: false, reason: 'wrong_instrument', detail: `yahoo: asked for ${yahooSymbol}, answered ${symbol}` }
      const concept = CONCEPTS[type]
      const series = seriesSchema.safeParse(result[type] ?? [])
      if (!series.success) return malformed('yahoo', `${type}.${series.error.issues[0]?.path.join('.')}`)
      if (!concept) return { ok: true, data: [] }
      return allFacts(
        series.data.flatMap((value) =>
          value === null || value.periodType !== '12M'
            ? []
            : [
                rowFacts(
                  { [type]: value.reportedValue.raw },
                  { [concept]: [[type]] },
                  {
                    provider: 'yahoo',
                    record: `${yahooSymbol} annual ${value.asOfDate}`,
                    form: null,
                    currency: value.currencyCode,
                    start: addDays(sameDayOtherYear(value.asOfDate, -1), 1),
                    end: value.asOfDate,
                    label: `FY${labelYear(value.asOfDate)}`,
                    basis: { consolidation: 'consolidated', standard: 'unstated' },
                    sourceUrl: `https://finance.yahoo.com/quote/${yahooSymbol}/financials/`,
                    filedAt: null,
                    knownAt: endOfDay(knownBy, MARKET_ZONES[market]),
                  },
                ),
              ],
        ),
      )
    }),
  )
}
