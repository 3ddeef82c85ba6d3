/** Routes for live prices and their records; part of the contract of the data-aggregator. */
import { z } from 'zod'
import { PRICE_ADDRESS, PRICES_ADDRESS, servicePath } from '../addresses.ts'
import { historyQuerySchema, historySchema, storedQuoteSchema } from './quote-records.ts'
import { MAX_BATCH, quoteWritesSchema, writeOutcomeSchema } from './quote-writes.ts'
import {
  realtimeBatchQuerySchema,
  realtimeBatchSchema,
  realtimeQuerySchema,
  realtimeQuoteSchema,
  streamMessageSchema,
  watchedSchema,
  watchSchema,
  wholeNumber,
} from './quotes.ts'
import { refreshedSchema, refreshRunSchema, refreshSchema } from './quote-refreshes.ts'
import { contract } from './route.ts'
import { codeSchema } from '../schemas/texts.ts'
import { MAX_FEW } from '../lengths.ts'

const params = z.object({ symbol: z.string().min(1).max(64) })

export const quoteRoutes = contract({
  getRealtimeQuote: {
    method: 'GET',
    path: servicePath(PRICE_ADDRESS),
    public: PRICE_ADDRESS,
    access: 'reader',
    stored_only: true,
    summary:
      'The price, if one no older than asked for is held; asks no provider and refreshes nothing',
    params,
    query: realtimeQuerySchema,
    response: realtimeQuoteSchema,
  },
  streamQuote: {
    method: 'GET',
    path: '/api/v1/financials/:symbol/stream',
    public: '/api/financials/{market}/{symbol}/stream',
    access: 'writer',
    summary:
      'The price as a WebSocket: each new one is pushed, and the instrument is watched while the socket is open. Send {"time": n} at least every minute: it is answered with the time, by which the age of a pushed price is known, and a socket that is not heard for 90 s is closed',
    params,
    query: realtimeQuerySchema,
    response: streamMessageSchema,
    stream: 'websocket',
  },
  getRealtimeQuotes: {
    method: 'GET',
    path: servicePath(PRICES_ADDRESS),
    public: PRICES_ADDRESS,
    access: 'reader',
    stored_only: true,
    summary:
      'Prices of many instruments, each if one no older than asked for is held; asks no provider and refreshes nothing',
    query: realtimeBatchQuerySchema,
    response: realtimeBatchSchema,
  },
  watchQuotes: {
    method: 'POST',
    path: '/api/v1/market-data/watches',
    public: '/api/market-data/watches',
    access: 'writer',
    summary: 'Somebody looks at these prices: they are refreshed while the lease lives',
    body: watchSchema,
    response: watchedSchema,
  },
  refreshQuotes: {
    method: 'POST',
    path: '/api/v1/market-data/refreshes',
    public: '/api/market-data/refreshes',
    access: 'admin',
    summary: 'Refresh prices in batch calls; the cron trigger does so every minute',
    body: refreshSchema,
    response: refreshedSchema,
  },
  listRefreshes: {
    method: 'GET',
    path: '/api/v1/market-data/refreshes',
    public: '/api/market-data/refreshes',
    access: 'reader',
    stored_only: true,
    summary: 'What the last refreshes did, newest first',
    query: z.strictObject({ limit: wholeNumber(100).default(20) }),
    response: z.object({ runs: z.array(refreshRunSchema).max(MAX_FEW) }),
  },
  maintainQuotes: {
    method: 'POST',
    path: '/api/v1/market-data/maintenance',
    access: 'internal',
    summary: 'One-minute bars and retention of stored quotes',
    body: z.strictObject({}),
    response: z.object({
      minutes_changed: z.int().describe('Bars that were made or changed'),
      dropped: z.int().describe('Raw quotes that were deleted'),
      minutes_dropped: z.int().describe('Bars that were deleted'),
    }),
  },
  writeQuotes: {
    method: 'POST',
    path: '/api/v1/market-data/quotes',
    public: '/api/market-data/quotes',
    access: 'admin',
    summary: 'Take in one quote or up to 1,000, each with an outcome of its own',
    body: quoteWritesSchema,
    response: z.object({ outcomes: z.array(writeOutcomeSchema).max(MAX_BATCH) }),
  },
  getStoredQuote: {
    method: 'GET',
    path: '/api/v1/market-data/quotes/:symbol',
    public: '/api/market-data/quotes/{symbol}',
    access: 'reader',
    stored_only: true,
    summary: 'The newest quote on record, whatever its age: not a live price',
    params,
    query: z.strictObject({ market: codeSchema }),
    response: storedQuoteSchema,
  },
  getQuoteHistory: {
    method: 'GET',
    path: '/api/v1/market-data/quotes/:symbol/history',
    public: '/api/market-data/quotes/{symbol}/history',
    access: 'reader',
    stored_only: true,
    summary: 'Stored quotes, or bars of them',
    params,
    query: historyQuerySchema,
    response: historySchema,
  },
})
