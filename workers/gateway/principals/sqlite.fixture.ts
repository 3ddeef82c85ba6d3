/** The storage of a Durable Object in Node: the same SQLite, in memory. */
import { DatabaseSync, type SQLInputValue } from 'node:sqlite'

export const sqliteStorage = (): SqlStorage => {
  const database = new DatabaseSync(':memory:')
  return {
    exec: (query: string, ...values: SQLInputValue[]) => {
      const rows = database.prepare(query).all(...values)
      return { toArray: () => rows.map((row) => ({ ...row })) }
    },
  } as unknown as SqlStorage
}
