/**
 * The time zone of each market, and the day of an instant in it. The evening of a day in New York
 * is already the next day in UTC. Pure.
 */
import type { Market } from '#shared/names.ts'

export const ZONES: Record<Market, string> = {
  CN: 'Asia/Shanghai',
  HK: 'Asia/Hong_Kong',
  US: 'America/New_York',
  JP: 'Asia/Tokyo',
}

/** YYYY-MM-DD */
export const marketDay = (instant: string, market: Market): string =>
  new Intl.DateTimeFormat('sv-SE', {
    timeZone: ZONES[market],
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(new Date(instant))
