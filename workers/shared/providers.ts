/**
 * Which providers and which datasets there are, by name. What each provider has is declared in its
 * own folder of the aggregator. `simulated` is no source: its prices are made up, it is there only
 * beside a simulated exchange, and no configuration may name it.
 */
import { z } from 'zod'

export const PROVIDER_IDS = [
  'tushare',
  'finnhub',
  'fmp',
  'twelvedata',
  'alphavantage',
  'jquants',
  'edinet',
  'sec',
  'eastmoney',
  'tencent',
  'sina',
  'cninfo',
  'hkexnews',
  'tdnet',
  'yahoo',
  'recorded',
  'simulated',
] as const
export const providerIdSchema = z.enum(PROVIDER_IDS)
export type ProviderId = z.infer<typeof providerIdSchema>

/**
 * `statements` is the income statement, the balance sheet and the cash flow statement, each annual,
 * quarterly and trailing; `actions` are dividends and splits. Every dataset has a chain of its own
 * in each market.
 */
export const DATASETS = [
  'instrument',
  'profile',
  'statements',
  'shares',
  'actions',
  'bars',
  'multiples',
  'quote',
  'news',
  'filings',
  'insiders',
  'holders',
  'estimates',
  'fx',
] as const
export const datasetSchema = z.enum(DATASETS)
export type Dataset = z.infer<typeof datasetSchema>
