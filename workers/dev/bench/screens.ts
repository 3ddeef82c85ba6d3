/**
 * Measures a run of a screen over the shipped filings: the making of a day's columns, and then the
 * route as a ratio to the bare route in the same runtime. What a run asks of the database and of
 * objects is counted by `aggregator/chain/run-screens.test.ts`.
 */
import { startBareRoute } from './bare-route.ts'
import { load, repeat } from './load.ts'
import type { PrintRow } from './print-row.ts'

const DAY = '2010-06-30'
/** Ten conditions, two percentiles by industry and an order. */
const TEXT =
  'roe >= 5% and roa >= 2% and net_margin >= 1% and gross_margin >= 10% and revenue > 100m USD and debt_to_equity < 3 and total_assets > 100m USD and has(net_income) and percentile(roe, industry) >= 20 and percentile(net_margin, industry) >= 20 order by rank(roe) + rank(net_margin)'
const SECONDS = 3

const runOnce = async (url: string): Promise<number> => {
  const response = await fetch(`${url}/api/screens/run`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ text: TEXT, markets: ['US'], as_of: DAY, limit: 30 }),
  })
  await response.arrayBuffer()
  if (!response.ok) throw new Error(`a run answered ${response.status}`)
  return response.status
}

export const screenRows = async (row: PrintRow, url: string): Promise<void> => {
  const began = performance.now()
  let calls = 1
  while ((await runOnce(url)) === 202) calls += 1
  row(
    'columns of 530 companies on one day, made from frames',
    `${((performance.now() - began) / 1000).toFixed(1)} s`,
    `${calls} calls`,
  )
  const bare = await startBareRoute()
  try {
    const yardstick = await load(bare.url, 1, SECONDS)
    const run = await repeat(async () => void (await runOnce(url)), 1, SECONDS)
    row(
      'run of a screen of ten conditions, p50',
      `${run.medianMs.toFixed(1)} ms`,
      `${(run.medianMs / yardstick.medianMs).toFixed(1)} times the bare route`,
    )
  } finally {
    await bare.stop()
  }
}
