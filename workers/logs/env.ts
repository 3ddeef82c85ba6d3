/** Bindings of the log collector: the database alone. */
import type { DatabaseEnv } from '#shared/db/client.ts'

export type Env = DatabaseEnv
