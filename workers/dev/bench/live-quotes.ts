/**
 * Measures live prices: reads through the gateway, compared with a bare route and with SQL, and
 * refreshes of many instruments with the upstream calls that they make.
 */
import { PRICE_ADDRESS } from '#shared/addresses.ts'
import type { RefreshRun } from '#shared/contracts/quote-refreshes.ts'
import type { Exchange } from '../exchange/exchange.ts'
import { startBareRoute } from './bare-route.ts'
import { type Load, load, median } from './load.ts'
import type { RawStack } from './raw-stack.ts'
import type { PrintRow } from './print-row.ts'

const SYMBOL = 'AAPL'
const CLIENTS = 32
const SECONDS = 2
const ROUNDS = 5

const admin = ({ adminToken }: RawStack) => ({
  authorization: `Bearer ${adminToken}`,
  'content-type': 'application/json',
})

/** The headers of a reader with a token of his own. */
const tokenOf = async (stack: RawStack): Promise<Record<string, string>> => {
  const response = await fetch(`${stack.url}/api/access/tokens`, {
    method: 'POST',
    headers: admin(stack),
    body: JSON.stringify({ name: 'bench', scopes: ['reader'] }),
  })
  const { token } = (await response.json()) as { token: string }
  return { authorization: `Bearer ${token}` }
}

const push = async (stack: RawStack): Promise<void> => {
  const quote = {
    market: 'US',
    symbol: SYMBOL,
    source: 'bench',
    price: '100.5',
    currency: 'USD',
    quoted_at: new Date().toISOString(),
  }
  const response = await fetch(`${stack.url}/api/market-data/quotes`, {
    method: 'POST',
    headers: admin(stack),
    body: JSON.stringify(quote),
  })
  if (!response.ok) throw new Error(`a quote was answered ${response.status}`)
}

/**
 * Measures each way in turn, in several rounds, and takes the median of each ratio. So the other
 * work of the machine slows all ways alike.
 */
export const realtimeRows = async (
  row: PrintRow,
  stack: RawStack,
  databaseUrl: string,
  of: string,
): Promise<void> => {
  const bare = await startBareRoute(databaseUrl)
  try {
    await push(stack)
    const realtime = stack.url + PRICE_ADDRESS.replace('{market}', 'US').replace('{symbol}', SYMBOL)
    const headers = await tokenOf(stack)
    const rounds: Record<'yardstick' | 'straight' | 'configured' | 'sql', Load>[] = []
    for (let i = 0; i <= ROUNDS; i++)
      rounds.push({
        yardstick: await load(bare.url, CLIENTS, SECONDS),
        straight: await load(`${realtime}?max_age_seconds=86400`, CLIENTS, SECONDS, {
          headers,
        }),
        configured: await load(realtime, CLIENTS, SECONDS, { accepted: [200, 404] }),
        sql: await load(`${bare.url}newest?instrument=US:${SYMBOL}`, CLIENTS, SECONDS),
      })
    const warm = rounds.slice(1)
    const rate = (name: keyof (typeof rounds)[number]) =>
      median(warm.map((round) => round[name].perSecond))
    const ratio = (one: keyof (typeof rounds)[number], other: keyof (typeof rounds)[number]) =>
      median(warm.map((round) => round[one].perSecond / round[other].perSecond)).toFixed(2)
    row(
      `bare Hono route in the same runtime, ${CLIENTS} clients`,
      `${rate('yardstick').toFixed(0)} /s`,
      'the yardstick',
    )
    row(
      `realtime reads through the gateway, with a token (${of})`,
      `${rate('straight').toFixed(0)} /s`,
      `${ratio('straight', 'yardstick')} of the yardstick, >= 0.30`,
    )
    row(
      'realtime reads that ask for the configured age',
      `${rate('configured').toFixed(0)} /s`,
      `${ratio('configured', 'yardstick')} of the yardstick`,
    )
    row(
      'the newest row by one SQL statement in a bare route',
      `${rate('sql').toFixed(0)} /s`,
      `realtime reads are ${ratio('straight', 'sql')} times as many, >= 3`,
    )
  } finally {
    await bare.stop()
  }
}

/** A client may ask 600 times a minute. */
const POLL_MS = 150
const LONGEST_MS = 120_000

/** Ids in the form of the main board of mainland China. */
const instruments = (count: number): string[] =>
  Array.from({ length: count }, (_, i) => `CN:${600_000 + i}.SH`)

const refresh = async (
  stack: RawStack,
  count: number,
): Promise<{ run: RefreshRun; ms: number }> => {
  const began = performance.now()
  const response = await fetch(`${stack.url}/api/market-data/refreshes`, {
    method: 'POST',
    headers: admin(stack),
    body: JSON.stringify({ instruments: instruments(count) }),
  })
  const { runs } = (await response.json()) as { runs: RefreshRun[] }
  while (performance.now() - began < LONGEST_MS) {
    const known = (await (
      await fetch(`${stack.url}/api/market-data/refreshes?limit=5`)
    ).json()) as { runs: RefreshRun[] }
    const run = known.runs.find(({ id }) => id === runs[0]?.id)
    if (run?.ended_at) return { run, ms: performance.now() - began }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
  }
  throw new Error(`a refresh of ${count} instruments did not end`)
}

/**
 * Refreshes each list twice. The second time every cell exists already, as it does in
 * minute-by-minute use.
 */
export const refreshRows = async (
  row: PrintRow,
  stack: RawStack,
  exchange: Exchange,
): Promise<void> => {
  for (const count of [1_000, 10_000])
    for (const time of ['first time', 'again']) {
      exchange.resetCounts()
      const { run, ms } = await refresh(stack, count)
      if (run.served !== count)
        throw new Error(
          `${run.served} of ${count} instruments were served: ${JSON.stringify(run.providers)}`,
        )
      row(
        `refresh of ${count} instruments, ${time}`,
        `${(ms / 1_000).toFixed(1)} s`,
        `${exchange.calls()} upstream calls, ${run.batches} slices`,
      )
    }
}
