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

/** "SEC EDGAR failed: it could not be reached". */
export const attemptWords = (attempt: Attempt): string => {
  const outcome = `${providerName(attempt.provider)} ${tCode('outcome', attempt.outcome)}`
  return attempt.reason ? `${outcome}${language.value === 'zh' ? '：' : ': '}${tCode('provider', attempt.reason)}` : outcome
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
