/** Weighted share counts in thousands or millions are mended where other counts bear it out. */
import { describe, expect, test } from 'vitest'
import type { Fact } from '#shared/contracts/facts.ts'
import { doubtsOfFact } from '#shared/doubt.ts'
import { year } from '../../metrics/hand-built.fixture.ts'
import { checkQuality } from './check-quality.ts'

type Amounts = Parameters<typeof year>[1]
const run = (facts: readonly Fact[]) => checkQuality({ facts, others: [] })
const of = (facts: readonly Fact[], concept: string, period = 'FY2024') =>
  facts.find((f) => f.concept === concept && f.period === period)

const FILED = { net_income: 1_365_000_000, eps_basic: 3.41 }
const SOUND = year(2023, {
  net_income: 1_336_000_000,
  eps_basic: 3.11,
  shares_basic: 429_600_000,
})

describe('a count in another unit', () => {
  test.each<[string, Amounts, Fact[], string]>([
    ['thousands', { ...FILED, shares_basic: 400_293 }, SOUND, '400293000'],
    ['millions', { ...FILED, shares_basic: 400.293 }, SOUND, '400293000'],
    ['a million times too large', { ...FILED, shares_basic: 400_293_000e6 }, SOUND, '400293000'],
    [
      'borne out by the shares outstanding',
      { ...FILED, shares_basic: 400_293, shares_outstanding: 398_000_000 },
      [],
      '400293000',
    ],
    [
      'borne out by the dividends paid and a share',
      {
        ...FILED,
        shares_basic: 400_293,
        dividends_paid: -345_000_000,
        dividends_per_share: 0.88,
      },
      [],
      '400293000',
    ],
    ['below zero', { ...FILED, shares_basic: -400_293_000 }, [], '400293000'],
  ])('%s', (_, amounts, others, value) => {
    const { facts, checks } = run([...others, ...year(2024, amounts)])
    const shares = of(facts, 'shares_basic')
    expect(shares).toMatchObject({
      value,
      mended_from: { value: String(amounts.shares_basic), check: 'eps' },
    })
    // The mark of the mend is the count's doubt, beside a sign that no count has. Income and EPS
    // have none, for the mended count fits them: neither is contradicted.
    const sign = Number(amounts.shares_basic) < 0 ? ['range'] : []
    expect(
      shares &&
        doubtsOfFact(shares)
          .map(({ check }) => check)
          .toSorted(),
    ).toEqual(['mended', ...sign])
    for (const concept of ['net_income', 'eps_basic'])
      expect(of(facts, concept)?.quality).toBe('ok')
    const check = (id: string) => checks.find((one) => one.id === id)
    expect([check('eps')?.failed, check('mended')?.failed]).toEqual([0, 1])
  })

  test.each<[string, Amounts, Fact[]]>([
    ['nothing bears it out', { ...FILED, shares_basic: 400_293 }, []],
    [
      'EPS is the one in another unit: the filed count is borne out',
      { ...FILED, eps_basic: 3410, shares_basic: 400_293_000, shares_outstanding: 398_000_000 },
      [],
    ],
    ['no power of a thousand fits', { ...FILED, shares_basic: 40_029_300 }, SOUND],
    [
      'the income is mended itself',
      {
        ...FILED,
        net_income: 1_365_000,
        shares_basic: 400.293,
        shares_outstanding: 398_000,
        pretax_income: 2_000_000_000,
        income_tax: 635_000_000,
      },
      [],
    ],
  ])('stays as filed, and all three are in doubt: %s', (_, amounts, others) => {
    const { facts } = run([...others, ...year(2024, amounts)])
    expect(of(facts, 'shares_basic')?.mended_from).toBeUndefined()
    for (const concept of ['shares_basic', 'eps_basic'])
      expect(of(facts, concept)?.quality).not.toBe('ok')
  })

  test('a class of shares whose EPS is of a part of the income keeps its ratio', () => {
    const hershey = (y: number, income: number, eps: number): Fact[] =>
      year(y, {
        net_income: income,
        eps_basic: eps,
        shares_basic: 166_700,
        dividends_paid: -262_000_000,
        dividends_per_share: 1.19,
      })
    const facts = [
      ...hershey(2021, 147_200_000, 0.66),
      ...hershey(2022, 104_700_000, 0.47),
      ...hershey(2023, 71_300_000, 0.32),
      ...hershey(2024, 75_900_000, 0.34),
    ]
    const mended = run(facts).facts.filter(({ mended_from }) => mended_from)
    expect(mended.map(({ concept, value }) => [concept, value])).toEqual(
      [1, 2, 3, 4].map(() => ['shares_basic', '166700000']),
    )
  })
})
