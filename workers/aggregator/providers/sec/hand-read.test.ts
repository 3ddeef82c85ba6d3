/**
 * Annual reports of fiscal year 2009 across the industries, read by hand from the statements as
 * they were presented. hand-read.fixture.json has, for each company, what was read (`read`; null
 * where the statements have no such line) and the report's values of that year under standard tags.
 */
import { describe, expect, test } from 'vitest'
import { companyFacts, filing, type FixtureRow } from './companyfacts.fixture.ts'
import reports from './hand-read.fixture.json' with { type: 'json' }
import { toFacts } from './to-facts.ts'
import { addDays, sameDayOtherYear } from '#shared/calendar.ts'

interface HandReadReport {
  name: string
  cik: number
  sic: string
  accn: string
  filed: string
  end: string
  read: Record<string, number | null>
  balances: Record<string, number>
  flows: Record<string, number>
}

/** The report's figures by concept. */
const figuresOf = (report: HandReadReport): Map<string, number> => {
  const { accn, filed, end, cik } = report
  const annual = filing(accn, '10-K', filed, 2009, 'FY')
  const start = addDays(sameDayOtherYear(end, -1), 1)
  const rows: Record<string, Record<string, FixtureRow[]>> = {}
  const add = (tag: string, row: FixtureRow): void => {
    const unit = /Per(?!iod)[A-Za-z]*Share/.test(tag) ? 'USD/shares' : 'USD'
    rows[`us-gaap:${tag}`] = { [unit]: [row] }
  }
  for (const [tag, value] of Object.entries(report.balances)) add(tag, annual.at(end, value))
  for (const [tag, value] of Object.entries(report.flows)) add(tag, annual.over(start, end, value))
  const facts = toFacts({
    companyFacts: companyFacts(rows, cik),
    documents: new Map(),
    fiscalYearEnd: null,
  })
  if (!facts.ok) throw new Error(facts.field)
  return new Map(facts.data.map(({ concept, value }) => [concept, Number(value)]))
}

const READ: readonly HandReadReport[] = reports.map((report) => ({
  ...report,
  read: Object.fromEntries(Object.entries(report.read)),
  balances: Object.fromEntries(Object.entries(report.balances)),
  flows: Object.fromEntries(Object.entries(report.flows)),
}))

describe('annual reports read by hand', () => {
  test.each(READ.map((report) => [report.name, report] as const))('%s', (_, report) => {
    const figures = figuresOf(report)
    const found = Object.keys(report.read).map((name) => [name, figures.get(name) ?? null])
    expect(Object.fromEntries(found)).toEqual(report.read)
  })
  test('forty companies at least, in twenty industries', () => {
    expect(READ.length).toBeGreaterThanOrEqual(40)
    expect(new Set(READ.map(({ sic }) => sic.slice(0, 2))).size).toBeGreaterThanOrEqual(20)
  })
})
