/**
 * The providers that can be asked in this deployment: the built-in ones, and the simulated exchange
 * where one is configured.
 */
import type { Env } from '../env.ts'
import type { Provider } from '../model/provider.ts'
import { PROVIDERS } from '../providers/registry.ts'
import { simulatedExchange } from '../providers/simulated/index.ts'

/**
 * Without the address of an exchange there is no `simulated` provider, even if a chain names it.
 */
export const installedProviders = ({
  SIMULATED_EXCHANGE_URL: url,
}: Pick<Env, 'SIMULATED_EXCHANGE_URL'>): readonly Provider[] =>
  url ? [...PROVIDERS, simulatedExchange(url)] : PROVIDERS
