/** Routes of the data-aggregator. */
import { aggregatorContract } from '#shared/contracts/aggregator.ts'
import { HEALTHY } from '#shared/contracts/health.ts'
import { ok } from '#shared/contracts/problem.ts'
import { STORED_ROUTES } from '#shared/contracts/dataset-routes.ts'
import { createApp, implement } from '#shared/http/app.ts'
import { configVersionOf } from '#shared/http/config-version.ts'
import { withKeys } from './chain/run-time-keys.ts'
import { getBook, maintainBooks } from './routes/books.ts'
import { getCellOrigin } from './routes/cell-origins.ts'
import { getCompany } from './routes/companies.ts'
import { getDataSources } from './routes/data-sources.ts'
import { getFinancials } from './routes/financials.ts'
import { getFigures } from './routes/figures.ts'
import { getItems } from './routes/records.ts'
import { getPeers } from './routes/peers.ts'
import { getQuote } from './routes/provider-quote.ts'
import { runDoctor } from './routes/doctor.ts'
import { getRestatements } from './routes/restatements.ts'
import type { Env } from './env.ts'
import { searchInstruments } from './routes/instruments.ts'
import { maintainRawAnswers, remapAnswers } from './routes/raw-answers.ts'
import {
  getMarketRefreshes,
  refreshMarket,
  refreshMarketSlices,
} from './routes/market-refreshes.ts'
import { maintainQuotes } from './routes/quote-maintenance.ts'
import {
  getQuoteHistory,
  getRealtimeQuote,
  getRealtimeQuotes,
  getStoredQuote,
  streamQuote,
} from './routes/quotes.ts'
import { listRefreshes, refreshQuotes } from './routes/refreshes.ts'
import {
  createScreen,
  getScreenVersions,
  listScreens,
  deleteScreen,
  updateScreen,
} from './routes/saved-screens.ts'
import {
  getFields,
  getPresets,
  getScreenRates,
  runSavedScreen,
  runScreen,
} from './routes/screens.ts'
import { translateScreen } from './routes/translate-screen.ts'
import { getColumn, getUniverse } from './routes/universe.ts'
import { getValuation } from './routes/valuation.ts'
import { watchQuotes } from './routes/watches.ts'
import { fillFilings } from './routes/stored-facts.ts'
import { writeQuotes } from './routes/quote-writes.ts'

export const app = createApp<Env>('data-aggregator')

implement(app, aggregatorContract.getHealth, async () => ok(HEALTHY))
implement(app, aggregatorContract.getBook, getBook)
implement(app, aggregatorContract.getColumn, getColumn)
implement(app, aggregatorContract.getRealtimeQuote, getRealtimeQuote)
implement(app, aggregatorContract.streamQuote, streamQuote)
implement(app, aggregatorContract.getRealtimeQuotes, getRealtimeQuotes)

// What stands above asks no provider. What stands below has the keys that were set at run time.
app.use(async (c, next) => {
  c.env = await withKeys(c.env, c.get('requestId'), configVersionOf(c.req.raw.headers))
  await next()
})

implement(app, aggregatorContract.getFinancials, getFinancials)
implement(app, aggregatorContract.getCompany, getCompany)
implement(app, aggregatorContract.getFigures, getFigures)
implement(app, aggregatorContract.maintainBooks, maintainBooks)
implement(app, aggregatorContract.getFields, getFields)
implement(app, aggregatorContract.getPresets, getPresets)
implement(app, aggregatorContract.getScreenRates, getScreenRates)
implement(app, aggregatorContract.getUniverse, getUniverse)
implement(app, aggregatorContract.runScreen, runScreen)
implement(app, aggregatorContract.translateScreen, translateScreen)
implement(app, aggregatorContract.getCellOrigin, getCellOrigin)
implement(app, aggregatorContract.listScreens, listScreens)
implement(app, aggregatorContract.createScreen, createScreen)
implement(app, aggregatorContract.updateScreen, updateScreen)
implement(app, aggregatorContract.deleteScreen, deleteScreen)
implement(app, aggregatorContract.getScreenVersions, getScreenVersions)
implement(app, aggregatorContract.runSavedScreen, runSavedScreen)
implement(app, aggregatorContract.getPeers, getPeers)
implement(app, aggregatorContract.getRestatements, getRestatements)
implement(app, aggregatorContract.getValuation, getValuation)
for (const { dataset, route } of STORED_ROUTES)
  implement(app, route, (input, env) => getItems(dataset, input, env))
implement(app, aggregatorContract.getQuote, getQuote)
implement(app, aggregatorContract.searchInstruments, searchInstruments)
implement(app, aggregatorContract.getDataSourcesView, getDataSources)
implement(app, aggregatorContract.runDoctor, runDoctor)
implement(app, aggregatorContract.watchQuotes, watchQuotes)
implement(app, aggregatorContract.refreshQuotes, refreshQuotes)
implement(app, aggregatorContract.listRefreshes, listRefreshes)
implement(app, aggregatorContract.maintainQuotes, maintainQuotes)
implement(app, aggregatorContract.remapAnswers, remapAnswers)
implement(app, aggregatorContract.maintainRawAnswers, maintainRawAnswers)
implement(app, aggregatorContract.fillFilings, fillFilings)
implement(app, aggregatorContract.writeQuotes, writeQuotes)
implement(app, aggregatorContract.getStoredQuote, getStoredQuote)
implement(app, aggregatorContract.getQuoteHistory, getQuoteHistory)
implement(app, aggregatorContract.getMarketRefreshes, getMarketRefreshes)
implement(app, aggregatorContract.refreshMarket, refreshMarket)
implement(app, aggregatorContract.refreshMarketSlices, refreshMarketSlices)
