import { expect, test } from 'vitest'
import type { ItemOf } from '#shared/datasets/registry.ts'
import { AS_OF, records } from './collected.fixture.ts'
import { holdersExhibit } from './holders.ts'

type Holder = Extract<ItemOf<'holders'>, { kind: 'holder' }>
const holder = (over: Partial<Holder>): Holder => ({
  kind: 'holder',
  as_of: '2026-09-30',
  scope: 'total',
  holder: 'Fund A',
  holder_kind: null,
  rank: null,
  shares: '100',
  fraction: '0.1',
  change: null,
  value: null,
  value_unit: null,
  ...over,
})

test('the newest list of the widest scope, the largest first, with their sum', () => {
  const made = holdersExhibit(
    'US:TEST',
    AS_OF,
    records<'holders'>([
      holder({ holder: 'Fund B', shares: '300', fraction: '0.3', change: '-5' }),
      holder({}),
      holder({ as_of: '2026-06-30', holder: 'Old', shares: '900' }),
      holder({ scope: 'float', holder: 'Floating', shares: '999' }),
    ]),
  )
  expect(made.scope).toBe('total')
  expect(made.holders.map(({ name }) => name)).toEqual(['Fund B', 'Fund A'])
  expect(made.rows.map(({ token, value }) => [token, value])).toEqual([
    ['holder_1_fraction@2026-09-30', '0.3'],
    ['holder_1_shares@2026-09-30', '300'],
    ['holder_1_change@2026-09-30', '-5'],
    ['holder_2_fraction@2026-09-30', '0.1'],
    ['holder_2_shares@2026-09-30', '100'],
    ['top_holders_fraction@2026-09-30', '0.4'],
  ])
})

test('a breakdown is read by the concepts that are known, the newest of each', () => {
  const breakdown = (as_of: string, value: string): ItemOf<'holders'> => ({
    kind: 'breakdown',
    as_of,
    figures: [
      { concept: 'holder_count', value, unit: 'persons', provider_field: 'F001N' },
      { concept: 'moon_phase', value: '1', unit: 'ratio', provider_field: 'x' },
    ],
  })
  const made = holdersExhibit(
    'CN:TEST',
    AS_OF,
    records<'holders'>([breakdown('2026-06-30', '5'), breakdown('2026-09-30', '7')]),
  )
  expect(made.rows.map(({ token, value, unit }) => [token, value, unit])).toEqual([
    ['holder_count@2026-09-30', '7', 'count'],
  ])
  expect(made.scope).toBeNull()
})
