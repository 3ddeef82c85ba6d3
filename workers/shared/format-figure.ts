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

const digits = (value: number, max: number, language: Language): string =>
  new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en-US', {
    maximumFractionDigits: max,
    minimumFractionDigits: Math.min(max, 2),
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

/**
 * `416161000000 USD` -> `$416.16 billion`; `0.2692 ratio` -> `26.92%`; `1.5 x` -> `1.50×`;
 * `7.46 USD/share` -> `$7.46`; `7 score` -> `7`.
 */
export const formatFigure = (value: string, unit: string, language: Language): string => {
  const n = Number(value)
  if (unit === 'ratio') return `${digits(n * 100, 2, language)}%`
  if (unit === 'score' || unit === 'count') return scaled(n, language)
  if (unit === 'x') return `${digits(n, 2, language)}×`
  if (unit === 'days')
    return language === 'zh' ? `${digits(n, 1, language)} 天` : `${digits(n, 1, language)} days`
  if (unit === 'shares')
    return language === 'zh' ? `${scaled(n, language)}股` : `${scaled(n, language)} shares`
  const [currency = unit, per] = unit.split('/')
  const symbol = SYMBOLS[currency] ?? `${currency} `
  const sign = n < 0 ? '-' : ''
  return (
    sign +
    symbol +
    (per === 'share' ? perShare(Math.abs(n), language) : scaled(Math.abs(n), language))
  )
}
