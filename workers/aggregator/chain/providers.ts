/** The providers of statements that are built in. */
import type { Env } from '../env.ts'
import type { StatementsProvider } from '../providers/provider.ts'
import { recorded } from '../providers/recorded/index.ts'
import { sec } from '../providers/sec/index.ts'

export const providersOf = (env: Env): StatementsProvider[] => [
  sec({
    userAgent: env.SEC_USER_AGENT,
    ...(env.SEC_WWW_BASE_URL && { wwwBaseUrl: env.SEC_WWW_BASE_URL }),
    ...(env.SEC_DATA_BASE_URL && { dataBaseUrl: env.SEC_DATA_BASE_URL }),
    ...(env.SEC_TIMEOUT_MS && { timeoutMs: Number(env.SEC_TIMEOUT_MS) }),
  }),
  recorded,
]
