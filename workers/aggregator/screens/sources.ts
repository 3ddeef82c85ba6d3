/** What a snapshot was made from, told beside every view of it. Pure. */
import type { Manifest } from '#shared/contracts/screens.ts'
import type { BatchSummary } from '../frames/store.ts'
import type { StoredMarketDay } from '../universe/market-days.ts'
import type { DayOf } from './day.ts'
import type { Membership } from './members.ts'
import { isShippedDay, isShippedList } from './shipped-universes.ts'

type ManifestSource = Manifest['sources'][number]

const dayIn = (at: number): string => new Date(at).toISOString().slice(0, 10)

const ofProvider = (
  provider: string,
  batches: readonly BatchSummary[],
  { asOf }: DayOf,
): ManifestSource => {
  const least = Math.min(...batches.map(({ knownFrom }) => knownFrom.getTime()))
  const most = Math.max(...batches.map(({ knownTo }) => knownTo.getTime()))
  const recorded =
    batches
      .flatMap((batch) => batch.recorded ?? [])
      .sort()
      .at(-1) ?? null
  const filings = batches.reduce((sum, batch) => sum + batch.filings, 0)
  return {
    kind: 'filings',
    provider,
    day: `${dayIn(least)} to ${dayIn(Math.min(most, asOf.getTime()))}`,
    recorded: recorded !== null,
    note:
      recorded === null
        ? {
            en: `${filings} filings in ${batches.length} batches, each seen from when it was accepted`,
            zh: `${batches.length} 批共 ${filings} 份披露，各自自受理时起可见`,
          }
        : {
            en: `Recorded filings that ship with the project (recorded ${recorded}): ${filings} filings of large US companies of 2009 and 2010, each seen from when it was accepted. No filing after them is stored`,
            zh: `随项目附带的录制披露（录制于 ${recorded}）：2009 至 2010 年美国大型公司的 ${filings} 份披露，各自自受理时起可见；此后的披露未存储`,
          },
  }
}

export const sourcesOf = ({
  day,
  batches,
  lists,
  priceDay,
}: {
  day: DayOf
  batches: readonly BatchSummary[]
  lists: readonly Omit<Membership['sources'][number], 'mark'>[]
  priceDay: StoredMarketDay | null
}): ManifestSource[] => [
  ...[...Map.groupBy(batches, ({ provider }) => provider)].map(([provider, of]) =>
    ofProvider(provider, of, day),
  ),
  ...[...Map.groupBy(lists, ({ source }) => source)].flatMap(([source, of]): ManifestSource[] => {
    const newest = of.at(-1)
    if (!newest) return []
    return [
      {
        kind: 'universe',
        provider: source,
        day: newest.day,
        recorded:
          isShippedList(newest) ||
          batches.some(({ recorded, batch }) => recorded !== null && batch === newest.batch),
        note:
          of.length === 1
            ? {
                en: `The list of companies, ${newest.rows} rows as of ${newest.day}`,
                zh: `公司名单，截至 ${newest.day} 共 ${newest.rows} 行`,
              }
            : {
                en: `${of.length} lists of companies, the newest with ${newest.rows} rows as of ${newest.day}`,
                zh: `${of.length} 份公司名单，最新一份截至 ${newest.day} 共 ${newest.rows} 行`,
              },
      },
    ]
  }),
  ...(priceDay
    ? [
        {
          kind: 'prices' as const,
          provider: priceDay.provider,
          day: priceDay.day,
          recorded: isShippedDay(priceDay),
          note: {
            en: `Closing prices of ${priceDay.rows} securities on ${priceDay.day}`,
            zh: `${priceDay.day} 共 ${priceDay.rows} 只证券的收盘价`,
          },
        },
      ]
    : []),
]
