/**
 * A live price in words of the reader's language: numbers, times, source, delay, and why there is
 * none.
 */
import type { Delay } from '#shared/datasets/quote.ts'
import { type Market, MARKETS } from '#shared/names.ts'
import { language } from '../preferences.ts'
import { ZONES } from '../ui/market-day.ts'
import { titleOf } from '../ui/reasons.ts'
import { fill } from '../ui/strings/strings-of.ts'
import type { LiveQuote, LiveView } from './feed/live-quote.ts'
import { t, tCode, tKnown } from './strings/index.ts'

const locale = (): string => (language.value === 'zh' ? 'zh-CN' : 'en-GB')
const MINUS = '\u2212'

/** Prices have more places the smaller they are; a yen has no cents. */
export const priceWords = (price: string, currency: string): string =>
  new Intl.NumberFormat(language.value === 'zh' ? 'zh-CN' : 'en-US', {
    minimumFractionDigits: currency === 'JPY' ? 0 : 2,
    maximumFractionDigits: Math.abs(Number(price)) >= 10 ? 2 : 4,
  })
    .format(Number(price))
    .replace('-', MINUS)

export type Direction = 'up' | 'down' | 'flat'
export const directionOf = ({
  change,
  change_percent,
}: Pick<LiveQuote, 'change' | 'change_percent'>): Direction | null => {
  const n = Number(change ?? change_percent ?? Number.NaN)
  return Number.isNaN(n) ? null : n > 0 ? 'up' : n < 0 ? 'down' : 'flat'
}
/** Signs that show the direction without colour. */
export const ARROWS: Record<Direction, string> = { up: '▲', down: '▼', flat: '■' }
export const directionClass = (direction: Direction | null): string =>
  direction === 'up' ? 'rose' : direction === 'down' ? 'fell' : 'muted'

const signed = (text: string): string =>
  text.startsWith(MINUS) || Number(text) === 0 ? text : `+${text}`
export const changeWords = (change: string, currency: string): string =>
  signed(priceWords(change, currency))
export const percentWords = (percent: string): string =>
  `${signed(priceWords(Number(percent).toFixed(2), 'USD'))}%`

/** `4 s`, `3 min 5 s`, `2 h 10 min`. */
export const ageWords = (seconds: number): string => {
  if (seconds < 120) return t('live.seconds', { count: seconds })
  const minutes = Math.floor(seconds / 60)
  return minutes < 120
    ? t('live.minutes', { minutes, count: seconds % 60 })
    : t('live.hours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 })
}

export const marketOf = (text: string): Market | null =>
  MARKETS.find((market) => market === text) ?? null

/** `24 Nov 2026, 10:00:04` in the market's zone; with `UTC` when the market is unknown. */
export const exchangeTime = (
  instant: string,
  market: Market | null,
  shape: Intl.DateTimeFormatOptions,
): string => {
  const text = new Intl.DateTimeFormat(locale(), {
    ...shape,
    hourCycle: 'h23',
    timeZone: market ? ZONES[market] : 'UTC',
  }).format(new Date(instant))
  return market ? text : `${text} UTC`
}
/** With the place whose time it is. */
export const placedTime = (
  instant: string,
  market: Market | null,
  shape: Intl.DateTimeFormatOptions,
): string => {
  const time = exchangeTime(instant, market, shape)
  return market ? t('live.at', { time, place: t(`place.${market}`) }) : time
}

/** The provider name of made-up prices. */
export const SIMULATED = 'simulated'

export const delayWords = (delay: Delay, short = false): string => {
  if (delay.kind === 'delayed' && delay.minutes !== null)
    return t(short ? 'delay.short_delayed_by' : 'delay.delayed_by', { minutes: delay.minutes })
  return t(short ? `delay.short_${delay.kind}` : `delay.${delay.kind}`)
}

/** The words for a reason, of the page, of a provider, or of the problems' table. */
const reasonWords = (reason: string): string => {
  const told = tKnown('why', reason) ?? tCode('provider', reason)
  return told === reason ? titleOf(reason) : told
}

const keyed = (prefix: 'why' | 'short', { why, age }: LiveView, max: number): string => {
  if (!why) return ''
  const words = tKnown(
    prefix,
    why.reason === 'quote_expired' && age === null ? 'quote_expired_unknown' : why.reason,
  )
  return words === null
    ? reasonWords(why.reason)
    : fill(words, { age: age === null ? '' : ageWords(age), max })
}
/** Why there is no price, as a sentence. `max`: for how many seconds a price is shown. */
export const whyWords = (view: LiveView, max: number): string => keyed('why', view, max)
/** The same in a few words, for a row of a table. */
export const shortWhy = (view: LiveView, max: number): string => keyed('short', view, max)

/**
 * The text of the service without its first sentence, which the page says in the reader's language.
 */
const beyondFirst = (detail: string): string => {
  const end = detail.indexOf('. ')
  return end < 0 ? '' : detail.slice(end + 2)
}

/**
 * The cause in words: the service cannot be reached, or the last refresh failed, or what the
 * service said.
 */
export const behindWords = ({ why, behind }: LiveView): string => {
  if (behind?.reason === 'offline') return t('why.offline')
  if (behind)
    return t('live.refresh_failed', {
      why: [reasonWords(behind.reason), behind.detail].filter(Boolean).join(' — '),
    })
  if (!why) return ''
  return tKnown('why', why.reason) === null ? why.detail : beyondFirst(why.detail)
}
