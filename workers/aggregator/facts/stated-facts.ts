/**
 * Facts with what their filing says, as one relation for every statement that reads them. A row of
 * an earlier version that has no filing yet says the same in its own columns, so a read gives equal
 * answers before, during and after the filling of such rows.
 */
import { type SQL, sql } from 'drizzle-orm'
import { filingId, SHARED } from './filing-id.ts'
import { FACT_ROWS } from './former-columns.ts'

const OWN = [
  'id',
  'instrument',
  'concept',
  'period',
  'period_label',
  'period_start',
  'period_end',
  'value',
  'unit',
  'provider_field',
  'quality',
]

/** The columns of a fact that its filing says. */
const shared = Object.entries(SHARED)
  .filter(([column]) => !OWN.includes(column))
  .map(
    ([column, name]) => `case when g.id is null then f.${column} else g.${name} end as ${column}`,
  )

/**
 * In place of the table `facts` in a `from` clause, with the same columns. `filing` is never null:
 * of a row without one it is the id that it will get. The join names the instrument too, so that
 * the filings of one company are read by their index and nothing else is.
 */
export const STATED_FACTS = sql`(select ${sql.raw([...OWN.map((column) => `f.${column}`), ...shared].join(', '))},
        coalesce(f.filing, ${filingId('f')}) as filing
      from ${FACT_ROWS} f left join filings g on g.id = f.filing and g.instrument = f.instrument)`

/**
 * The filings of a company, with the columns of `facts`: the stored ones, and those of its facts
 * that have none yet, under the ids that they will get. With no such fact the second part reads an
 * empty index.
 */
export const statedFilings = (instrument: string): SQL => {
  const columns = Object.keys(SHARED).join(', ')
  const named = Object.entries(SHARED).map(([column, name]) => `${name} as ${column}`)
  return sql`(select id as filing, ${sql.raw(named.join(', '))} from filings where instrument = ${instrument}
      union all select distinct ${filingId('f')}, ${sql.raw(columns)} from ${FACT_ROWS} f where instrument = ${instrument} and filing is null)`
}
