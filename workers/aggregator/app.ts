/** Routes of the data-aggregator. */
import { aggregatorContract } from '#shared/contracts/aggregator.ts'
import { createApp, implement } from '#shared/http/app.ts'
import { getFinancials } from './chain/get-financials.ts'
import type { Env } from './env.ts'
import { searchInstruments } from './instruments/search-instruments.ts'

export const app = createApp<Env>('data-aggregator')

implement(app, aggregatorContract.getFinancials, getFinancials)
implement(app, aggregatorContract.searchInstruments, searchInstruments)
