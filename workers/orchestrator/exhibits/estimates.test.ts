import { expect, test } from 'vitest'
import type { ItemOf } from '#shared/datasets/registry.ts'
import { AS_OF, records } from './collected.fixture.ts'
import { estimatesExhibit } from './estimates.ts'

const consensus = (over: Record<string, unknown>): ItemOf<'estimates'> => ({
  kind: 'consensus',
  concept: 'eps_diluted',
  period: 'FY2026',
  period_end: '2026-12-31',
  as_of: '2026-11-20',
  unit: 'USD/share',
  mean: '8',
  high: '9',
  low: '7',
  analysts: 30,
  ...over,
})
const rowsOf = (items: ItemOf<'estimates'>[]) =>
  Object.fromEntries(
    estimatesExhibit('US:TEST', AS_OF, records<'estimates'>(items)).rows.map(
      ({ token, value, unit }) => [token, `${value} ${unit}`],
    ),
  )

test('a consensus has mean, ends and number, and its revision against a month before', () => {
  const found = rowsOf([
    consensus({}),
    consensus({ as_of: '2026-11-10', mean: '7.9' }),
    consensus({ as_of: '2026-10-10', mean: '6.4' }),
  ])
  expect(found).toEqual({
    'eps_consensus@FY2026': '8 USD/share',
    'eps_consensus_high@FY2026': '9 USD/share',
    'eps_consensus_low@FY2026': '7 USD/share',
    'eps_consensus_analysts@FY2026': '30 count',
    'eps_consensus_before@FY2026': '6.4 USD/share',
    'eps_consensus_revision@FY2026': '0.25 ratio',
  })
})

test('a period that is long over, or that no token can have, is not expected any more', () => {
  expect(
    rowsOf([
      consensus({ period: 'FY2025', period_end: '2025-12-31' }),
      consensus({ period: 'next year' }),
      consensus({ concept: 'goodwill' }),
    ]),
  ).toEqual({})
})

test('a result is held against what was expected; against a loss there is no percentage', () => {
  const surprise = (over: Record<string, unknown>): ItemOf<'estimates'> => ({
    kind: 'surprise',
    concept: 'eps_diluted',
    period: '2026Q3',
    period_end: '2026-09-30',
    as_of: '2026-10-30',
    unit: 'USD/share',
    actual: '2.2',
    estimate: '2',
    ...over,
  })
  expect(rowsOf([surprise({})])['eps_surprise@2026Q3']).toBe('0.1 ratio')
  const loss = estimatesExhibit(
    'US:TEST',
    AS_OF,
    records<'estimates'>([surprise({ estimate: '-1' })]),
  )
  expect(loss.absences).toEqual([{ name: 'eps_surprise', period: '2026Q3', reason: 'losses' }])
})

test('the newest ratings and targets count', () => {
  const rating = (as_of: string, buy: number): ItemOf<'estimates'> => ({
    kind: 'rating',
    as_of,
    strong_buy: 10,
    buy,
    hold: 5,
    sell: 1,
    strong_sell: 1,
  })
  const target: ItemOf<'estimates'> = {
    kind: 'price_target',
    as_of: '2026-11-01',
    unit: 'USD/share',
    mean: '250',
    median: null,
    high: '300',
    low: '200',
    analysts: 20,
  }
  expect(rowsOf([rating('2026-09-01', 1), rating('2026-11-01', 20), target])).toEqual({
    'ratings_buy@2026-11-01': '30 count',
    'ratings_hold@2026-11-01': '5 count',
    'ratings_sell@2026-11-01': '2 count',
    'target_price@2026-11-01': '250 USD/share',
    'target_price_high@2026-11-01': '300 USD/share',
    'target_price_low@2026-11-01': '200 USD/share',
  })
})
