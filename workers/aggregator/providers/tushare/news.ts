/**
 * news (flashes) and major_news (headlines): news of the whole market, selected by time, without
 * the article's address. A piece belongs to a company when its text names the company. Its address
 * is the page of its source, marked with the time. Times are in Beijing time. Pure.
 */
import { z } from 'zod'
import { localInstant, MARKET_ZONES } from '../../time/market-time.ts'
import { plainText } from '../plain-text.ts'
import type { ProviderResult } from '../../model/provider.ts'
import { malformed } from '../statement-row.ts'
import type { TushareItem } from './answers.ts'
import { optionalText, readRows, type TushareRow } from './table.ts'

/** The only source of flashes that is asked for: one call holds about one day of it. */
export const FLASH_SOURCE = 'sina'
export const FLASH_FIELDS = ['datetime', 'title', 'content'] as const
export const HEADLINE_FIELDS = ['title', 'pub_time', 'src'] as const
/**
 * Longest window, in days. One call gives at most 1,500 flashes, so a longer window loses the
 * newest or the oldest ones without notice.
 */
export const NEWS_DAYS = 3

const FLASH_PAGE = 'https://finance.sina.com.cn/7x24/'
const SITES: Record<string, string> = {
  新华网: 'https://www.xinhuanet.com/',
  凤凰财经: 'https://finance.ifeng.com/',
  同花顺: 'https://www.10jqka.com.cn/',
  新浪财经: 'https://finance.sina.com.cn/',
  华尔街见闻: 'https://wallstreetcn.com/',
  中证网: 'https://www.cs.com.cn/',
  财新网: 'https://www.caixin.com/',
  第一财经: 'https://www.yicai.com/',
  财联社: 'https://www.cls.cn/',
  人民网: 'http://www.people.com.cn/',
}
/** Shortest name that is searched for: a name of two characters occurs in too many other words. */
const TELLING_CHARACTERS = 3
const TITLE_CHARACTERS = 80

const flashSchema = z.object({
  datetime: z.string(),
  title: optionalText,
  content: z.string().trim().min(1),
})
const headlineSchema = z.object({
  title: z.string().trim().min(1),
  pub_time: z.string(),
  src: optionalText,
})

/** Whether a text is about a company: it contains one of its short names or its code. */
const isAbout = (text: string, symbol: string, names: readonly string[]): boolean =>
  text.includes(symbol.slice(0, 6)) ||
  names.some((name) => name.length >= TELLING_CHARACTERS && text.includes(name))

/**
 * In `【headline】 text` the headline stands in front; otherwise the first sentence is the headline.
 */
const headlineOf = (text: string): string =>
  (/^【([^】]+)】/.exec(text)?.[1] ?? /^[^。！？]+/.exec(text)?.[0] ?? text)
    .trim()
    .slice(0, TITLE_CHARACTERS)

const instantOf = (text: string): string | null =>
  localInstant(text, 'yyyy-MM-dd HH:mm:ss', MARKET_ZONES.CN)

export const readFlashes = (
  rows: readonly TushareRow[],
  symbol: string,
  names: readonly string[],
): ProviderResult<TushareItem<'news'>[]> => {
  const parsed = readRows('news', rows, flashSchema)
  if (!parsed.ok) return parsed
  const placed: TushareItem<'news'>[] = []
  for (const row of parsed.data) {
    const at = instantOf(row.datetime)
    if (!at) return malformed('tushare', 'news datetime')
    const content = plainText(row.content) ?? ''
    if (!isAbout(`${row.title ?? ''} ${content}`, symbol, names)) continue
    const url = `${FLASH_PAGE}#${at}`
    const title = plainText(row.title ?? '') ?? headlineOf(content)
    placed.push({
      key: `${at} ${title}`,
      item: { title, url, published_at: at, publisher: '新浪财经', summary: content || null },
      known_at: at,
      source_url: url,
      table: 0,
    })
  }
  return { ok: true, data: placed }
}

/** Headlines from a source whose page is not known are left out. */
export const readHeadlines = (
  rows: readonly TushareRow[],
  symbol: string,
  names: readonly string[],
): ProviderResult<TushareItem<'news'>[]> => {
  const parsed = readRows('major_news', rows, headlineSchema)
  if (!parsed.ok) return parsed
  const placed: TushareItem<'news'>[] = []
  for (const row of parsed.data) {
    const at = instantOf(row.pub_time)
    if (!at) return malformed('tushare', 'major_news pub_time')
    const site = row.src && SITES[row.src]
    const title = plainText(row.title)
    if (!site || !title || !isAbout(title, symbol, names)) continue
    const url = `${site}#${at}`
    placed.push({
      key: `${at} ${title}`,
      item: { title, url, published_at: at, publisher: row.src, summary: null },
      known_at: at,
      source_url: url,
      table: 1,
    })
  }
  return { ok: true, data: placed }
}
