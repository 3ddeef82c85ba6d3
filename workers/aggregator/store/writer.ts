import type { Database } from '#shared/db/client.ts'

/** Either a transaction or the database itself. */
export type Writer = Pick<Database, 'execute' | 'insert'>
