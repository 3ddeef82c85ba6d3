/**
 * The page where a human reader can check a table's figures: the company's filings, or Tushare's
 * page about the table. Pure.
 */
import { partsOf } from '../mainland.ts'

/** Numbers of Tushare's pages about its tables. */
const PAGES = {
  stock_basic: 25,
  daily: 27,
  adj_factor: 28,
  daily_basic: 32,
  news: 143,
  hk_hold: 188,
  hk_basic: 191,
  hk_daily: 192,
  major_news: 195,
  us_daily: 254,
  report_rc: 292,
  rt_k: 372,
  us_fina_indicator: 393,
} as const

export const pageOf = (api: keyof typeof PAGES): string =>
  `https://tushare.pro/document/2?doc_id=${PAGES[api]}`

/**
 * A mainland company's filings at the official disclosure site, which is the source of these
 * figures.
 */
export const filingsOf = (symbol: string): string => {
  const { code, exchange } = partsOf(symbol)
  return `https://www.cninfo.com.cn/new/disclosure/stock?stockCode=${code}&orgId=gs${exchange.toLowerCase()}0${code}#periodicReports`
}

export const hkFilings = (): string => 'https://www1.hkexnews.hk/search/titlesearch.xhtml?lang=zh'
