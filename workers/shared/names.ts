/**
 * The names that every part of the system shares: markets, languages, providers, datasets. They are
 * plain lists and types without schemas, so that the page can import them too; `schemas/names.ts`
 * has the schemas made from them. The page shows each list in the order given here.
 */
import type { DEFINITIONS } from './datasets/registry.ts'

export const MARKETS = ['CN', 'HK', 'US', 'JP'] as const
export type Market = (typeof MARKETS)[number]
export const isMarket = (text: string): text is Market => MARKETS.some((market) => market === text)

/** `MARKET:SYMBOL`, e.g. `CN:600519.SH`, `HK:00700`, `US:BRK.B`, `JP:7203`. */
export type InstrumentId = `${Market}:${string}`

/** Languages of reports and of the page. */
export const LANGUAGES = ['en', 'zh'] as const
export type Language = (typeof LANGUAGES)[number]

/**
 * Providers and their names for a reader. The folder of each provider in the aggregator declares
 * what the provider offers. Two of them are not real sources. `recorded` serves the shipped answers
 * of others. `simulated` invents its prices; it exists only beside a simulated exchange, and no
 * configuration may name it.
 */
export const PROVIDER_NAMES = {
  tushare: { en: 'Tushare', zh: 'Tushare' },
  finnhub: { en: 'Finnhub', zh: 'Finnhub' },
  fmp: { en: 'Financial Modeling Prep', zh: 'Financial Modeling Prep' },
  twelvedata: { en: 'Twelve Data', zh: 'Twelve Data' },
  alphavantage: { en: 'Alpha Vantage', zh: 'Alpha Vantage' },
  jquants: { en: 'J-Quants', zh: 'J-Quants' },
  edinet: { en: 'EDINET', zh: 'EDINET' },
  sec: { en: 'SEC EDGAR', zh: 'SEC EDGAR' },
  nasdaq: { en: 'Nasdaq', zh: '纳斯达克' },
  eastmoney: { en: 'Eastmoney', zh: '东方财富' },
  tencent: { en: 'Tencent Quotes', zh: '腾讯行情' },
  sina: { en: 'Sina Finance', zh: '新浪财经' },
  cninfo: { en: 'CNINFO', zh: '巨潮资讯' },
  hkexnews: { en: 'HKEXnews', zh: '披露易' },
  tdnet: { en: 'TDnet', zh: 'TDnet' },
  yahoo: { en: 'Yahoo Finance', zh: '雅虎财经' },
  recorded: { en: 'recorded filings', zh: '录制的披露数据' },
  simulated: { en: 'Simulated exchange', zh: '模拟交易所' },
} as const satisfies Record<string, Record<Language, string>>
export type ProviderId = keyof typeof PROVIDER_NAMES
export const isProviderId = (id: string): id is ProviderId => Object.hasOwn(PROVIDER_NAMES, id)
export const PROVIDER_IDS = Object.keys(PROVIDER_NAMES).filter(isProviderId)

/**
 * What is brought of a whole market at once: who is listed, the prices of a day, and figures of all
 * companies in one period.
 */
export const BULK_KINDS = ['universe', 'market_day', 'frames'] as const
export type BulkKind = (typeof BULK_KINDS)[number]

/**
 * What can be requested about a company (`fx`: about two currencies). `statements` is the income
 * statement, the balance sheet and the cash flow statement, each annual, quarterly and trailing.
 * `actions` are dividends and splits. Every dataset has its own chain in each market. The names
 * follow from the definitions, which are in `datasets/`; the list of them is there too, because the
 * definitions have schemas.
 */
export type Dataset = keyof typeof DEFINITIONS

/** The datasets that are lists of records; statements are facts instead. */
export type ItemDataset = Exclude<Dataset, 'statements'>
