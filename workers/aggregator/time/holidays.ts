/**
 * The days of 2026 and 2027 on which an exchange does not trade or closes early. Weekends are not
 * listed.
 *
 * US: NYSE Group, "2026, 2027 and 2028 Holiday and Early Closings Calendar" of 2025-12-23. HK: the
 * general holidays of the Hong Kong government (Cap. 149); HKEX has no afternoon session on the
 * eves of Christmas, New Year and Lunar New Year. CN: for 2026 the notices of SSE and SZSE of
 * 2025-12-22. The notices for 2027 appear at the end of 2026; until then the list holds only the
 * days named in the State Council's regulation on holidays, without the extra days between them and
 * a weekend. JP: the national holidays law, with the equinoxes that the National Astronomical
 * Observatory announces each February; JPX also rests on 31 December and from 1 to 3 January.
 */
import type { Market } from '#shared/names.ts'

/** The years that the table covers. */
export const KNOWN_YEARS = [2026, 2027] as const

const days = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/))

export const CLOSED: Record<Market, ReadonlySet<string>> = {
  US: days(`
    2026-01-01 2026-01-19 2026-02-16 2026-04-03 2026-05-25 2026-06-19 2026-07-03 2026-09-07 2026-11-26 2026-12-25
    2027-01-01 2027-01-18 2027-02-15 2027-03-26 2027-05-31 2027-06-18 2027-07-05 2027-09-06 2027-11-25 2027-12-24
  `),
  HK: days(`
    2026-01-01 2026-02-17 2026-02-18 2026-02-19 2026-04-03 2026-04-06 2026-04-07 2026-05-01 2026-05-25 2026-06-19 2026-07-01
    2026-10-01 2026-10-19 2026-12-25
    2027-01-01 2027-02-08 2027-02-09 2027-03-26 2027-03-29 2027-04-05 2027-05-13 2027-06-09 2027-07-01 2027-09-16 2027-10-01
    2027-10-08 2027-12-27
  `),
  CN: days(`
    2026-01-01 2026-01-02 2026-02-16 2026-02-17 2026-02-18 2026-02-19 2026-02-20 2026-02-23 2026-04-06 2026-05-01 2026-05-04
    2026-05-05 2026-06-19 2026-09-25 2026-10-01 2026-10-02 2026-10-05 2026-10-06 2026-10-07
    2027-01-01 2027-02-05 2027-02-08 2027-04-05 2027-06-09 2027-09-15 2027-10-01
  `),
  JP: days(`
    2026-01-01 2026-01-02 2026-01-12 2026-02-11 2026-02-23 2026-03-20 2026-04-29 2026-05-04 2026-05-05 2026-05-06 2026-07-20
    2026-08-11 2026-09-21 2026-09-22 2026-09-23 2026-10-12 2026-11-03 2026-11-23 2026-12-31
    2027-01-01 2027-01-11 2027-02-11 2027-02-23 2027-03-22 2027-04-29 2027-05-03 2027-05-04 2027-05-05 2027-07-19 2027-08-11
    2027-09-20 2027-09-23 2027-10-11 2027-11-03 2027-11-23 2027-12-31
  `),
}

/**
 * The minute of the day, in the market's zone, at which the exchange closes on those days: one
 * o'clock in New York, noon in Hong Kong.
 */
export const CLOSES_EARLY: Partial<Record<Market, { at: number; on: ReadonlySet<string> }>> = {
  US: { at: 13 * 60, on: days('2026-11-27 2026-12-24 2027-11-26') },
  HK: {
    at: 12 * 60,
    on: days('2026-02-16 2026-12-24 2026-12-31 2027-02-05 2027-12-24 2027-12-31'),
  },
}
