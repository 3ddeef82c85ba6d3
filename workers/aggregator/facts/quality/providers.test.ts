import { describe, expect, it } from 'vitest'
import type { Fact } from '#shared/contracts/facts.ts'
import { fact, year } from '../../metrics/hand-built.fixture.ts'
import { checkQuality } from './check-quality.ts'

/** The same figure as another provider gives it. */
const said = (by: string, of: Fact, over: Partial<Fact>): Fact => ({
  ...of,
  id: `${by}:${of.id}`,
  provider: by,
  ...over,
})
const chosen = (...args: Parameters<typeof year>): Fact => {
  const [made] = year(...args)
  if (!made) throw new Error('one was made')
  return made
}
const compare = (facts: readonly Fact[], others: readonly Fact[], tolerance?: number) => {
  const result = checkQuality({ facts, others, ...(tolerance !== undefined && { tolerance }) })
  const count = (id: string) => {
    const found = result.checks.find((c) => c.id === id)
    return found && [found.failed, found.made]
  }
  return {
    agree: count('providers_agree'),
    currency: count('providers_currency'),
    quality: result.facts[0]?.quality,
  }
}

describe('agreement between providers', () => {
  const revenue = chosen(2024, { revenue: '1000000000' })

  it.each<[string, Partial<Fact>, number[]]>([
    ['the same figure', {}, [0, 1]],
    ['within half a percent', { value: '1005000000' }, [0, 1]],
    ['beyond it', { value: '1005100000' }, [1, 1]],
    [
      'dates rounded to the end of the month',
      { value: '2000000000', start: '2024-01-06', end: '2024-12-25' },
      [1, 1],
    ],
    ['a week apart is another period', { value: '2000000000', end: '2024-12-24' }, [0, 0]],
    ['another start is another period', { value: '2000000000', start: '2024-10-01' }, [0, 0]],
    [
      'the parent alone is another company',
      { value: '2000000000', basis: { consolidation: 'parent', standard: 'US-GAAP' } },
      [0, 0],
    ],
    [
      'another standard is another figure',
      { value: '2000000000', basis: { consolidation: 'consolidated', standard: 'IFRS' } },
      [0, 0],
    ],
    [
      'a standard that is not stated may be any',
      { value: '2000000000', basis: { consolidation: 'consolidated', standard: 'unstated' } },
      [1, 1],
    ],
    ['the same provider is no other', { value: '2000000000', provider: 'test' }, [0, 0]],
  ])('%s', (_, over, agree) =>
    expect(compare([revenue], [said('other', revenue, over)]).agree).toEqual(agree),
  )

  it('goes by the tolerance given', () => {
    expect(
      compare([revenue], [said('other', revenue, { value: '1010000000' })], 0.02).agree,
    ).toEqual([0, 1])
    expect(compare([revenue], [said('other', revenue, { value: '1000000001' })], 0).agree).toEqual([
      1, 1,
    ])
  })

  it('names both values and changes neither', () => {
    expect(
      compare([revenue], [said('other', revenue, { value: '1100000000', end: '2024-12-30' })])
        .quality,
    ).toEqual([
      {
        check: 'providers_agree',
        detail: 'test gives 1000000000 USD, other 1100000000 (to 2024-12-30): 9.1% apart',
        other_values: [{ fact: `other:${revenue.id}`, value: '1100000000' }],
      },
    ])
  })

  it('never compares currencies', () => {
    const { agree, currency, quality } = compare(
      [revenue],
      [said('other', revenue, { unit: 'CNY', value: '7200000000' })],
    )
    expect([agree, currency]).toEqual([
      [0, 0],
      [1, 1],
    ])
    expect(quality).toMatchObject([
      {
        check: 'providers_currency',
        detail: 'test gives revenue in USD, other 7200000000 in CNY: not compared',
      },
    ])
  })

  it('takes of each provider the nearest dates, then what it said last', () => {
    const others = [
      said('a', revenue, { id: 'near', end: '2024-12-31' }),
      said('a', revenue, { id: 'far', end: '2024-12-28', value: '2000000000' }),
      said('b', revenue, { id: 'old', value: '2000000000', known_at: '2025-01-01T00:00:00.000Z' }),
      said('b', revenue, { id: 'new', known_at: '2025-06-01T00:00:00.000Z' }),
      said('c', revenue, { id: 'off', value: '3000000000' }),
    ]
    const { agree, quality } = compare([revenue], others)
    expect(agree).toEqual([1, 3])
    expect(quality).toMatchObject([{ other_values: [{ fact: 'off' }] }])
  })
})

describe('per-share figures of two providers', () => {
  const eps = chosen(2024, { eps_diluted: '1.19' })
  const split = (ratio: string, end: string) =>
    fact('stock_split_ratio', `@${end}`, null, end, ratio, { known_at: `${end}T00:00:00.000Z` })

  it('may differ by half a unit of the last digit of the coarser', () => {
    expect(compare([eps], [said('other', eps, { value: '1.193' })]).agree).toEqual([0, 1])
    expect(compare([eps], [said('other', eps, { value: '1.1999' })]).agree).toEqual([1, 1])
  })

  it('a round figure is as exact as the others of its provider', () => {
    const half = { ...eps, value: '0.5' }
    expect(compare([half], [said('other', half, { value: '0.54' })]).agree).toEqual([0, 1])
    const beside = chosen(2023, { eps_diluted: '0.47' })
    expect(compare([half, beside], [said('other', half, { value: '0.54' })]).agree).toEqual([1, 1])
  })

  it.each<[string, string, Fact[], number]>([
    ['a known split', '11.93', [split('10', '2024-06-07')], 0],
    ['two splits together', '47.7', [split('4', '2024-07-20'), split('10', '2024-09-07')], 0],
    ['the later of two splits', '11.93', [split('4', '2024-03-20'), split('10', '2024-09-07')], 0],
    ['a split that was over before the period', '11.93', [split('10', '2023-06-07')], 1],
    ['no known split', '11.93', [], 1],
    ['another sign', '-11.93', [split('10', '2024-06-07')], 1],
    ['another ratio', '11.93', [split('4', '2024-06-07')], 1],
  ])('%s', (_, value, splits, failed) => {
    expect(compare([eps, ...splits], [said('other', eps, { value })]).agree).toEqual([failed, 1])
  })

  it('counts of shares may differ by a split too, money not', () => {
    const both = year(2024, { shares_diluted: '2494000000', revenue: '2494000000' })
    const others = both.map((f) => said('other', f, { value: '24940000000' }))
    expect(compare([...both, split('10', '2024-06-07')], others).agree).toEqual([1, 2])
  })
})
