/** Compares mapped bars with the stored ones, day by day. */
import { sql } from 'drizzle-orm'
import type { RemapChange } from '#shared/contracts/raw-answers.ts'
import type { ItemOf } from '#shared/datasets/registry.ts'
import type { Database } from '#shared/db/client.ts'
import { storeItemsMappedAgain } from '../items/store.ts'
import type { ItemsAnswer } from '../model/provider.ts'
import type { Comparison } from './comparison.ts'
import type { MappedItems } from './compare-items.ts'

type BarRow = { date: string; was: string | null; now: string | null }

/** A bar that is gone was read in the same reading as the newest of its series. */
const seriesChanges = async (
  db: Database,
  { instrument, provider }: MappedItems,
  { adjustment, currency, bars }: ItemOf<'bars'>,
): Promise<RemapChange[]> => {
  const { rows } = await db.execute<BarRow>(sql`
    with r as (select * from json_to_recordset(${JSON.stringify(bars)}::json) as r(date date, open numeric, high numeric, low numeric, close numeric, volume numeric, turnover numeric)),
    b as (select *, max(retrieved_at) over () as last_read from bars
      where instrument = ${instrument} and provider = ${provider} and adjustment = ${adjustment})
    select coalesce(r.date, b.date)::text as date, b.close::text as was, r.close::text as now
    from r full join b on b.date = r.date
    where (r.date is null and b.retrieved_at = b.last_read) or (r.date is not null and (b.date is null or b.currency <> ${currency}
      or (b.open, b.high, b.low, b.close, b.volume, b.turnover) is distinct from (r.open, r.high, r.low, r.close, r.volume, r.turnover)))
    order by date desc`)
  return rows.map(({ date, was, now }) => ({
    kind: now === null ? 'gone' : was === null ? 'added' : 'changed',
    name: adjustment,
    period: date,
    was,
    now,
    fields: [],
  }))
}

export const compareBars = async (db: Database, given: MappedItems): Promise<Comparison> => {
  const answer = given.answer as ItemsAnswer<'bars'>
  const changes: RemapChange[] = []
  for (const { item } of answer.items) changes.push(...(await seriesChanges(db, given, item)))
  return {
    keys: [],
    changes,
    store: () =>
      storeItemsMappedAgain(
        db,
        {
          dataset: 'bars',
          id: given.instrument,
          market: given.market,
          provider: given.provider,
          answer,
          askedAt: given.now,
        },
        given.hashes,
      ),
  }
}
