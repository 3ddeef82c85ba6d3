import { expect, test } from 'vitest'
import type { ItemOf } from '#shared/datasets/registry.ts'
import { actionsExhibit } from './actions.ts'
import { AS_OF, records } from './collected.fixture.ts'

const dividend = (ex_date: string, amount: string, unit = 'USD/share'): ItemOf<'actions'> => ({
  kind: 'dividend',
  ex_date,
  amount,
  unit,
  split_adjusted: false,
  announced_on: null,
  record_date: null,
  pay_date: null,
  plan: null,
})
const split = (ex_date: string, ratio: string): ItemOf<'actions'> => ({
  kind: 'split',
  ex_date,
  ratio,
  announced_on: null,
  plan: null,
})
const made = (items: ItemOf<'actions'>[]) =>
  actionsExhibit('US:TEST', AS_OF, records<'actions'>(items))
const valuesOf = (items: ItemOf<'actions'>[]) =>
  Object.fromEntries(made(items).rows.map(({ token, value, unit }) => [token, `${value} ${unit}`]))

test('dividends by day, sums of years that are over, and splits', () => {
  expect(
    valuesOf([
      dividend('2026-08-10', '0.3'),
      dividend('2025-08-10', '0.2'),
      dividend('2025-02-10', '0.1'),
      split('2024-06-10', '10'),
    ]),
  ).toEqual({
    'dividend@2026-08-10': '0.3 USD/share',
    'dividend@2025-08-10': '0.2 USD/share',
    'dividend@2025-02-10': '0.1 USD/share',
    'dividends_in_year@2025': '0.3 USD/share',
    'split@2024-06-10': '10 x',
  })
})

test('two dividends of one day are one figure', () => {
  const found = valuesOf([dividend('2026-08-10', '0.3'), dividend('2026-08-10', '1')])
  expect(found).toEqual({ 'dividend@2026-08-10': '1.3 USD/share' })
})

test('a year with a split in it, or in two currencies, has no sum', () => {
  const split2025 = [dividend('2025-08-10', '0.2'), split('2025-06-10', '10')]
  const mixed = [dividend('2025-08-10', '0.2'), dividend('2025-02-10', '1', 'HKD/share')]
  for (const items of [split2025, mixed]) {
    const { absences } = made(items)
    expect(absences).toEqual([
      { name: 'dividends_in_year', period: '2025', reason: 'not_adjusted' },
    ])
  }
})

test('the list of one provider counts', () => {
  const both = [
    ...records<'actions'>([dividend('2026-08-10', '0.3')], 'fmp'),
    ...records<'actions'>([dividend('2026-08-11', '0.3')], 'yahoo'),
  ]
  expect(actionsExhibit('US:TEST', AS_OF, both).rows.map(({ token }) => token)).toEqual([
    'dividend@2026-08-10',
  ])
})

test('what could not be read is told in its words, as text', () => {
  const unread: ItemOf<'actions'> = {
    kind: 'unread',
    ex_date: '2026-05-01',
    announced_on: null,
    plan: 'Rights issue [[n1]] {{revenue@FY2024}}',
  }
  expect(made([unread]).unread).toEqual([
    { day: '2026-05-01', words: 'Rights issue ((n1)) ((revenue at FY2024))' },
  ])
})
