/**
 * How numbers are written in tables. A table has one scale, its unit stands in the head, and the
 * exact value in the origin panel. Pure.
 */
import type { Language } from '#shared/names.ts'
import { formatFigure, TIMES } from '#shared/format-figure.ts'

/** Money in a table is divided by this. Chinese tables count in 万 and 亿. */
export type TableScale = 1 | 1_000 | 10_000 | 1_000_000 | 100_000_000

const MINUS = '\u2212'
const locale = (language: Language): string => (language === 'zh' ? 'zh-CN' : 'en-US')
const decimals = (value: number, places: number, language: Language): string =>
  new Intl.NumberFormat(locale(language), {
    minimumFractionDigits: places,
    maximumFractionDigits: places,
  })
    .format(value)
    .replace('-', MINUS)

export const isMoney = (unit: string): boolean => /^[A-Z]{3}$/.test(unit)

/** The scale in which a table's money is easiest to compare, from its largest amount. */
export const scaleFor = (
  figures: readonly { value: string; unit: string }[],
  language: Language,
): TableScale => {
  const largest = figures.reduce(
    (max, f) => (isMoney(f.unit) ? Math.max(max, Math.abs(Number(f.value))) : max),
    0,
  )
  if (language === 'zh') return largest >= 1e9 ? 100_000_000 : largest >= 1e6 ? 10_000 : 1
  return largest >= 1e9 ? 1_000_000 : largest >= 1e6 ? 1_000 : 1
}

/**
 * The text of a cell: money divided by the scale, shares in millions, ratios as per cent, per-share
 * figures and the rest in their own unit.
 */
export const tableNumber = (
  value: string,
  unit: string,
  scale: TableScale,
  language: Language,
): string => {
  const n = Number(value)
  if (isMoney(unit)) return decimals(n / scale, scale === 100_000_000 ? 2 : 0, language)
  if (unit === 'shares') return decimals(n / 1e6, 1, language)
  if (unit === 'ratio') return `${decimals(n * 100, 1, language)}%`
  if (unit === 'x') return decimals(n, 2, language) + TIMES[language]
  if (unit === 'days') return decimals(n, 1, language)
  // With two places a small dividend would be written as zero.
  if (unit.endsWith('/share')) return decimals(n, n !== 0 && Math.abs(n) < 0.1 ? 3 : 2, language)
  return formatFigure(value, unit, language)
}

/** `-416161000000.50` -> `−416,161,000,000.50`: digits grouped, none added, none lost. */
export const exactValue = (value: string): string => {
  const [whole = '', fraction] = value.replace('-', '').split('.')
  const first = whole.length % 3
  const groups = [whole.slice(0, first), ...(whole.slice(first).match(/.{3}/g) ?? [])]
  const grouped = groups.filter((group) => group !== '').join(',')
  return (
    (value.startsWith('-') ? MINUS : '') + grouped + (fraction === undefined ? '' : `.${fraction}`)
  )
}

const MOST_PLACES = 4
/** A price on an axis, with as few places as all ticks need: `11.05`, `1,460`. */
export const priceTick = (n: number, ticks: readonly number[], language: Language): string => {
  const isWritten = (places: number) =>
    ticks.every((tick) => Math.abs(tick * 10 ** places - Math.round(tick * 10 ** places)) < 1e-6)
  let places = 0
  while (places < MOST_PLACES && !isWritten(places)) places += 1
  return decimals(n, places, language)
}

/** A short form for a chart's axis: `420B`, `4200亿`, `45%`. */
export const axisNumber = (n: number, unit: string, language: Language): string =>
  unit === 'ratio'
    ? `${new Intl.NumberFormat(locale(language), { maximumFractionDigits: 1 }).format(n * 100)}%`
    : new Intl.NumberFormat(locale(language), {
        notation: 'compact',
        maximumFractionDigits: 1,
      }).format(n)
