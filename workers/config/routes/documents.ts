/** /system, /analysis-modules, /data-sources, /watchlist: one document each. */
import {
  dataSourcesSchema,
  modulesSchema,
  systemSchema,
  watchlistSchema,
} from '#shared/contracts/config-documents.ts'
import { configContract } from '#shared/contracts/config.ts'
import { type App, implement } from '#shared/http/app.ts'
import { DEFAULTS } from '../defaults.ts'
import type { Env } from '../env.ts'
import { readDocument, writeDocument } from '../store-client.ts'
import { answerWriter } from '../answer-writer.ts'

export const documentRoutes = (app: App<Env>): void => {
  implement(app, configContract.getSystem, (_, env) =>
    readDocument(env, 'system', systemSchema, DEFAULTS.system),
  )
  implement(app, configContract.putSystem, ({ body }, env) =>
    answerWriter(writeDocument(env, 'system', body)),
  )
  implement(app, configContract.getModules, (_, env) =>
    readDocument(env, 'analysis-modules', modulesSchema, DEFAULTS.modules),
  )
  implement(app, configContract.putModules, ({ body }, env) =>
    answerWriter(writeDocument(env, 'analysis-modules', body)),
  )
  implement(app, configContract.getDataSources, (_, env) =>
    readDocument(env, 'data-sources', dataSourcesSchema, DEFAULTS.data_sources),
  )
  implement(app, configContract.putDataSources, ({ body }, env) =>
    answerWriter(writeDocument(env, 'data-sources', body)),
  )
  implement(app, configContract.getWatchlist, (_, env) =>
    readDocument(env, 'watchlist', watchlistSchema, DEFAULTS.watchlist),
  )
  implement(app, configContract.putWatchlist, ({ body }, env) =>
    answerWriter(writeDocument(env, 'watchlist', body)),
  )
}
