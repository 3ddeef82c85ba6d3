/** The cash of the cash flow statement is what the change of cash leads from and to. */
import { describe, expect, test } from 'vitest'
import { companyFacts, filing } from './companyfacts.fixture.ts'
import { toFacts } from './to-facts.ts'

const k24 = filing('0001652044-25-000014', '10-K', '2025-02-05', 2024, 'FY')
const CHANGE = 'CashAndCashEquivalentsPeriodIncreaseDecrease'
const DISPOSAL = 'DisposalGroupIncludingDiscontinuedOperationCashAndCashEquivalents'

/** The cash at the two ends of a year with this change. */
const ends = (change: number, cash: Record<string, [number | null, number | null]>) => {
  const mapped = toFacts({
    companyFacts: companyFacts({
      [`us-gaap:${CHANGE}`]: { USD: [k24.over('2024-01-01', '2024-12-31', change)] },
      ...Object.fromEntries(
        Object.entries(cash).map(([tag, [before, after]]) => [
          `us-gaap:${tag}`,
          {
            USD: [
              ...(before === null ? [] : [k24.at('2023-12-31', before)]),
              ...(after === null ? [] : [k24.at('2024-12-31', after)]),
            ],
          },
        ]),
      ),
    }),
    documents: new Map(),
    fiscalYearEnd: '12-31',
  })
  if (!mapped.ok) throw new Error(mapped.field)
  return mapped.data
    .filter(({ concept }) => concept === 'end_cash')
    .map(({ value, provider_field }) => [value, provider_field.replaceAll('us-gaap:', '')])
}

describe('a bank has several measures of cash', () => {
  test('the one that the change leads from and to is that of the statement', () => {
    expect(
      ends(1193, {
        CashAndDueFromBanks: [2048, 3100],
        CashCashEquivalentsAndFederalFundsSold: [7491, 8684],
      }),
    ).toEqual([
      ['7491', 'CashCashEquivalentsAndFederalFundsSold'],
      ['8684', 'CashCashEquivalentsAndFederalFundsSold'],
    ])
  })
  test('the order of the tags decides where none is, or where both are', () => {
    for (const change of [999, 1193])
      expect(
        ends(change, {
          CashAndDueFromBanks: [7491, 8684],
          CashCashEquivalentsAndFederalFundsSold: [7491, 8684],
        })[0],
      ).toEqual(['7491', 'CashAndDueFromBanks'])
  })
})

describe('cash of disposal groups', () => {
  const CASH = 'CashAndCashEquivalentsAtCarryingValue'
  const WITH = `${CASH} + ${DISPOSAL}`
  test('is part of the cash where the change leads from and to both', () => {
    expect(ends(48, { [CASH]: [116, 165], [DISPOSAL]: [2, 1] })).toEqual([
      ['118', WITH],
      ['166', WITH],
    ])
    expect(ends(58, { [CASH]: [553, 473], [DISPOSAL]: [null, 138] })).toEqual([
      ['553', CASH],
      ['611', WITH],
    ])
  })
  test('is not where the change leads from and to the cash without it', () => {
    expect(ends(49, { [CASH]: [116, 165], [DISPOSAL]: [2, 1] })).toEqual([
      ['116', CASH],
      ['165', CASH],
    ])
  })
})
