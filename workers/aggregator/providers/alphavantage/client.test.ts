import { expect, test } from 'vitest'
import { CANARY_KEY, caseContext, caseQuery } from '../test/case.ts'
import { avSymbol, canonical } from './answers.ts'
import { alphavantage } from './index.ts'

const { datasets } = alphavantage
const IBM = { market: 'US', symbol: 'IBM' } as const

test('the text of the daily limit echoes the key, and is not quoted', async () => {
  const body = JSON.stringify({
    Information: `We have detected your API key as ${CANARY_KEY} and our standard API rate limit is 25 requests per day.`,
  })
  const { context } = caseContext(
    { answers: [{ match: /./, body: () => body }] },
    { key: CANARY_KEY },
  )
  const failed = await datasets.quote?.fetch(caseQuery(IBM), context)
  expect(failed).toMatchObject({
    reason: 'rate_limit',
    detail: expect.stringContaining('alphavantage.co refused the call with a message that is not'),
  })
  expect(JSON.stringify(failed)).not.toContain(JSON.stringify(CANARY_KEY).slice(1, -1))
})

test('the calls of one fetch are a second apart', async () => {
  const pauses: number[] = []
  const { context } = caseContext({
    answers: [
      {
        match: /./,
        body: () =>
          '{"symbol":"IBM","annualReports":[{"fiscalDateEnding":"2025-12-31","reportedCurrency":"USD","totalRevenue":"111111"}],"quarterlyReports":[]}',
      },
    ],
  })
  await datasets.statements?.fetch(caseQuery(IBM), {
    ...context,
    wait: async (ms) => void pauses.push(ms),
  })
  expect(pauses).toEqual([1_100, 1_100])
})

test('symbols: 600519.SH is 600519.SHH, and the BSE is not there', () => {
  expect([
    avSymbol('CN', '600519.SH'),
    avSymbol('CN', '000001.SZ'),
    avSymbol('CN', '920185.BJ'),
    avSymbol('US', 'BRK.B'),
  ]).toEqual(['600519.SHH', '000001.SHZ', null, 'BRK.B'])
  expect([
    canonical('CN', '600519.SHH'),
    canonical('CN', '000001.SHZ'),
    canonical('US', 'BRK-B'),
  ]).toEqual(['600519.SH', '000001.SZ', 'BRK.B'])
})
