/**
 * Figures that a provider states outside the filed statements: their unit, how they are written,
 * and their source. Pure.
 */
import type { Language } from '#shared/names.ts'
import { formatFigure } from '#shared/format-figure.ts'

/** What an item of a dataset says of its own origin. */
export interface ItemSource {
  key: string
  provider: string
  known_at: string
  retrieved_at: string
  source_url: string
}

export interface StatedFigure {
  /** The concept's code, which decides how it is written. */
  concept: string
  /** In words. */
  label: string
  /** The day or period it is of. */
  when: string
  value: string
  unit: string
  /** The provider's own name of it, where it is known. */
  field: string | null
  source: ItemSource
}

const COUNTS: ReadonlySet<string> = new Set(['holder_count', 'institutions_count'])
/** Coefficients: neither per cent nor times. */
const PLAIN: ReadonlySet<string> = new Set(['beta', 'peg'])

const plain = (value: number, places: number, language: Language): string =>
  new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en-US', {
    maximumFractionDigits: places,
  }).format(value)

/**
 * `0.0929 ratio` -> `9.29%`. A count of holders is written as a count and beta as a plain number.
 * The sign of a negative number is a minus sign.
 */
export const statedText = (
  { concept, value, unit }: Pick<StatedFigure, 'concept' | 'value' | 'unit'>,
  language: Language,
): string => {
  const n = Number(value)
  const text =
    COUNTS.has(concept) || unit === 'persons'
      ? plain(n, 0, language)
      : PLAIN.has(concept)
        ? plain(n, 2, language)
        : formatFigure(value, unit, language)
  return text.replace('-', '\u2212')
}

/** A number of shares in a column whose head says so: `1.40 billion`, `14.68亿`. */
export const countText = (value: string, language: Language): string =>
  formatFigure(value, 'shares', language)
    .replace(/ shares$|股$/, '')
    .replace('-', '\u2212')

/** A change, with a plus sign when it is positive. */
export const signedText = (value: string, unit: string, language: Language): string => {
  const text = statedText({ concept: '', value, unit }, language)
  return Number(value) > 0 ? `+${text}` : text
}

/** The unit that stands beside the exact value. A plain number has none. */
export const unitOf = ({ concept, unit }: Pick<StatedFigure, 'concept' | 'unit'>): string =>
  COUNTS.has(concept) || PLAIN.has(concept) ? '' : unit

/** Places after the point of a decimal. */
const placesOf = (value: string): number => value.split('.')[1]?.length ?? 0
/** Exact difference of two decimals of ordinary size. */
export const difference = (a: string, b: string): string => {
  const places = Math.max(placesOf(a), placesOf(b))
  return String(Number((Number(a) - Number(b)).toFixed(places)))
}

/** The host of a web address, such as `finance.yahoo.com`; null when the text is no web address. */
export const hostOf = (url: string): string | null => {
  if (!/^https?:\/\//i.test(url)) return null
  try {
    return new URL(url).hostname.replace(/^www\./, '')
  } catch {
    return null
  }
}
