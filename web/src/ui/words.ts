/** Small wordings shared by several components. */
import type { Attempt } from '#shared/contracts/facts.ts'
import { language } from '../preferences.ts'
import type { SortedAttempts } from './attempts.ts'
import { isProviderId, PROVIDER_NAMES } from '#shared/names.ts'
import { t, tCode } from './strings/index.ts'

/** A provider's name as people write it. */
export const providerName = (id: string): string =>
  isProviderId(id) ? PROVIDER_NAMES[id][language.value] : id

/** `A, B and C` in the reader's language. */
export const listed = (names: readonly string[]): string =>
  new Intl.ListFormat(locale(), { type: 'conjunction' }).format(names)

const locale = (): string => (language.value === 'zh' ? 'zh-CN' : 'en-GB')
/** An instant in the reader's own zone, to the minute. */
export const timeOf = (instant: string): string =>
  new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeStyle: 'short' }).format(
    new Date(instant),
  )

/** Made once: making a format costs more than using it. */
const GROUPED = new Intl.NumberFormat('en-US')
/** `2311` -> `2,311`, in both languages. */
export const grouped = (count: number): string => GROUPED.format(count)

/**
 * An instant in UTC, which is the same for all readers: when a filing was known, when it was read.
 */
export const utcTimeOf = (instant: string): string =>
  `${new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' }).format(new Date(instant))} UTC`

/** "SEC EDGAR: failed, it could not be reached". */
export const attemptWords = (attempt: Attempt): string => {
  const zh = language.value === 'zh'
  // It was skipped with a reason: after its last failure it is not asked again yet.
  const told = attempt.outcome === 'skipped' && attempt.reason ? 'resting' : attempt.outcome
  const outcome = `${providerName(attempt.provider)}${zh ? '：' : ': '}${tCode('outcome', told)}`
  // The outcome "does not have it" and the reason of the same name would say the same twice.
  const reason =
    attempt.reason && attempt.reason !== attempt.outcome ? tCode('provider', attempt.reason) : null
  const left = attempt.left_out
    ? t('attempts.left_out', { count: grouped(attempt.left_out) })
    : null
  return [outcome, reason, left].filter((part) => part !== null).join(zh ? '，' : ', ')
}

/** "Tushare, Finnhub (no key is set); Sina Finance (turned off in the configuration)". */
export const unaskedWords = (unasked: SortedAttempts['unasked']): string => {
  const zh = language.value === 'zh'
  return unasked
    .map(({ reason, providers }) => {
      const names = providers.map(providerName).join(zh ? '、' : ', ')
      return zh
        ? `${names}（${tCode('provider', reason)}）`
        : `${names} (${tCode('provider', reason)})`
    })
    .join(zh ? '；' : '; ')
}
