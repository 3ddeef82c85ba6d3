import { Decimal } from 'decimal.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ConceptId } from '#shared/concepts.ts'
import type { Fact } from '#shared/contracts/facts.ts'
import { restatementSchema } from '#shared/contracts/restatements.ts'
import { fact, year } from '../metrics/hand-built.fixture.ts'
import { FILES } from '../providers/shipped/files.ts'
import { decode } from '../providers/shipped/format.ts'
import { factId } from '#shared/book/fact-id.ts'
import { toRestatements } from './restatements.ts'

/** One figure of 2023 as said in each of these years, on 1 March. */
const told = (
  concept: ConceptId,
  values: Record<number, string>,
  over: Partial<Fact> = {},
): Fact[] =>
  Object.entries(values).flatMap(([at, value]) =>
    year(
      2023,
      { [concept]: value },
      {
        known_at: `${at}-03-01T00:00:00.000Z`,
        filed_at: `${at}-03-01`,
        provider_record: `report of ${at}`,
        form: '10-K',
        ...over,
      },
    ).map((f) => ({
      ...f,
      id: `${f.id}@${at}`,
    })),
  )
const split = (ratio: string, end: string, known: string) =>
  fact('stock_split_ratio', `@${end}`, null, end, ratio, { known_at: `${known}T00:00:00.000Z` })
const only = (facts: readonly Fact[]) => {
  const [first, ...more] = toRestatements(facts)
  if (!first || more.length > 0) throw new Error(`${more.length + (first ? 1 : 0)} restatements`)
  return first
}

describe('toRestatements', () => {
  it('gives the versions of a figure, oldest first, each with its filing', () => {
    const restatement = only(told('revenue', { 2025: '990', 2024: '1000' }))
    expect(restatementSchema.parse(restatement)).toEqual(restatement)
    expect(restatement).toEqual({
      concept: 'revenue',
      period: 'FY2023',
      start: '2023-01-01',
      end: '2023-12-31',
      provider: 'test',
      unit: 'USD',
      change: '-0.01',
      cause: 'restated',
      basis: { consolidation: 'consolidated', standard: 'US-GAAP' },
      versions: [2024, 2025].map((at) => ({
        fact: `f:revenue:2023-01-01:2023-12-31@${at}`,
        value: at === 2024 ? '1000' : '990',
        filed_at: `${at}-03-01`,
        form: '10-K',
        known_at: `${at}-03-01T00:00:00.000Z`,
        source_url: 'https://example.com/filing',
        provider_record: `report of ${at}`,
      })),
    })
  })

  it('is none when a value is only repeated, or given with another zero', () => {
    expect(toRestatements(told('revenue', { 2024: '1000.5', 2025: '1000.50' }))).toEqual([])
    expect(
      only(told('revenue', { 2024: '1000', 2025: '1000', 2026: '1200' })).versions,
    ).toHaveLength(2)
    expect(only(told('revenue', { 2024: '1000', 2025: '1200', 2026: '1000' }))).toMatchObject({
      change: '0',
      cause: 'restated',
    })
  })

  it('keeps providers, bases, units and periods apart', () => {
    const original = told('revenue', { 2024: '1000' })
    for (const over of [
      { provider: 'other' },
      { unit: 'CNY' },
      { start: '2023-10-01' },
      { basis: { consolidation: 'parent', standard: 'US-GAAP' } } as const,
    ])
      expect(toRestatements([...original, ...told('revenue', { 2025: '1200' }, over)])).toEqual([])
  })

  it('of values known at once takes the one that a reading takes', () => {
    const facts = [
      ...told('revenue', { 2024: '1000' }),
      ...told('revenue', { 2025: '1100' }, { provider_record: 'b' }),
      ...told('revenue', { 2025: '1200' }, { provider_record: 'a' }),
    ]
    expect(only(facts).versions.map((v) => v.value)).toEqual(['1000', '1100'])
  })

  it.each([
    ['0', '5', null],
    ['-100', '-150', '-0.5'],
    ['-100', '50', '1.5'],
    ['3', '4', '0.33333333333333333333'],
  ])('from %s to %s is a change of %s', (first, last, change) => {
    expect(only(told('net_income', { 2024: first, 2025: last })).change).toBe(change)
  })

  it.each<[string, ConceptId, Record<number, string>, Partial<Fact>, Fact[], string]>([
    [
      'EPS after a split',
      'eps_diluted',
      { 2024: '11.93', 2025: '1.19' },
      {},
      [split('10', '2024-06-07', '2024-08-29')],
      'split',
    ],
    [
      'small EPS, as rounded',
      'eps_diluted',
      { 2024: '0.08', 2025: '0.02' },
      {},
      [split('4', '2024-06-07', '2024-08-29')],
      'split',
    ],
    [
      'shares after a split',
      'shares_diluted',
      { 2024: '2494000000', 2025: '24940000000' },
      {},
      [split('10', '2024-06-07', '2024-08-29')],
      'split',
    ],
    [
      'two splits at once',
      'eps_diluted',
      { 2021: '3.85', 2025: '0.096' },
      {},
      [split('4', '2021-07-20', '2021-08-21'), split('10', '2024-06-07', '2024-08-29')],
      'split',
    ],
    [
      'one split after another',
      'eps_diluted',
      { 2021: '4', 2022: '1', 2025: '0.1' },
      {},
      [split('4', '2021-07-20', '2021-08-21'), split('10', '2024-06-07', '2024-08-29')],
      'split',
    ],
    [
      'a reverse split',
      'eps_diluted',
      { 2024: '0.12', 2025: '1.2' },
      {},
      [split('0.1', '2024-06-07', '2024-08-29')],
      'split',
    ],
    [
      'a split and a correction',
      'eps_diluted',
      { 2024: '11.93', 2025: '1.02' },
      {},
      [split('10', '2024-06-07', '2024-08-29')],
      'restated',
    ],
    [
      'a split of another time',
      'eps_diluted',
      { 2024: '11.93', 2025: '1.19' },
      {},
      [split('10', '2025-06-07', '2025-08-29')],
      'restated',
    ],
    [
      'money is not split',
      'revenue',
      { 2024: '1000', 2025: '100' },
      {},
      [split('10', '2024-06-07', '2024-08-29')],
      'restated',
    ],
    [
      'thousands become millions',
      'revenue',
      { 2024: '1225382000', 2025: '1225000000' },
      {},
      [],
      'rounded',
    ],
    [
      'tenths of a million, rounded so that columns add up',
      'gross_profit',
      { 2024: '418141000', 2025: '418200000' },
      {},
      [],
      'rounded',
    ],
    [
      'a round figure is no rounding',
      'revenue',
      { 2024: '118000000', 2025: '120000000' },
      {},
      [],
      'restated',
    ],
    [
      '7.4 million in millions',
      'interest_income',
      { 2024: '7422000', 2025: '7000000' },
      {},
      [],
      'rounded',
    ],
    [
      'a million more in millions',
      'revenue',
      { 2024: '246000000', 2025: '247000000' },
      {},
      [],
      'restated',
    ],
    [
      'rounded, then split',
      'shares_diluted',
      { 2024: '558201000', 2025: '558000000', 2026: '5580000000' },
      {},
      [split('10', '2025-06-07', '2025-08-29')],
      'split',
    ],
  ])('%s', (_, concept, values, over, splits, cause) => {
    expect(only([...told(concept, values, over), ...splits]).cause).toBe(cause)
  })

  it('lists the newest period first', () => {
    const facts = [2021, 2023, 2022].flatMap((y) =>
      [1, 2].flatMap((n) =>
        year(
          y,
          { revenue: n * 100 },
          { known_at: `202${3 + n}-01-01T00:00:00.000Z`, id: `${y}-${n}` },
        ),
      ),
    )
    expect(toRestatements(facts).map((r) => r.period)).toEqual(['FY2023', 'FY2022', 'FY2021'])
  })

  it('leads back from the last value to the first by its change, in whatever order the facts come', () => {
    const amount = fc
      .integer({ min: -1_000_000, max: 1_000_000 })
      .map((n) => new Decimal(n).div(100).toFixed())
    fc.assert(
      fc.property(fc.array(amount, { minLength: 2, maxLength: 6 }), fc.nat(), (values, seed) => {
        const facts = values.flatMap((value, i) => told('net_income', { [2024 + i]: value }))
        const shuffled = facts
          .map((f, i) => ({ f, by: (seed * (i + 7)) % 11 }))
          .sort((a, b) => a.by - b.by)
        const [found] = toRestatements(shuffled.map(({ f }) => f))
        expect([found]).toEqual([toRestatements(facts)[0]])
        if (!found) {
          expect(new Set(values).size).toBe(1)
          return
        }
        const [first, last] = [found.versions[0]?.value ?? '', found.versions.at(-1)?.value ?? '']
        expect([first, last]).toEqual([values[0], values.at(-1)])
        if (found.change === null) expect(Number(first)).toBe(0)
        else
          expect(
            new Decimal(first).abs().times(found.change).plus(first).minus(last).abs().toNumber(),
          ).toBeLessThan(1e-12)
      }),
    )
  })
})

