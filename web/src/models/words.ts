/** Small wordings shared by several components. */
import type { Attempt } from '#shared/contracts/facts.ts'
import { language } from '../preferences.ts'
import { type StringKey, t, tCode } from '../strings/index.ts'
import type { Scale } from './numbers.ts'

const PROVIDERS: Record<string, string> = {
  sec: 'SEC EDGAR',
  cninfo: 'CNINFO',
  eastmoney: 'East Money',
  tushare: 'Tushare',
  yahoo: 'Yahoo Finance',
  edinet: 'EDINET',
  jquants: 'J-Quants',
  fmp: 'Financial Modeling Prep',
  alphavantage: 'Alpha Vantage',
}
/** A provider's name as people write it. */
export const providerName = (id: string): string => (id === 'recorded' ? t('source.recorded_name') : (PROVIDERS[id] ?? id))

const locale = (): string => (language.value === 'zh' ? 'zh-CN' : 'en-GB')
/** An instant in the reader's own zone, to the minute. */
export const timeOf = (instant: string): string => new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(instant))

/** `2311` -> `2,311`, in both languages. */
export const grouped = (count: number): string => count.toLocaleString('en-US')

/** The same instant for everybody, with its zone: when a filing could be known, when it was read. */
export const utcTimeOf = (instant: string): string =>
  `${new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' }).format(new Date(instant))} UTC`

/** "SEC EDGAR: failed, it could not be reached". */
export const attemptWords = (attempt: Attempt): string => {
  const zh = language.value === 'zh'
  const outcome = `${providerName(attempt.provider)}${zh ? '：' : ': '}${tCode('outcome', attempt.outcome)}`
  // "does not have it" says all that the reason of the same name would.
  return attempt.reason && attempt.reason !== attempt.outcome ? `${outcome}${zh ? '，' : ', '}${tCode('provider', attempt.reason)}` : outcome
}

const SCALE_WORDS: Record<Scale, StringKey> = {
  1: 'table.scale_1',
  1000: 'table.scale_1000',
  10000: 'table.scale_10000',
  1000000: 'table.scale_1000000',
  100000000: 'table.scale_100000000',
}
/** `USD million`, `亿 CNY`. */
export const scaleWords = (scale: Scale, currency: string): string => t(SCALE_WORDS[scale], { currency })
