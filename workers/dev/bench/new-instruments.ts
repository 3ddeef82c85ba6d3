/**
 * Measures batches that are hard on the stack: 1,000 instruments that were never seen, each with a
 * new object, and 1,000 quotes of one instrument whose outbox is long. Others read prices before
 * and meanwhile, in the same run.
 */
import { setTimeout as wait } from 'node:timers/promises'
import { PRICE_ADDRESS } from '#shared/addresses.ts'
import type { WriteOutcome } from '#shared/contracts/quote-writes.ts'
import { type Load, loadWhile, median } from './load.ts'
import type { RawStack } from './raw-stack.ts'
import type { PrintRow } from './print-row.ts'

interface NewQuote {
  market: string
  symbol: string
  source: string
  price: string
  currency: string
  quoted_at: string
}

const BATCH = 1_000
const READERS = 8
const ROUNDS = 3
/** How long the readers are measured alone, in ms. */
const ALONE_MS = 3_000

const quote = (change: Partial<NewQuote>): NewQuote => ({
  market: 'CN',
  symbol: '600000.SH',
  source: 'bench',
  price: '100.5',
  currency: 'CNY',
  quoted_at: new Date().toISOString(),
  ...change,
})

/** Sends one batch; every quote must be taken in. Returns how long it took, in ms. */
const write = async ({ url, adminToken }: RawStack, quotes: NewQuote[]): Promise<number> => {
  const began = performance.now()
  const response = await fetch(`${url}/api/market-data/quotes`, {
    method: 'POST',
    headers: { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ quotes }),
  })
  const { outcomes } = (await response.json()) as { outcomes: WriteOutcome[] }
  const taken = outcomes.filter(({ outcome }) => outcome === 'stored' || outcome === 'older')
  if (taken.length !== quotes.length)
    throw new Error(`${taken.length} of ${quotes.length} quotes were taken in`)
  return performance.now() - began
}

/** Reads one price again and again while the work goes on. */
const readBeside = async (
  stack: RawStack,
  work: Promise<number>,
): Promise<{ took: number; others: Load }> => {
  const path = PRICE_ADDRESS.replace('{market}', 'US').replace('{symbol}', 'AAPL')
  let goesOn = true
  const done = work.finally(() => {
    goesOn = false
  })
  const url = `${stack.url}${path}?max_age_seconds=86400`
  const others = await loadWhile(url, READERS, () => goesOn, { accepted: [200, 404] })
  return { took: await done, others }
}

const alone = (stack: RawStack) =>
  readBeside(
    stack,
    wait(ALONE_MS).then(() => ALONE_MS),
  )

export const newInstrumentRows = async (row: PrintRow, stack: RawStack): Promise<void> => {
  const rounds: { took: number; before: number; beside: number }[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const before = await alone(stack)
    const symbols = Array.from({ length: BATCH }, (_, i) => `${601_000 + round * BATCH + i}.SH`)
    const batch = write(
      stack,
      symbols.map((symbol) => quote({ symbol })),
    )
    const { took, others } = await readBeside(stack, batch)
    rounds.push({ took, before: before.others.p99Ms, beside: others.p99Ms })
  }
  const of = (pick: (one: (typeof rounds)[number]) => number) => median(rounds.map(pick))
  row(
    `a batch of ${BATCH} instruments never seen before, ${READERS} readers beside it`,
    `${(of(({ took }) => took) / 1_000).toFixed(2)} s`,
    `p99 of the readers ${of(({ beside }) => beside).toFixed(1)} ms, alone ${of(({ before }) => before).toFixed(1)} ms: ${of(({ before, beside }) => beside / before).toFixed(1)} times`,
  )
}

/** The database must be away, so that the outbox of the instrument stays long. */
export const longOutboxRows = async (row: PrintRow, stack: RawStack): Promise<void> => {
  const now = Date.now()
  const past = (batch: number) =>
    Array.from({ length: BATCH }, (_, i) =>
      quote({ quoted_at: new Date(now - (batch * BATCH + i) * 1_000).toISOString() }),
    )
  const times: number[] = []
  for (let batch = 0; batch < 20; batch++) times.push(await write(stack, past(batch)))
  row(
    `a batch of ${BATCH} quotes of one instrument, none yet in the database`,
    `${(median(times.slice(0, 3)) / 1_000).toFixed(2)} s`,
    `${(median(times.slice(-3)) / 1_000).toFixed(2)} s with ${(times.length - 2) * BATCH} in its outbox`,
  )
}