const ofRecording = async (instrument: string) => {
  const load = FILES[instrument]
  if (!load) throw new Error(`${instrument} is not recorded`)
  const facts = decode((await load()).default).facts.map(({ source: _, ...f }) => ({
    ...f,
    id: factId(instrument, f),
    retrieved_at: '2026-11-22T00:00:00.000Z',
  }))
  const found = toRestatements(facts)
  const by = (concept: string, period: string) =>
    found.find((r) => r.concept === concept && r.period === period)
  return { found, by, count: (cause: string) => found.filter((r) => r.cause === cause).length }
}

describe('recorded companies', () => {
  it('NVDA: splits, the change to millions and true restatements are told apart', async () => {
    const { by, count } = await ofRecording('US:NVDA')
    expect(by('eps_diluted', 'FY2024')).toMatchObject({
      cause: 'split',
      versions: [{ value: '11.93' }, { value: '1.19' }],
    })
    expect(by('revenue', 'FY2015')).toMatchObject({ cause: 'rounded' })
    // ASU 2016-09 was adopted within the year: the earlier quarters were given again with less tax.
    expect(by('income_tax', '2017H1')).toMatchObject({
      cause: 'restated',
      change: '-0.18348623853211009174',
    })
    expect(['split', 'rounded', 'restated'].map(count)).toEqual([72, 112, 37])
  })

  it('AAPL: every per-share figure before August 2020 was given again for the split', async () => {
    const { found, count } = await ofRecording('US:AAPL')
    const perShare = found.filter((r) => r.unit !== 'USD')
    expect(
      perShare.filter((r) => r.cause !== 'split').map((r) => `${r.concept} ${r.period}`),
    ).toEqual([])
    expect(['split', 'rounded', 'restated'].map(count)).toEqual([54, 0, 17])
  })

  it('Nippon Suisan: a correction a week later', async () => {
    const { found } = await ofRecording('JP:1332')
    expect(found).toMatchObject([
      {
        concept: 'net_income',
        cause: 'restated',
        versions: [{ value: '25381000000' }, { value: '27213000000' }],
      },
    ])
  })
})
