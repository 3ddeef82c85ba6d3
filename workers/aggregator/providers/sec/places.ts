/** Where a value stands: rows of one filing for one period belong together. */
import type { RawRow } from './raw.ts'

/** The key of a row's filing and period. */
export const placeOf = (row: RawRow): string => `${row.accn} ${row.start ?? ''}/${row.end}`
