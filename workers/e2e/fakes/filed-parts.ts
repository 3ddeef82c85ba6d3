/**
 * For tests: the companyfacts document of a company that does not exist and has filed quarters or
 * halves only, each with the same part of the year before.
 */
import {
  companyFacts,
  filing,
  type FixtureRow,
} from '../../aggregator/providers/sec/companyfacts.fixture.ts'
import type { CompanyFacts } from '../../aggregator/providers/sec/raw.ts'

type FakeRows = Record<string, Record<string, FixtureRow[]>>

/** Parts of a calendar year: its quarters, and its first half. */
const PARTS = {
  Q1: ['01-01', '03-31'],
  Q2: ['04-01', '06-30'],
  Q3: ['07-01', '09-30'],
  Q4: ['10-01', '12-31'],
  H1: ['01-01', '06-30'],
} as const

export interface FakePart {
  year: number
  part: keyof typeof PARTS
  /** Flows by tag. */
  flows: Record<string, number>
  /** Balances at its end by tag. */
  balances?: Record<string, number>
}

export const filedParts = (parts: readonly FakePart[]): CompanyFacts => {
  const rows: FakeRows = {}
  const add = (tag: string, row: FixtureRow): void => {
    const unit = /PerShare/.test(tag) ? 'USD/shares' : /NumberOf/.test(tag) ? 'shares' : 'USD'
    const units = rows[`us-gaap:${tag}`] ?? {}
    rows[`us-gaap:${tag}`] = units
    units[unit] = [...(units[unit] ?? []), row]
  }
  for (const { year, part, flows, balances = {} } of parts) {
    const [from, to] = PARTS[part]
    const end = `${year}-${to}`
    const filed = `${part === 'Q4' ? year + 1 : year}-${{ Q1: '05', Q2: '08', Q3: '11', Q4: '02', H1: '08' }[part]}-10`
    const report = filing(
      `0000000001-${year % 100}-00001${part.slice(1)}`,
      '10-Q',
      filed,
      year,
      part === 'H1' ? 'Q2' : part === 'Q4' ? 'Q4' : part,
    )
    for (const [tag, value] of Object.entries(flows))
      add(tag, report.over(`${year}-${from}`, end, value))
    for (const [tag, value] of Object.entries(balances)) add(tag, report.at(end, value))
  }
  return companyFacts(rows)
}
