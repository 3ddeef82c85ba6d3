/**
 * The configuration as shipped: the files of /config, bundled. A shipped document is used until one
 * is written in its place.
 */
import {
  type DataSources,
  dataSourcesSchema,
  type ModuleConfig,
  modulesSchema,
  type SystemConfig,
  systemSchema,
  type Watchlist,
  watchlistSchema,
} from '#shared/contracts/config-documents.ts'
import modules from '../../config/analysis-modules.json' with { type: 'json' }
import dataSources from '../../config/data-sources.json' with { type: 'json' }
import bearCase from '../../config/prompts/bear-case.md'
import bullCase from '../../config/prompts/bull-case.md'
import conclusion from '../../config/prompts/conclusion.md'
import fundamentalAnalysis from '../../config/prompts/fundamental-analysis.md'
import market from '../../config/prompts/market.md'
import news from '../../config/prompts/news.md'
import ownership from '../../config/prompts/ownership.md'
import peers from '../../config/prompts/peers.md'
import profile from '../../config/prompts/profile.md'
import risks from '../../config/prompts/risks.md'
import valuation from '../../config/prompts/valuation.md'
import system from '../../config/system.json' with { type: 'json' }
import watchlist from '../../config/watchlist.json' with { type: 'json' }

export interface Defaults {
  system: SystemConfig
  modules: ModuleConfig[]
  data_sources: DataSources
  prompts: Record<string, string>
  watchlist: Watchlist
}

/**
 * Parsed once. A shipped file that does not fit its schema is a bug and stops the Worker when it
 * starts.
 */
export const DEFAULTS: Defaults = {
  system: systemSchema.parse(system),
  modules: modulesSchema.parse(modules),
  data_sources: dataSourcesSchema.parse(dataSources),
  watchlist: watchlistSchema.parse(watchlist),
  prompts: {
    profile,
    'fundamental-analysis': fundamentalAnalysis,
    valuation,
    market,
    peers,
    news,
    ownership,
    risks,
    'bull-case': bullCase,
    'bear-case': bearCase,
    conclusion,
  },
}
