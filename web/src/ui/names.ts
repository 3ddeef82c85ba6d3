/**
 * Markets, datasets and providers by name, in the order in which the page shows them. The contracts
 * have the same lists, but with the schemas beside them, which a browser has no use for; that they
 * are the same is tested.
 */
import type { Market } from '#shared/contracts/instrument.ts'
import type { Dataset, ProviderId } from '#shared/providers.ts'

export const MARKETS = ['CN', 'HK', 'US', 'JP'] as const satisfies readonly Market[]

const OTHER_DATASETS = [
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
] as const satisfies readonly Dataset[]

export const DATASETS = [
  'instrument',
  'profile',
  'statements',
  ...OTHER_DATASETS,
] as const satisfies readonly Dataset[]

/** Rows of the matrix: the three statements apart. */
export const MATRIX_DATASETS = [
  'income_statement',
  'balance_sheet',
  'cash_flow',
  'instrument',
  'profile',
  ...OTHER_DATASETS,
] as const

export const PROVIDER_NAMES: Record<Exclude<ProviderId, 'recorded'>, { en: string; zh: string }> = {
  tushare: { en: 'Tushare', zh: 'Tushare' },
  finnhub: { en: 'Finnhub', zh: 'Finnhub' },
  fmp: { en: 'Financial Modeling Prep', zh: 'Financial Modeling Prep' },
  twelvedata: { en: 'Twelve Data', zh: 'Twelve Data' },
  alphavantage: { en: 'Alpha Vantage', zh: 'Alpha Vantage' },
  jquants: { en: 'J-Quants', zh: 'J-Quants' },
  edinet: { en: 'EDINET', zh: 'EDINET' },
  sec: { en: 'SEC EDGAR', zh: 'SEC EDGAR' },
  eastmoney: { en: 'Eastmoney', zh: '东方财富' },
  tencent: { en: 'Tencent Quotes', zh: '腾讯行情' },
  sina: { en: 'Sina Finance', zh: '新浪财经' },
  cninfo: { en: 'CNINFO', zh: '巨潮资讯' },
  hkexnews: { en: 'HKEXnews', zh: '披露易' },
  tdnet: { en: 'TDnet', zh: 'TDnet' },
  yahoo: { en: 'Yahoo Finance', zh: '雅虎财经' },
  simulated: { en: 'Simulated exchange', zh: '模拟交易所' },
}

export const isProviderName = (id: string): id is keyof typeof PROVIDER_NAMES =>
  id in PROVIDER_NAMES
