import { expect, test } from 'vitest'
import type { RefusalReason } from '#shared/valuation/refusals.ts'
import { multiplesOfPeers, type PricedPeers, whyNoPeers } from './peer-multiples.ts'

const BOTH = { pe: 20, pb: 3 }

test.each<[string, PricedPeers, number | null, RefusalReason | undefined]>([
  ['its industry', { level: 'industry', kind: 'general', medians: BOTH }, 20, undefined],
  ['all banks', { level: 'kind', kind: 'bank', medians: BOTH }, 20, undefined],
  [
    'all that is of no kind',
    { level: 'kind', kind: 'general', medians: BOTH },
    null,
    'peers_unlike',
  ],
  ['a kind that nobody knows', { level: 'kind', kind: null, medians: BOTH }, null, 'peers_unlike'],
  ['the whole market', { level: 'market', kind: 'bank', medians: BOTH }, null, 'peers_unlike'],
  [
    'no prices of the day',
    { level: 'industry', kind: 'general', medians: null },
    null,
    'peers_unpriced',
  ],
  [
    'too few that earn anything',
    { level: 'industry', kind: 'general', medians: { pe: null, pb: 3 } },
    null,
    'too_few_peers',
  ],
])('%s', (_, peers, multiple, why) => {
  const found = multiplesOfPeers(peers)
  expect(found.pe?.multiple ?? null).toBe(multiple)
  if (why) expect(found.why).toBe(why)
})

test('the middle keeps the token that the exhibit of the peers has for it', () => {
  expect(multiplesOfPeers({ level: 'kind', kind: 'bank', medians: BOTH })).toEqual({
    pe: { token: 'pe_ttm@peers_median', multiple: 20 },
    pb: { token: 'pb@peers_median', multiple: 3 },
    why: 'too_few_peers',
    level: 'kind',
  })
})

test.each([
  ['market_outdated', 'peers_outdated'],
  ['too_few_peers', 'too_few_peers'],
  ['unknown_symbol', 'no_peers'],
  ['market_empty', 'no_peers'],
])('%s is told as %s', (reason, told) => {
  expect(whyNoPeers(reason)).toBe(told)
})
