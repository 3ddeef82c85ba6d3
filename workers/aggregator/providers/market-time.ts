/** When a filing that gives only a date can be taken as known: the last millisecond of that date where the market is. */
import type { Market } from '#shared/contracts/instrument.ts'

export const MARKET_ZONES: Record<Market, string> = { CN: 'Asia/Shanghai', HK: 'Asia/Hong_Kong', US: 'America/New_York', JP: 'Asia/Tokyo' }

const formats = new Map<string, Intl.DateTimeFormat>()
const formatOf = (zone: string): Intl.DateTimeFormat => {
  const known = formats.get(zone)
  if (known) return known
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' })
  formats.set(zone, format)
  return format
}

/** Minutes a zone is ahead of UTC at an instant. */
const offsetMinutes = (zone: string, at: Date): number => {
  const name = formatOf(zone)
    .formatToParts(at)
    .find((part) => part.type === 'timeZoneName')?.value
  const [, sign, hours, minutes] = /GMT(?:([+-])(\d{2}):(\d{2}))?/.exec(name ?? '') ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0))
}

/**
 * `2024-02-21` in America/New_York -> `2024-02-22T04:59:59.999Z`. The offset is read just before that midnight:
 * clocks change at two in the morning, so the offset of the evening is the day's last.
 */
export const endOfDay = (date: string, zone: string): string => {
  const asUtc = Date.parse(`${date}T23:59:59.999Z`)
  const first = asUtc - offsetMinutes(zone, new Date(asUtc)) * 60_000
  return new Date(asUtc - offsetMinutes(zone, new Date(first)) * 60_000).toISOString()
}
