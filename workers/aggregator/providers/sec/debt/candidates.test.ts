import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { companyFacts, filing, type FixtureRow } from '../companyfacts.fixture.ts'
import { toFacts } from '../to-facts.ts'

const k24 = filing('0001652044-25-000014', '10-K', '2025-02-05', 2024, 'FY')
const q25 = filing('0001652044-25-000043', '10-Q', '2025-04-30', 2025, 'Q1')
const OPENED = '2023-12-31'
const DAY = '2024-12-31'
const YEAR = ['2024-01-01', DAY] as const

/** The figures of the balance date of 2024, by concept. */
const figuresOf = (rows: readonly (readonly [tag: string, row: FixtureRow])[]) => {
  const tags = Map.groupBy(rows, ([tag]) => `us-gaap:${tag}`)
  const facts = toFacts({
    companyFacts: companyFacts(
      Object.fromEntries([...tags].map(([tag, of]) => [tag, { USD: of.map(([, row]) => row) }])),
    ),
    documents: new Map(),
    fiscalYearEnd: '12-31',
  })
  if (!facts.ok) throw new Error(facts.field)
  const ofDay = facts.data.filter(({ end, start }) => end === DAY && start === null)
  return Object.fromEntries(ofDay.map(({ concept, value }) => [concept, Number(value)]))
}

/** Room of 1,000 among what is due within a year, and debt that has moved from 500 to 2,107. */
const SHEET = [
  ['Liabilities', k24.at(DAY, 5000)],
  ['LiabilitiesCurrent', k24.at(DAY, 2107)],
  ['AccountsPayableCurrent', k24.at(DAY, 1000)],
  ['LongTermDebtCurrent', k24.at(DAY, 107)],
  ['LongTermDebtNoncurrent', k24.at(DAY, 2000)],
  ['LongTermDebtNoncurrent', k24.at(OPENED, 500)],
] as const
const BORROWED = ['ProceedsFromRepaymentsOfShortTermDebt', k24.over(...YEAR, 900)] as const

test('debt that moves while no flow of it is filed has flows, and so lines, under own tags', () => {
  expect(figuresOf(SHEET)).toMatchObject({ debt_in_part: 2107, long_term_debt: 2000 })
  const flow = ['ProceedsFromIssuanceOfLongTermDebt', k24.over(...YEAR, 1500)] as const
  const figures = figuresOf([...SHEET, flow])
  expect([figures.total_debt, figures.debt_in_part]).toEqual([2107, undefined])
})

test('a filer with a tag for what is borrowed short, in a report near by, owes none without it', () => {
  expect(figuresOf([...SHEET, BORROWED]).total_debt).toBeUndefined()
  const before = ['ShortTermBorrowings', k24.at(OPENED, 300)] as const
  const figures = figuresOf([...SHEET, BORROWED, before])
  expect([figures.total_debt, figures.debt_in_part]).toEqual([2107, undefined])
})

test('borrowed and paid back over the year, on two lines, is what is left of both', () => {
  const proceeds = ['ProceedsFromShortTermDebt', k24.over(...YEAR, 900)] as const
  const repaid = (n: number) => ['RepaymentsOfShortTermDebt', k24.over(...YEAR, n)] as const
  expect(figuresOf([...SHEET, proceeds, repaid(900)]).total_debt).toBe(2107)
  expect(figuresOf([...SHEET, proceeds, repaid(300)]).total_debt).toBeUndefined()
})

test('less than another filing knows in part of a date is a part of it', () => {
  const bank = [
    ['Liabilities', k24.at(DAY, 90_000)],
    ['Deposits', k24.at(DAY, 60_000)],
    ['SubordinatedDebt', k24.at(DAY, 9900)],
    ['AdvancesFromFederalHomeLoanBanks', k24.at(DAY, 10_700)],
    ['OtherBorrowings', k24.at(DAY, 2200)],
  ] as const
  const later = ['OtherBorrowings', q25.at(DAY, 2201)] as const
  const figures = figuresOf([...bank, later])
  expect([figures.total_debt, figures.debt_in_part]).toEqual([undefined, 22_800])
})

const amount = fc.integer({ min: 1_000, max: 40_000_000 }).map((n) => n * 1_001)

/** A sheet that does not say what is due when; `beside` is debt that may be inside the line. */
const undated = (room: number, line: number, beside: Record<string, number>) => {
  const lines = {
    Liabilities: 900_000_000_000 + line + room,
    Deposits: 800_000_000_000,
    OtherLiabilities: 100_000_000_000,
    LongTermDebt: line,
    ...beside,
  }
  return figuresOf(Object.entries(lines).map(([tag, n]) => [tag, k24.at(DAY, n)] as const))
}
/** Room that is neither rounding nor below what is looked into. */
const MORE = 0.5

describe('kinds of debt beside the line of long-term debt, where no line says what is due soon', () => {
  test('property: they are counted where all liabilities are whole only with them', () => {
    fc.assert(
      fc.property(
        fc.tuple(amount, amount),
        fc.constantFrom('OtherBorrowings', 'SubordinatedDebt', 'NotesPayable', 'SecuredDebt'),
        ([line, beside], tag) => {
          fc.pre(beside > 0.02 * line && beside !== line)
          const whole = undated(beside, line, { [tag]: beside })
          expect([whole.total_debt, whole.debt_in_part]).toEqual([line + beside, undefined])
          const other = undated(beside + MORE * line, line, { [tag]: beside })
          expect(other.total_debt).toBeUndefined()
        },
      ),
      { numRuns: 60 },
    )
  })
  test('a bank’s commercial paper, other borrowings and long-term debt', () => {
    const sheet = { CommercialPaper: 12_000_000, OtherBorrowings: 477_000_000 }
    expect(undated(489_000_000, 17_234_000_000, sheet).total_debt).toBe(17_723_000_000)
  })
})

describe('what is borrowed short under the one tag of other short-term debt', () => {
  const of = (tag: string, more: Record<string, number> = {}) =>
    undated(1_000_003 + 8_000_001, 20_000_003, { [tag]: 1_000_003, ...more })
  test('it is the line of short-term debt where no kind stands beside it', () => {
    expect(of('OtherShortTermBorrowings').total_debt).toBe(21_000_006)
  })
  test.each([
    ['a kind alone', 'CommercialPaper', {}],
    ['a kind beside it', 'OtherShortTermBorrowings', { CommercialPaper: 1_003 }],
  ])('%s may lack another', (_, tag, more) => {
    expect(of(tag, more).total_debt).toBeUndefined()
  })
})
