/**
 * The modules of a quoteSummary answer that are read. The answer has a module only if the call
 * asked for it.
 */
import { z } from 'zod'
import type { ProviderResult } from '../../model/provider.ts'
import { malformed } from '../statement-row.ts'

/**
 * Some modules write 150000 and others write { raw: 150000, fmt: "150k" }. Where there is no value
 * they write {} or null.
 */
export const figure = z
  .union([
    z.number(),
    z.object({ raw: z.number() }).transform(({ raw }) => raw),
    z.strictObject({}).transform(() => null),
    z.null(),
  ])
  .optional()
  .transform((value) => value ?? null)
/** A second in the year 2191. Every second up to it is a valid calendar day. */
const LAST_SECOND = 7_000_000_000
/** A day: `{ raw, fmt: "2025-02-03" }`, or midnight UTC of the day in epoch seconds. */
const day = z.union([
  z.object({ fmt: z.iso.date() }).transform(({ fmt }) => fmt),
  z
    .int()
    .positive()
    .max(LAST_SECOND)
    .transform((seconds) => new Date(seconds * 1_000).toISOString().slice(0, 10)),
])
const words = z.string().nullish()

const estimate = { avg: figure, low: figure, high: figure, numberOfAnalysts: figure }
const ownership = z.object({
  ownershipList: z.array(
    z.object({
      reportDate: day,
      organization: z.string().min(1),
      pctHeld: figure,
      position: figure,
      value: figure,
    }),
  ),
})
const count = z.int().min(0)

const modulesSchema = z.object({
  price: z
    .object({
      symbol: z.string(),
      currency: words,
      longName: words,
      shortName: words,
      regularMarketPrice: figure,
      regularMarketTime: figure,
      marketCap: figure,
    })
    .optional(),
  quoteType: z.object({ symbol: z.string(), longName: words, shortName: words }).optional(),
  assetProfile: z
    .object({
      address1: words,
      address2: words,
      city: words,
      state: words,
      zip: words,
      country: words,
      website: words,
      sector: words,
      industry: words,
      longBusinessSummary: words,
      fullTimeEmployees: figure,
      companyOfficers: z.array(z.object({ name: words, title: words })).optional(),
    })
    .optional(),
  summaryDetail: z
    .object({
      trailingPE: figure,
      forwardPE: figure,
      priceToSalesTrailing12Months: figure,
      trailingAnnualDividendYield: figure,
      beta: figure,
      fiftyTwoWeekHigh: figure,
      fiftyTwoWeekLow: figure,
    })
    .optional(),
  defaultKeyStatistics: z
    .object({
      enterpriseValue: figure,
      priceToBook: figure,
      enterpriseToRevenue: figure,
      enterpriseToEbitda: figure,
      sharesOutstanding: figure,
      floatShares: figure,
      lastFiscalYearEnd: figure,
    })
    .optional(),
  financialData: z
    .object({
      financialCurrency: words,
      targetMeanPrice: figure,
      targetMedianPrice: figure,
      targetHighPrice: figure,
      targetLowPrice: figure,
      numberOfAnalystOpinions: figure,
    })
    .optional(),
  earningsTrend: z
    .object({
      trend: z.array(
        z.object({
          period: z.string(),
          endDate: z.iso.date().nullish(),
          earningsEstimate: z.object({ ...estimate, earningsCurrency: words }),
          revenueEstimate: z.object({ ...estimate, revenueCurrency: words }),
        }),
      ),
    })
    .optional(),
  earningsHistory: z
    .object({
      history: z.array(
        z.object({
          epsActual: figure,
          epsEstimate: figure,
          quarter: day.nullish().catch(null),
          currency: words,
        }),
      ),
    })
    .optional(),
  calendarEvents: z
    .object({
      earnings: z.object({
        earningsDate: z.array(day).optional(),
        earningsAverage: figure,
        earningsLow: figure,
        earningsHigh: figure,
        revenueAverage: figure,
        revenueLow: figure,
        revenueHigh: figure,
      }),
    })
    .optional(),
  recommendationTrend: z
    .object({
      trend: z.array(
        z.object({
          period: z.string(),
          strongBuy: count,
          buy: count,
          hold: count,
          sell: count,
          strongSell: count,
        }),
      ),
    })
    .optional(),
  institutionOwnership: ownership.optional(),
  fundOwnership: ownership.optional(),
  majorHoldersBreakdown: z
    .object({
      insidersPercentHeld: figure,
      institutionsPercentHeld: figure,
      institutionsFloatPercentHeld: figure,
      institutionsCount: figure,
    })
    .optional(),
  insiderTransactions: z
    .object({
      transactions: z.array(
        z.object({
          shares: figure,
          transactionText: z.string(),
          filerName: z.string().min(1),
          filerRelation: words,
          startDate: day,
          ownership: words,
        }),
      ),
    })
    .optional(),
  secFilings: z
    .object({
      filings: z.array(
        z.object({
          date: z.iso.date(),
          type: z.string().min(1),
          title: z.string().min(1),
          edgarUrl: z.url(),
        }),
      ),
    })
    .optional(),
})
export type Modules = z.infer<typeof modulesSchema>
export type YahooModule = keyof Modules

const answerSchema = z.object({ quoteSummary: z.object({ result: z.array(modulesSchema).max(1) }) })
const MODULES: ReadonlySet<string> = new Set(modulesSchema.keyof().options)

/**
 * Null when Yahoo's answer is empty. An answer without any of these modules is not what the call
 * asked for.
 */
export const readModules = (json: unknown): ProviderResult<Modules | null> => {
  const parsed = answerSchema.safeParse(json)
  if (!parsed.success) return malformed('yahoo', parsed.error.issues[0]?.path.join('.') || 'root')
  const [modules] = parsed.data.quoteSummary.result
  if (!modules) return { ok: true, data: null }
  return Object.keys(modules).some((name) => MODULES.has(name))
    ? { ok: true, data: modules }
    : malformed('yahoo', 'quoteSummary.result.0')
}
