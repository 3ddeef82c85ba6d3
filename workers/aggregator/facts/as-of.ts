/** What `as_of` means: an instant is exact; a date takes in all that was filed on or before it, in the market's own zone. Pure. */
import type { Market } from '#shared/contracts/instrument.ts'

const ZONES: Record<Market, string> = { CN: 'Asia/Shanghai', HK: 'Asia/Hong_Kong', US: 'America/New_York', JP: 'Asia/Tokyo' }
const DAY_MS = 86_400_000
const DATE = /^\d{4}-\d{2}-\d{2}$/

/** Milliseconds the zone is ahead of UTC at an instant. */
const offsetMs = (zone: string, at: number): number => {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(at)
  const name = parts.find((p) => p.type === 'timeZoneName')?.value ?? 'GMT'
  const match = /^GMT([+-])(\d{2}):(\d{2})$/.exec(name)
  if (!match) return 0
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3])) * 60_000
}

/** The last millisecond of a calendar date in the market's zone. The zone's clock never changes at midnight, so its offset then is that of the hour before. */
const endOfDay = (market: Market, date: string): Date => {
  const nominal = Date.parse(`${date}T00:00:00Z`) + DAY_MS - 1
  const zone = ZONES[market]
  return new Date(nominal - offsetMs(zone, nominal - offsetMs(zone, nominal)))
}

/** The instant an `as_of` stands for, never later than now; without one, now. */
export const asOfInstant = (market: Market, asOf: string | undefined, now: Date): Date => {
  if (asOf === undefined) return now
  const at = DATE.test(asOf) ? endOfDay(market, asOf) : new Date(asOf)
  return at > now ? now : at
}
