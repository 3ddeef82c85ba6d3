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
import { answerReader, answerWriter } from '../document-answers.ts'

export const documentRoutes = (app: App<Env>): void => {
  implement(app, configContract.getSystem, (_, env) =>
    answerReader(readDocument(env, 'system', systemSchema, DEFAULTS.system)),
  )
  implement(app, configContract.putSystem, (input, env) =>
    answerWriter(writeDocument(env, 'system', input)),
  )
  implement(app, configContract.getModules, (_, env) =>
    answerReader(readDocument(env, 'analysis-modules', modulesSchema, DEFAULTS.modules)),
  )
  implement(app, configContract.putModules, (input, env) =>
    answerWriter(writeDocument(env, 'analysis-modules', input)),
  )
  implement(app, configContract.getDataSources, (_, env) =>
    answerReader(readDocument(env, 'data-sources', dataSourcesSchema, DEFAULTS.data_sources)),
  )
  implement(app, configContract.putDataSources, (input, env) =>
    answerWriter(writeDocument(env, 'data-sources', input)),
  )
  implement(app, configContract.getWatchlist, (_, env) =>
    answerReader(readDocument(env, 'watchlist', watchlistSchema, DEFAULTS.watchlist)),
  )
  implement(app, configContract.putWatchlist, (input, env) =>
    answerWriter(writeDocument(env, 'watchlist', input)),
  )
}
