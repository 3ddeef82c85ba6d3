/**
 * Annual reports of fiscal year 2009 of banks, insurers, property trusts, utilities and a broker,
 * read by hand from the statements as they were presented. industry-read.fixture.json has what was
 * read (`read`; null where the statements have no such line of the whole), the ratios worked out by
 * hand with four decimals (null where the kind of company has none), and the report's values under
 * standard tags, with the opening balances that averages need.
 */
import { describe, expect, test } from 'vitest'
import type { Fact } from '#shared/contracts/facts.ts'
import { industryKind } from '#shared/industry.ts'
import { companyKind } from '../../metrics/company-kind.ts'
import { derive } from '../../metrics/derive.ts'
import { indexFacts } from '../../metrics/fact-index.ts'
import { ASSUMPTIONS } from '../../metrics/hand-built.fixture.ts'
import { addDays, sameDayOtherYear } from '#shared/calendar.ts'
import { fiscalYearsOfFacts } from '../../time/periods.ts'
import { companyFacts, filing, type FixtureRow } from './companyfacts.fixture.ts'
import reports from './industry-read.fixture.json' with { type: 'json' }
import { toFacts } from './to-facts.ts'

interface IndustryReport {
  name: string
  cik: number
  sic: string
  accn: string
  filed: string
  end: string
  kind: string
  read: Record<string, number | null>
  ratios: Record<string, number | null>
  balances: Record<string, number>
  opening: Record<string, number>
  flows: Record<string, number>
}

const unitOf = (tag: string): string =>
  /Per(?!iod)[A-Za-z]*Share|PerShare/.test(tag)
    ? 'USD/shares'
    : /^WeightedAverageNumber/.test(tag)
      ? 'shares'
      : 'USD'

const factsOf = ({ accn, filed, end, cik, balances, opening, flows }: IndustryReport): Fact[] => {
  const annual = filing(accn, '10-K', filed, 2009, 'FY')
  const start = addDays(sameDayOtherYear(end, -1), 1)
  const rows: Record<string, Record<string, FixtureRow[]>> = {}
  const add = (tag: string, row: FixtureRow): void => {
    const units = rows[`us-gaap:${tag}`] ?? {}
    rows[`us-gaap:${tag}`] = units
    const unit = unitOf(tag)
    units[unit] = [...(units[unit] ?? []), row]
  }
  for (const [tag, value] of Object.entries(balances)) add(tag, annual.at(end, value))
  for (const [tag, value] of Object.entries(opening)) add(tag, annual.at(addDays(start, -1), value))
  for (const [tag, value] of Object.entries(flows)) add(tag, annual.over(start, end, value))
  const facts = toFacts({
    companyFacts: companyFacts(rows, cik),
    documents: new Map(),
    fiscalYearEnd: null,
  })
  if (!facts.ok) throw new Error(facts.field)
  return facts.data.map(({ source: _, ...fact }, at) => ({
    ...fact,
    id: `f${at}`,
    retrieved_at: fact.known_at,
  }))
}

const READ: readonly IndustryReport[] = reports.map((report) => ({
  ...report,
  read: Object.fromEntries(Object.entries(report.read)),
  ratios: Object.fromEntries(Object.entries(report.ratios)),
  balances: Object.fromEntries(Object.entries(report.balances)),
  opening: Object.fromEntries(Object.entries(report.opening)),
  flows: Object.fromEntries(Object.entries(report.flows)),
}))

describe.each(READ.map((report) => [report.name, report] as const))('%s', (_, report) => {
  const facts = factsOf(report)
  const stated = industryKind(report.sic, null)
  const { derived, absences } = derive({
    facts,
    fiscalYears: fiscalYearsOfFacts(facts),
    currency: 'USD',
    assumptions: ASSUMPTIONS,
    years: 1,
    industry: stated,
  })
  const year = ({ end }: { end: string }) => end === report.end
  const values = new Map([
    ...facts.filter(year).map(({ concept, value }) => [concept, Number(value)] as const),
    ...derived.filter(year).map(({ name, value }) => [name, Number(value)] as const),
  ])

  test('is told by its industry and what it files', () => {
    expect(companyKind(indexFacts(facts), stated)).toBe(report.kind)
  })
  test('its lines are those of the statements', () => {
    const found = Object.keys(report.read).map((name) => [name, values.get(name) ?? null])
    expect(Object.fromEntries(found)).toEqual(report.read)
  })
  test('its ratios are those worked out by hand, and no others are given', () => {
    for (const [name, value] of Object.entries(report.ratios))
      if (value === null) {
        const why = absences.find((absence) => absence.name === name)
        expect([name, why?.absent]).toEqual([name, 'not_applicable'])
        expect(why?.detail_zh).toMatch(/\p{Script=Han}/u)
      } else expect([name, Number(values.get(name)?.toFixed(4))]).toEqual([name, value])
  })
})

test('three banks, life, health and property insurers, two trusts, two utilities, a broker', () => {
  const count = (kind: string) => READ.filter((report) => report.kind === kind).length
  expect(count('bank')).toBeGreaterThanOrEqual(3)
  expect(count('life_insurer')).toBeGreaterThanOrEqual(1)
  expect(count('health_insurer')).toBeGreaterThanOrEqual(1)
  expect(count('property_insurer')).toBeGreaterThanOrEqual(3)
  expect(count('reit')).toBeGreaterThanOrEqual(2)
  expect(count('utility')).toBeGreaterThanOrEqual(2)
  expect(count('broker')).toBeGreaterThanOrEqual(1)
})
