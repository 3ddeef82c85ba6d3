/** Routes of the data-aggregator. */
import { aggregatorContract } from '#shared/contracts/aggregator.ts'
import { HEALTHY } from '#shared/contracts/health.ts'
import { ok } from '#shared/contracts/problem.ts'
import { STORED_ROUTES } from '#shared/contracts/dataset-routes.ts'
import { createApp, implement } from '#shared/http/app.ts'
import { getDataSources } from './routes/data-sources.ts'
import { getFinancials } from './routes/financials.ts'
import { getItems } from './routes/records.ts'
import { getQuote } from './routes/provider-quote.ts'
import { runDoctor } from './routes/doctor.ts'
import { getRestatements } from './routes/restatements.ts'
import type { Env } from './env.ts'
import { searchInstruments } from './routes/instruments.ts'
import { maintainRawAnswers, remapAnswers } from './routes/raw-answers.ts'
import { maintainQuotes } from './routes/quote-maintenance.ts'
import {
  getQuoteHistory,
  getRealtimeQuote,
  getRealtimeQuotes,
  getStoredQuote,
  streamQuote,
} from './routes/quotes.ts'
import { listRefreshes, refreshQuotes } from './routes/refreshes.ts'
import { watchQuotes } from './routes/watches.ts'
import { writeQuotes } from './routes/quote-writes.ts'

export const app = createApp<Env>('data-aggregator')

implement(app, aggregatorContract.getHealth, async () => ok(HEALTHY))
implement(app, aggregatorContract.getFinancials, getFinancials)
implement(app, aggregatorContract.getRestatements, getRestatements)
for (const { dataset, route } of STORED_ROUTES)
  implement(app, route, (input, env) => getItems(dataset, input, env))
implement(app, aggregatorContract.getQuote, getQuote)
implement(app, aggregatorContract.searchInstruments, searchInstruments)
implement(app, aggregatorContract.getDataSourcesView, getDataSources)
implement(app, aggregatorContract.runDoctor, runDoctor)
implement(app, aggregatorContract.getRealtimeQuote, getRealtimeQuote)
implement(app, aggregatorContract.streamQuote, streamQuote)
implement(app, aggregatorContract.getRealtimeQuotes, getRealtimeQuotes)
implement(app, aggregatorContract.watchQuotes, watchQuotes)
implement(app, aggregatorContract.refreshQuotes, refreshQuotes)
implement(app, aggregatorContract.listRefreshes, listRefreshes)
implement(app, aggregatorContract.maintainQuotes, maintainQuotes)
implement(app, aggregatorContract.remapAnswers, remapAnswers)
implement(app, aggregatorContract.maintainRawAnswers, maintainRawAnswers)
implement(app, aggregatorContract.writeQuotes, writeQuotes)
implement(app, aggregatorContract.getStoredQuote, getStoredQuote)
implement(app, aggregatorContract.getQuoteHistory, getQuoteHistory)
