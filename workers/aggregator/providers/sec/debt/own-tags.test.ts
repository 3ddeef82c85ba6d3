/**
 * Annual reports with debt under tags of the filer's own, read by hand from the statements as they
 * were presented. own-tags.fixture.json has these lines (`own`), which companyfacts does not give,
 * and what it does give: the balances, those of debt a year before, and the flows of the year.
 */
import { describe, expect, test } from 'vitest'
import { addDays, sameDayOtherYear } from '#shared/calendar.ts'
import { companyFacts, filing, type FixtureRow } from '../companyfacts.fixture.ts'
import { toFacts } from '../to-facts.ts'
import reports from './own-tags.fixture.json' with { type: 'json' }

interface DebtReport {
  name: string
  cik: number
  accn: string
  filed: string
  end: string
  own: Record<string, number>
  balances: Record<string, number>
  opening: Record<string, number>
  flows: Record<string, number>
}
const numbers = (values: object): Record<string, number> =>
  Object.fromEntries(Object.entries(values))
const REPORTS: readonly DebtReport[] = reports.map((report) => ({
  ...report,
  own: numbers(report.own),
  balances: numbers(report.balances),
  opening: numbers(report.opening),
  flows: numbers(report.flows),
}))

const figuresOf = (
  { accn, filed, end, cik, balances, opening, flows }: DebtReport,
  more: Record<string, number> = {},
) => {
  const annual = filing(accn, '10-K', filed, Number(end.slice(0, 4)), 'FY')
  const opened = sameDayOtherYear(end, -1)
  const rows: Record<string, Record<string, FixtureRow[]>> = {}
  const add = (tag: string, row: FixtureRow): void => {
    const name = `us-gaap:${tag}`
    rows[name] = { USD: [...(rows[name]?.USD ?? []), row] }
  }
  for (const [tag, value] of Object.entries({ ...balances, ...more }))
    add(tag, annual.at(end, value))
  for (const [tag, value] of Object.entries(opening)) add(tag, annual.at(opened, value))
  for (const [tag, value] of Object.entries(flows))
    add(tag, annual.over(addDays(opened, 1), end, value))
  const facts = toFacts({
    companyFacts: companyFacts(rows, cik),
    documents: new Map(),
    fiscalYearEnd: null,
  })
  if (!facts.ok) throw new Error(facts.field)
  const ofDay = facts.data.filter((fact) => fact.end === end)
  return new Map(ofDay.map(({ concept, value }) => [concept, Number(value)]))
}

describe('debt under tags of the filer’s own', () => {
  test.each(REPORTS.map((report) => [report.name, report] as const))('%s', (_, report) => {
    const figures = figuresOf(report)
    expect(figures.get('total_debt')).toBeUndefined()
    expect(figures.get('debt_in_part')).toBeGreaterThan(0)
    expect(figures.has('total_assets')).toBe(true)
  })

  test.each(REPORTS.map((report) => [report.name, report] as const))(
    '%s: a filed whole is the total all the same',
    (_, report) => {
      const known = figuresOf(report).get('debt_in_part') ?? 0
      const own = Object.values(report.own).reduce((sum, value) => sum + value, 0)
      const whole = known + own
      const figures = figuresOf(report, { DebtAndCapitalLeaseObligations: whole })
      expect(figures.get('total_debt')).toBe(whole)
      expect(figures.has('debt_in_part')).toBe(false)
    },
  )

  test('what is too small for the known part is withheld too, and the rest is not', () => {
    const coke = REPORTS.find(({ name }) => name === 'COCA COLA CO')
    const figures = coke ? figuresOf(coke) : new Map<string, number>()
    expect([figures.get('short_term_debt'), figures.get('long_term_debt')]).toEqual([
      undefined,
      5_059_000_000,
    ])
    expect(figures.get('debt_in_part')).toBe(5_110_000_000)
  })
})
