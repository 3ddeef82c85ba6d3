import { expect, it } from 'vitest'
import type { ReportEstimate } from '#shared/contracts/orchestrator.ts'
import { sumEstimates } from './sum-estimates.ts'

type Module = ReportEstimate['modules'][number]
const module = (more: Partial<Module>): Module => ({
  module: 'm',
  names: { en: 'm', zh: 'm' },
  model: 'x',
  provider: 'x-1',
  free: false,
  call_usd: 0.1,
  most_usd: 1,
  likely_usd: 0.05,
  ...more,
})
const builtin = module({ free: true, call_usd: 0, most_usd: 0, likely_usd: 0 })
const unpriced = module({ call_usd: null, most_usd: null, likely_usd: null })
const NO_CAPS = { report_usd: null, day_usd: null }
const CAPS = { report_usd: 2, day_usd: 20 }

it.each([
  [
    'the rule analyst costs nothing, whatever the caps',
    [builtin],
    { report_usd: 0, day_usd: 0 },
    0,
    { free: true, most_usd: 0, likely_usd: 0, room_usd: null, refused: null },
  ],
  [
    'without caps every call at its most',
    [module({}), builtin],
    NO_CAPS,
    5,
    { free: false, most_usd: 1, likely_usd: 0.05, room_usd: null, refused: null },
  ],
  [
    'never more than the cap of the report',
    [module({}), module({}), module({})],
    CAPS,
    0,
    { most_usd: 2, room_usd: 2, short: false },
  ],
  [
    'never more than what is left of the day',
    [module({})],
    CAPS,
    19.5,
    { most_usd: 0.5, room_usd: 0.5, refused: null },
  ],
  ['likely to reach the cap', [module({ likely_usd: 3 })], CAPS, 0, { short: true, refused: null }],
  [
    'no call fits',
    [module({}), module({ call_usd: 0.2 })],
    CAPS,
    19.95,
    { refused: 'model_cap_reached' },
  ],
  ['one call fits', [module({}), module({ call_usd: 3 })], CAPS, 19.8, { refused: null }],
  [
    'the day is spent, and more',
    [module({})],
    CAPS,
    25,
    { room_usd: 0, most_usd: 0, refused: 'model_cap_reached' },
  ],
  [
    'capped without a price',
    [unpriced],
    CAPS,
    0,
    { refused: 'model_price_unknown', likely_usd: null },
  ],
  [
    'neither caps nor a price',
    [unpriced],
    NO_CAPS,
    0,
    { refused: null, most_usd: null, likely_usd: null },
  ],
])('%s', (_, modules, caps, spent, expected) => {
  expect(sumEstimates(modules, caps, spent)).toMatchObject(expected)
})
