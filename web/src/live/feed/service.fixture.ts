/**
 * A service of live prices for tests of the models. Tests set its answers by hand, and it counts
 * the requests.
 */
import type { QuoteStreamHandlers } from '../../api.ts'
import type { ApiResult } from '../../page-problem.ts'
import type { LiveQuote, QuoteProblem } from './live-quote.ts'
import type { FeedPorts } from './quote-feed.ts'
import { liveQuote } from './quotes.fixture.ts'

export const OFFLINE: ApiResult<never> = {
  ok: false,
  problem: {
    reason: 'offline',
    title: 'The service could not be reached',
    detail: '',
    status: 0,
    request_id: null,
  },
}
export const NO_SUCH: QuoteProblem = { reason: 'unknown_symbol', detail: 'No such instrument.' }

export const testService = () => {
  const opened: { handlers: QuoteStreamHandlers; asked: number[]; closed: boolean }[] = []
  const service = {
    reads: 0,
    watches: 0,
    opened,
    up: true,
    quote: liveQuote() as LiveQuote | null,
    problem: null as QuoteProblem | null,
    get socket() {
      const last = opened.at(-1)
      if (!last) throw new Error('No socket was opened.')
      return last
    },
  }
  const ports: FeedPorts = {
    read: async (instruments, max_age_seconds) => {
      service.reads += 1
      if (!service.up) return OFFLINE
      const { quote, problem } = service
      return {
        ok: true,
        data: {
          max_age_seconds,
          quotes: instruments.map((asked) => ({ asked, instrument: asked, quote, problem })),
        },
      }
    },
    watch: async (instruments) => {
      service.watches += 1
      if (!service.up) return OFFLINE
      const watches = instruments.map((asked) => ({
        asked,
        instrument: asked,
        outcome: 'watched' as const,
        reason: null,
        detail: null,
      }))
      return { ok: true, data: { lease_seconds: 120, refresh_seconds: 10, watches } }
    },
    open: (_market, _symbol, _maxAge, handlers) => {
      const socket = { handlers, asked: [] as number[], closed: false }
      opened.push(socket)
      return {
        askTime: (id) => void socket.asked.push(id),
        close: () => {
          socket.closed = true
        },
      }
    },
  }
  return { service, ports }
}
