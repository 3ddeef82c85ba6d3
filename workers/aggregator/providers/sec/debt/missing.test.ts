import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { companyFacts, filing } from '../companyfacts.fixture.ts'
import { toFacts } from '../to-facts.ts'
import { type DebtEvidence, missingPart } from './missing.ts'
import { roomOf } from './room.ts'

const k24 = filing('0001652044-25-000014', '10-K', '2025-02-05', 2024, 'FY')
const YEAR = ['2024-01-01', '2024-12-31'] as const
const DAY = '2024-12-31'

const figuresOf = (
  balances: Record<string, number>,
  flows: Record<string, number> = {},
): Record<string, number | undefined> => {
  const rows = [
    ...Object.entries(balances).map(([tag, n]) => [tag, k24.at(DAY, n)] as const),
    ...Object.entries(flows).map(([tag, n]) => [tag, k24.over(...YEAR, n)] as const),
  ]
  const facts = toFacts({
    companyFacts: companyFacts(
      Object.fromEntries(rows.map(([tag, row]) => [`us-gaap:${tag}`, { USD: [row] }])),
    ),
    documents: new Map(),
    fiscalYearEnd: '12-31',
  })
  if (!facts.ok) throw new Error(facts.field)
  return Object.fromEntries(facts.data.map(({ concept, value }) => [concept, Number(value)]))
}

const WHOLE: DebtEvidence = {
  lines: {
    all: false,
    longTerm: true,
    severalKinds: false,
    shortTerm: true,
    portion: true,
    portionAlone: false,
    shortTermKindsAlone: false,
  },
  room: { current: 900, other: 900 },
  known: 1000,
  atLeast: 0,
  uncounted: 0,
  shortTermFlow: 500,
  repaid: 500,
  movedUnseen: true,
}
const lines = (some: Partial<DebtEvidence['lines']>): Partial<DebtEvidence> => ({
  lines: { ...WHOLE.lines, ...some },
})
const KINDS = { longTerm: false, severalKinds: true }
const UNDATED = { current: null, other: 900 }

describe('which part is missing', () => {
  test.each<[string, Partial<DebtEvidence>, ReturnType<typeof missingPart>]>([
    ['all lines are filed: the room is not of debt', {}, null],
    ['notes say that there is more', { atLeast: 1001 }, 'any'],
    ['all debt on one line', lines({ all: true, longTerm: false, shortTerm: false }), null],
    ['no debt is left, and filed so', { ...lines({ shortTerm: false }), known: 0 }, null],
    ['borrowed short, and no such line', lines({ shortTerm: false }), 'short'],
    [
      'borrowed short, and no such line, but no room',
      { ...lines({ shortTerm: false }), room: { current: 100, other: 900 } },
      null,
    ],
    [
      'paid back: it may be nil now',
      { ...lines({ shortTerm: false }), shortTermFlow: -500, movedUnseen: false },
      null,
    ],
    [
      'paid back, and nothing at all is due within a year',
      { ...lines({ shortTerm: false, portion: false }), shortTermFlow: -500, movedUnseen: false },
      'short',
    ],
    [
      'long-term debt is paid back, and nothing at all is due within a year',
      { ...lines({ shortTerm: false, portion: false }), shortTermFlow: 0, movedUnseen: false },
      'short',
    ],
    [
      'little is borrowed or paid back',
      {
        ...lines({ shortTerm: false, portion: false }),
        shortTermFlow: 9,
        repaid: 99,
        movedUnseen: false,
      },
      null,
    ],
    ['several kinds alone', lines(KINDS), 'long'],
    [
      'several kinds alone, without room',
      { ...lines(KINDS), room: { current: 9, other: 99 } },
      null,
    ],
    ['one kind alone may be all', lines({ longTerm: false }), null],
    [
      'one kind alone, and room for more than it',
      { ...lines({ longTerm: false }), room: { current: 9, other: 1001 } },
      'long',
    ],
    [
      'what is due of long-term debt, and nothing due later',
      lines({ longTerm: false, portionAlone: true }),
      'long',
    ],
    ['dates are not told apart, both lines are filed', { room: UNDATED }, null],
    [
      'dates are not told apart, one line',
      { ...lines({ shortTerm: false }), room: UNDATED },
      'any',
    ],
    [
      'dates are not told apart, one line and little room',
      { ...lines({ shortTerm: false }), room: { current: null, other: 300 } },
      null,
    ],
    [
      'dates are not told apart, kinds and little room',
      { ...lines(KINDS), room: { current: null, other: 300 } },
      'any',
    ],
    [
      'dates are not told apart, of short debt no more than a kind',
      { ...lines({ shortTermKindsAlone: true }), room: UNDATED },
      'any',
    ],
    ['a kind that is not counted, with room for it', { room: UNDATED, uncounted: 200 }, 'any'],
    ['a kind that is not counted, inside', { room: UNDATED, uncounted: 901 }, null],
    ['liabilities are not known', { ...lines(KINDS), room: { current: null, other: null } }, null],
  ])('%s', (_, given, expected) => {
    expect(missingPart({ ...WHOLE, ...given })).toBe(expected)
  })
})

