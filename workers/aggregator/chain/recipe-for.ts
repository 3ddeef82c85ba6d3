/** The recipe of a market's books, from the configuration and the providers that can be asked. */
import type { ConfigSnapshot } from '#shared/contracts/config-documents.ts'
import type { Market } from '#shared/names.ts'
import type { Recipe } from '../books/recipe.ts'
import type { Env } from '../env.ts'
import { unavailable } from './available.ts'
import type { ReadThroughDeps } from './read-through.ts'

type RecipeConfig = Pick<ConfigSnapshot, 'data_sources' | 'system' | 'version'>

export const recipeFor = (
  env: Pick<Env, 'CF_VERSION_METADATA'>,
  market: Market,
  { data_sources: sources, system, version }: RecipeConfig,
  deps: Pick<ReadThroughDeps, 'providers' | 'hasKey'>,
): Recipe => {
  const chain = sources.chains[market]?.statements ?? []
  return {
    version: env.CF_VERSION_METADATA?.id ?? '',
    version_at: env.CF_VERSION_METADATA?.timestamp ?? null,
    config_version: version,
    chain,
    askable: chain.filter((id) => unavailable(id, 'statements', market, sources, deps) === null),
    assumptions: system.valuation,
    tolerance: sources.agreement_tolerance,
  }
}
