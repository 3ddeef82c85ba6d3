/**
 * Reads the price of an instrument from its QuoteCell, for the aggregator and the gateway. They
 * name the instrument and how fresh the price must be; only the cell decides whether it is fresh
 * enough.
 */
import { fail, ok, type Result } from './contracts/problem.ts'
import type { RealTimeQuoteResponse } from './contracts/quotes.ts'
import { instrumentId, parseInstrument } from './symbol.ts'

export interface FreshnessRule {
  max_age_seconds: number
  /** Also limits the age by exchange time. */
  max_quote_age_seconds?: number | undefined
}

/** The methods of a cell for readers of prices. */
export interface QuoteReader extends Rpc.DurableObjectBranded {
  realtime(instrument: string, rule: FreshnessRule): Promise<Result<RealTimeQuoteResponse>>
  fetch(request: Request): Promise<Response>
}
export type QuoteCells = Pick<DurableObjectNamespace<QuoteReader>, 'getByName'>

const unreachable = (instrument: string) =>
  fail('service_unavailable', `The cell of ${instrument} did not answer.`, {
    retry_after_seconds: 1,
  })

/** Returns the price of an instrument in canonical form. */
export const cellQuote = async (
  cells: QuoteCells,
  instrument: string,
  rule: FreshnessRule,
): Promise<Result<RealTimeQuoteResponse>> => {
  try {
    return await cells.getByName(instrument).realtime(instrument, rule)
  } catch {
    return unreachable(instrument)
  }
}

export interface NamedInstrument {
  market: string
  symbol: string
}

/** Returns the price of an instrument in any spelling. */
export const realtimeQuote = async (
  cells: QuoteCells,
  { market, symbol }: NamedInstrument,
  rule: FreshnessRule,
): Promise<Result<RealTimeQuoteResponse>> => {
  const parsed = parseInstrument(market, symbol)
  return parsed.ok
    ? cellQuote(cells, instrumentId(parsed.data.market, parsed.data.symbol), rule)
    : parsed
}

/** Address of the stream of a cell. An object is called by its name, so the host has no meaning. */
const STREAM_URL = 'https://quote-cell.internal/stream'

/** Builds the request that opens the stream of a cell. */
export const streamRequest = (
  instrument: string,
  { max_age_seconds, max_quote_age_seconds }: FreshnessRule,
): Request => {
  const url = new URL(STREAM_URL)
  url.search = new URLSearchParams({
    instrument,
    max_age_seconds: String(max_age_seconds),
    ...(max_quote_age_seconds !== undefined && {
      max_quote_age_seconds: String(max_quote_age_seconds),
    }),
  }).toString()
  return new Request(url, { headers: { upgrade: 'websocket' } })
}

/** Reads what such a request contains. */
export const readStreamRequest = (
  request: Request,
): { instrument: string; rule: FreshnessRule } => {
  const { searchParams } = new URL(request.url)
  const bound = searchParams.get('max_quote_age_seconds')
  return {
    instrument: searchParams.get('instrument') ?? '',
    rule: {
      max_age_seconds: Number(searchParams.get('max_age_seconds')),
      ...(bound !== null && { max_quote_age_seconds: Number(bound) }),
    },
  }
}

/**
 * Returns the WebSocket of the cell of an instrument, as a response with status 101. Fails with
 * `upgrade_required` when the request is not an upgrade. Fails with `unknown_symbol` when the
 * instrument is on no list and none of its quotes was ever accepted.
 */
export const quoteStream = async (
  cells: QuoteCells,
  headers: Headers,
  { market, symbol }: NamedInstrument,
  rule: FreshnessRule,
): Promise<Result<Response>> => {
  const parsed = parseInstrument(market, symbol)
  if (!parsed.ok) return parsed
  if (headers.get('upgrade')?.toLowerCase() !== 'websocket')
    return fail('upgrade_required', 'This is a WebSocket: send Upgrade: websocket.')
  const instrument = instrumentId(parsed.data.market, parsed.data.symbol)
  try {
    const response = await cells.getByName(instrument).fetch(streamRequest(instrument, rule))
    return response.webSocket
      ? ok(response)
      : fail(
          'unknown_symbol',
          `${instrument} is on no list of tickers, and no quote of it was ever taken in.`,
        )
  } catch {
    return unreachable(instrument)
  }
}