describe('room', () => {
  const SHEET = {
    AccountsPayableCurrent: 301,
    AccruedLiabilitiesCurrent: 203,
    LiabilitiesCurrent: 1011,
    DeferredTaxLiabilitiesNoncurrent: 97,
    Liabilities: 2011,
  }
  const room = (values: Record<string, number>, short: number, total: number) =>
    roomOf(new Map(Object.entries(values)), short, total)
  test('what the lines and the known debt leave of a total', () => {
    expect(room(SHEET, 107, 907)).toEqual({ current: 400, other: 103 })
    expect(room(SHEET, 507, 1410)).toEqual({ current: 0, other: 0 })
  })
  test('liabilities that are not filed are what equity leaves', () => {
    const { Liabilities: _, ...rest } = SHEET
    const equity = { Assets: 3011, StockholdersEquity: 900, MinorityInterest: 100 }
    expect(room({ ...rest, ...equity }, 107, 907)).toEqual({ current: 400, other: 103 })
    expect(room(rest, 107, 907).other).toBeNull()
  })
  test('a whole and its parts are counted once', () => {
    expect(
      room({ ...SHEET, AccountsPayableAndAccruedLiabilitiesCurrent: 504 }, 107, 907).current,
    ).toBe(400)
  })
})

describe('a part is never the whole, whichever lines are under own tags', () => {
  const amount = (min: number, max: number) => fc.integer({ min, max }).map((n) => n * 1000 + 7)
  const sheet = fc.record({
    payables: amount(100, 900),
    accrued: amount(100, 900),
    otherLater: amount(100, 900),
    shortTerm: amount(200, 900),
    portion: amount(200, 900),
    later: amount(2000, 9000),
  })
  test('property: what is shown is all, or it is absent', () => {
    fc.assert(
      fc.property(
        sheet,
        fc.boolean(),
        fc.boolean(),
        // Of debt due within a year a line that is filed stands for itself: without own tags for
        // both, or for what was borrowed short, nothing tells that the other line is missing.
        fc.constantFrom(
          'none',
          'shortTerm',
          'shortTerm+portion',
          'later',
          'later+shortTerm',
          'all',
        ),
        (
          { payables, accrued, otherLater, shortTerm, portion, later },
          noPayables,
          noOther,
          own,
        ) => {
          // Two lines of one amount are two debts only where the liabilities say so.
          fc.pre(!noPayables || shortTerm !== portion)
          const dueSoon = shortTerm + portion
          const total = dueSoon + later
          const isOwn = (line: string): boolean => own === 'all' || own.split('+').includes(line)
          const figures = figuresOf(
            {
              LiabilitiesCurrent: payables + accrued + dueSoon,
              Liabilities: payables + accrued + dueSoon + later + otherLater,
              AccruedLiabilitiesCurrent: accrued,
              ...(!noPayables && { AccountsPayableCurrent: payables }),
              ...(!noOther && { OtherLiabilitiesNoncurrent: otherLater }),
              ...(!isOwn('shortTerm') && { ShortTermBorrowings: shortTerm }),
              ...(!isOwn('portion') && { LongTermDebtCurrent: portion }),
              ...(!isOwn('later') && { LongTermDebtNoncurrent: later }),
            },
            {
              ProceedsFromRepaymentsOfShortTermDebt: shortTerm,
              RepaymentsOfLongTermDebt: total,
            },
          )
          if (own === 'none') {
            expect(figures.total_debt).toBe(total)
            expect(figures.debt_in_part).toBeUndefined()
          } else {
            // A line of less than a tenth of the known debt is not looked for.
            expect(figures.total_debt ?? total).toBeGreaterThanOrEqual(total / 1.1)
          }
        },
      ),
    )
  })

  test('property: a filed whole is the total, whichever lines are missing', () => {
    fc.assert(
      fc.property(sheet, fc.boolean(), fc.boolean(), (lines, noShort, noLater) => {
        const { shortTerm, portion, later, payables } = lines
        const total = shortTerm + portion + later
        const figures = figuresOf({
          LiabilitiesCurrent: payables + shortTerm + portion,
          Liabilities: payables + total,
          DebtAndCapitalLeaseObligations: total,
          ...(!noShort && { ShortTermBorrowings: shortTerm }),
          ...(!noLater && { LongTermDebtNoncurrent: later }),
        })
        expect(figures.total_debt).toBe(total)
      }),
    )
  })
})

describe('what stands inside a line and what beside it, as the liabilities say', () => {
  const sheet = (liabilities: number, more: Record<string, number>) =>
    figuresOf({
      LiabilitiesCurrent: 503,
      AccountsPayableCurrent: 503,
      Liabilities: liabilities,
      LongTermDebtNoncurrent: 2009,
      ...more,
    }).total_debt
  test('two lines of one amount are two debts where the current liabilities hold both', () => {
    const EQUAL = { ShortTermBorrowings: 307, LongTermDebtCurrent: 307 }
    const due = (current: number) =>
      sheet(current + 2009, { ...EQUAL, LiabilitiesCurrent: current })
    expect(due(503 + 307 + 307)).toBe(2009 + 307 + 307)
    expect(due(503 + 307)).toBe(2009 + 307)
  })
  test('other long-term debt', () => {
    const OTHER = { OtherLongTermDebtNoncurrent: 411 }
    expect(sheet(503 + 2009 + 411, OTHER)).toBe(2009 + 411)
    expect(sheet(503 + 2009, OTHER)).toBe(2009)
  })
  test('a kind of debt', () => {
    const KIND = { SubordinatedLongTermDebt: 411 }
    expect(sheet(503 + 2009 + 411, KIND)).toBe(2009 + 411)
    expect(sheet(503 + 2009, KIND)).toBe(2009)
  })
})
