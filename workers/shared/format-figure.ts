/**
 * Formats a figure for people, in English or Chinese, with magnitude, sign and unit. Pure; the
 * page, the export and the command line share it.
 */
import type { Language } from './names.ts'

const SCALES = {
  en: [
    [1e12, ' trillion'],
    [1e9, ' billion'],
    [1e6, ' million'],
  ],
  zh: [
    [1e12, '万亿'],
    [1e8, '亿'],
    [1e4, '万'],
  ],
} as const

const SYMBOLS: Record<string, string> = { USD: '$', CNY: '¥', HKD: 'HK$', JPY: 'JP¥' }

/** What a currency is counted in, in Chinese: it stands after the amount, as in `4.2亿美元`. */
export const CURRENCY_UNITS_ZH: Readonly<Record<string, string>> = {
  CNY: '元',
  USD: '美元',
  HKD: '港元',
  JPY: '日元',
  EUR: '欧元',
  GBP: '英镑',
  CHF: '瑞士法郎',
  TWD: '新台币',
  KRW: '韩元',
  INR: '卢比',
  AUD: '澳元',
  CAD: '加元',
  SGD: '新加坡元',
}

/** What stands after a multiple: `1.50×`, in Chinese `1.50倍`. */
export const TIMES: Readonly<Record<Language, string>> = { en: '×', zh: '倍' }
/** What stands after a number of days. */
export const DAYS: Readonly<Record<Language, string>> = { en: ' days', zh: '天' }

/** At most so many places, and at least two of them where a least number is not named. */
const digits = (value: number, max: number, language: Language, least = 2): string =>
  new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en-US', {
    maximumFractionDigits: max,
    minimumFractionDigits: Math.min(max, least),
  }).format(value)

const scaled = (value: number, language: Language): string => {
  const scale = SCALES[language].find(([size]) => Math.abs(value) >= size)
  return scale
    ? digits(value / scale[0], 2, language) + scale[1]
    : new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en-US', {
        maximumFractionDigits: 2,
      }).format(value)
}

/**
 * Formats an amount per share with at most 2 decimals from 10 up, 3 from 1 up, and 4 below 1, so
 * that two small amounts can be told apart.
 */
const perShare = (amount: number, language: Language): string =>
  digits(amount, amount >= 10 ? 2 : amount >= 1 ? 3 : 4, language)

/** A percentage in Chinese is written without a last zero: `25.3%`, `26.92%`. */
const PERCENT_PLACES: Readonly<Record<Language, number>> = { en: 2, zh: 1 }

/** An amount of money with its currency: `-$3.54 million`, in Chinese `-354万美元`. */
const money = (currency: string, text: string, language: Language): string => {
  const after = language === 'zh' ? CURRENCY_UNITS_ZH[currency] : undefined
  return after === undefined ? (SYMBOLS[currency] ?? `${currency} `) + text : text + after
}

/**
 * `416161000000 USD` -> `$416.16 billion`; `0.2692 ratio` -> `26.92%`; `1.5 x` -> `1.50×`;
 * `7.46 USD/share` -> `$7.46`; `7 score` -> `7`. In Chinese `4,161.61亿美元`, `26.92%`, `1.50倍`,
 * `7.46美元`.
 */
export const formatFigure = (value: string, unit: string, language: Language): string => {
  const n = Number(value)
  if (unit === 'ratio') return `${digits(n * 100, 2, language, PERCENT_PLACES[language])}%`
  if (unit === 'score' || unit === 'count') return scaled(n, language)
  if (unit === 'x') return digits(n, 2, language) + TIMES[language]
  if (unit === 'days') return digits(n, 1, language) + DAYS[language]
  if (unit === 'shares')
    return language === 'zh' ? `${scaled(n, language)}股` : `${scaled(n, language)} shares`
  const [currency = unit, per] = unit.split('/')
  const size = Math.abs(n)
  const text = per === 'share' ? perShare(size, language) : scaled(size, language)
  return (n < 0 ? '-' : '') + money(currency, text, language)
}

/** Figures of money going out, which are stored below zero and told without a sign. */
export const OUTFLOWS: ReadonlySet<string> = new Set(['capex', 'dividends_paid', 'buybacks'])

/** A figure in running text: `dividends of $15.4 billion`, though it is stored below zero. */
export const figureInProse = (
  { name, value, unit }: { name: string; value: string; unit: string },
  language: Language,
): string => formatFigure(OUTFLOWS.has(name) ? value.replace(/^-/, '') : value, unit, language)
