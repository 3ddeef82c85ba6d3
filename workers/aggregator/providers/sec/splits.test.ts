import { describe, expect, it } from 'vitest'
import type { TagCandidate } from './candidates.ts'
import type { RawRow } from './raw.ts'
import { splitsOf } from './splits.ts'

const TAG = 'us-gaap:StockholdersEquityNoteStockSplitConversionRatio1'
const SHARES = 'us-gaap:WeightedAverageNumberOfDilutedSharesOutstanding'
const row = (filed: string, end: string, val: number, start: string | null = null): RawRow => ({
  start,
  end,
  val,
  filed,
  fy: null,
  fp: null,
  form: '10-Q',
  accn: `0001045810-${filed.slice(2, 4)}-0${filed.slice(5, 7)}${filed.slice(8)}0`,
})
const shares = (filed: string, end: string, value: string, start = '2023-01-30'): TagCandidate => ({
  field: SHARES,
  rank: 0,
  value,
  row: row(filed, end, Number(value), start),
})
const brief = (tagged: RawRow[], counts: TagCandidate[] = []) =>
  splitsOf(TAG, tagged, counts).map(({ field, value, row: { end, filed }, doubt }) => ({
    field,
    value,
    end,
    filed,
    doubtful: doubt !== null,
  }))

describe('tagged splits', () => {
  it('one event is one split, though its date drifts from filing to filing', () => {
    const tagged = [
      row('2021-08-20', '2021-06-03', 4),
      row('2021-11-22', '2021-06-03', 4),
      row('2022-03-18', '2021-07-19', 4),
      row('2024-08-28', '2024-05-31', 10),
      row('2025-05-28', '2024-06-30', 10),
    ]
    expect(brief(tagged)).toEqual([
      { field: TAG, value: '4', end: '2021-06-03', filed: '2021-08-20', doubtful: false },
      { field: TAG, value: '10', end: '2024-05-31', filed: '2024-08-28', doubtful: false },
    ])
  })

  it('the same ratio years later is another split', () => {
    expect(
      brief([row('2015-05-01', '2015-04-01', 2), row('2021-05-01', '2021-04-01', 2)]).map(
        ({ filed }) => filed,
      ),
    ).toEqual(['2015-05-01', '2021-05-01'])
  })

  it('is borne out by share counts restated within one percent', () => {
    const counts = [
      shares('2024-02-21', '2024-01-28', '2494000000'),
      shares('2025-02-26', '2024-01-28', '24940000000'),
    ]
    expect(brief([row('2024-08-28', '2024-05-31', 10)], counts)).toEqual([
      { field: TAG, value: '10', end: '2024-05-31', filed: '2024-08-28', doubtful: false },
    ])
  })

  it('is doubted where they were restated by another ratio, which is a split of its own', () => {
    const counts = [
      shares('2024-02-21', '2024-01-28', '1000'),
      shares('2024-08-28', '2024-01-28', '5000'),
    ]
    expect(brief([row('2024-08-28', '2024-05-31', 10)], counts)).toEqual([
      { field: TAG, value: '10', end: '2024-05-31', filed: '2024-08-28', doubtful: true },
      {
        field: `${SHARES} (restated)`,
        value: '5',
        end: '2024-01-28',
        filed: '2024-08-28',
        doubtful: false,
      },
    ])
  })

  it('a reverse split tagged upside down is told by the restatement', () => {
    const counts = [
      shares('2021-02-12', '2020-12-31', '8750000000', '2020-01-01'),
      shares('2021-10-26', '2020-12-31', '1094000000', '2020-01-01'),
    ]
    expect(brief([row('2021-10-26', '2021-07-30', 8)], counts)).toEqual([
      {
        field: `${SHARES} (restated)`,
        value: '0.125',
        end: '2020-12-31',
        filed: '2021-10-26',
        doubtful: false,
      },
    ])
  })
})

describe('splits nobody tagged', () => {
  it.each([
    ['3 for 2', '1000000', '1500000', '1.5'],
    ['20 for 1', '500000', '10000000', '20'],
    ['1 for 10', '80000000', '8000000', '0.1'],
  ])('%s is inferred from the restatement, once', (_, before, after, value) => {
    const counts = [
      shares('2024-02-21', '2024-01-28', before),
      shares('2023-02-24', '2023-01-29', before, '2022-01-31'),
      shares('2025-02-26', '2024-01-28', after),
      shares('2025-02-26', '2023-01-29', after, '2022-01-31'),
    ]
    expect(brief([], counts).map((split) => [split.value, split.filed])).toEqual([
      [value, '2025-02-26'],
    ])
  })

  it.each([
    ['a correction of scale', '606732', '606732000'],
    ['a correction of a few percent', '1000000', '1030000'],
    ['a count between two ratios', '1000000', '1750000'],
  ])('%s is no split', (_, before, after) => {
    expect(
      brief(
        [],
        [shares('2024-02-21', '2024-01-28', before), shares('2025-02-26', '2024-01-28', after)],
      ),
    ).toEqual([])
  })
})
