/**
 * Small filings that once failed, each of one kind of fault, from the document to the report: filed
 * figures, derived figures, checks, and what the rule analyst may never write of them. The
 * documents lie beside the repository; kinds.test.ts and its neighbours have the same kinds in
 * small.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Financials } from '#shared/contracts/facts.ts'
import { companyFactsSchema } from '../../../aggregator/providers/sec/raw.ts'
import { financialsOfFilings } from '../../../e2e/fakes/read-path.ts'
import { reportRequests } from '../../../e2e/fakes/recorded-report.ts'
import { writeModule } from './index.ts'

const CASES = join(import.meta.dirname, '../../../../../shared/cases/us')
const isThere = existsSync(CASES)
const read = (name: string, asOf?: string): Financials =>
  financialsOfFilings(
    companyFactsSchema.parse(JSON.parse(readFileSync(join(CASES, `${name}.json`), 'utf8'))),
    { symbol: name, ...(asOf && { asOf }) },
  )

/** The value of a figure by `name@period`, with `!` for a failed check and `?` for a doubt. */
const figureOf = ({ facts, derived, absences }: Financials, name: string): string => {
  const fact = facts.find((f) => `${f.concept}@${f.period.replace(/^@/, '')}` === name)
  if (fact) return `${fact.value}${fact.quality === 'ok' ? '' : '!'}`
  const figure = derived.find(({ id }) => id.replace('@@', '@') === name)
  if (figure) return `${figure.value}${figure.doubts ? '?' : ''}`
  return absences.find((a) => `${a.name}@${a.period}` === name)?.absent ?? 'unknown'
}
const failedChecks = ({ quality_checks = [] }: Financials): string[] =>
  quality_checks.filter(({ failed }) => failed > 0).map(({ id }) => id)
const reportsOf = (financials: Financials): string =>
  (['en', 'zh'] as const)
    .flatMap((language) => reportRequests(financials, language).flatMap((r) => writeModule(r)))
    .join('\n')

interface Case {
  kind: string
  figures: Record<string, string>
  failed: string[]
  /** What no report may have, and what one must. */
  never?: RegExp[]
  always?: RegExp[]
}

const TABLE: Record<string, Case> = {
  ZCSHX: {
    kind: 'the change of cash is filed before exchange rates',
    figures: { 'net_change_in_cash@FY2025': '-70000000', 'end_cash@2025-12-31': '130000000' },
    failed: [],
  },
  ZCURR: {
    kind: 'the currency of the reports changed',
    figures: {
      'revenue@FY2025': '1400000000',
      'revenue@FY2024': '1370000000',
      'revenue@FY2023': '1340000000',
      'revenue@FY2022': '1310000000',
      'revenue_growth@FY2022': 'refused',
    },
    failed: [],
  },
  ZDEBA: {
    kind: 'debt with capital leases in one line, and its current part',
    figures: {
      'total_debt@2025-12-31': '2150000000',
      'net_cash@FY2025': '-2000000000',
      'debt_to_equity@FY2025': '2.15',
      'short_term_debt@2025-12-31': '150000000',
      'long_term_debt@2025-12-31': '2000000000!',
    },
    // The document's total liabilities are below its debt: the alarm is right.
    failed: ['part_of_whole'],
  },
  ZDISC: {
    kind: 'continuing operations only, restated for three years and not before',
    figures: { 'revenue_growth@FY2023': 'refused', 'operating_cash_flow@FY2025': '180000000' },
    failed: [],
    never: [/16\.4/],
  },
  ZHLTH: {
    kind: 'the cost of goods of a health insurer is a part of its costs',
    figures: { 'gross_profit@FY2025': 'not_reported', 'gross_margin@FY2025': 'not_reported' },
    failed: [],
    never: [/gross margin of|one more unit|毛利率为/],
  },
  ZIPO: {
    kind: 'a comparative that is filed for the first time is no restatement',
    figures: {
      'revenue@TTM@2026-06-30': '1370000000',
      'net_income@TTM@2026-06-30': '205500000',
    },
    failed: [],
    never: [/restated|重述/],
  },
  ZMINO: {
    kind: 'only totals are filed, and the minority’s part beside them',
    figures: {
      'net_income@FY2025': '186500000',
      'equity_parent@2025-12-31': '997000000',
      'net_margin@FY2025': '0.1492',
      // The parent's income over the average of its equity at the two ends of the year.
      'roe@FY2025': '0.190890481064',
    },
    failed: [],
  },
  ZRECV: {
    kind: 'receivables that fell did not rise faster than revenue',
    figures: {},
    failed: [],
    never: [/Receivables rose|应收账款从[^。]*增至/],
  },
  ZREVA: {
    kind: 'a part of revenue under the tag of the whole',
    figures: { 'revenue@FY2025': '1250000000', 'gross_profit@FY2025': '500000000' },
    failed: [],
  },
  ZSCAL: {
    kind: 'net income a thousand times too small',
    figures: { 'net_income@FY2025': '187500000!', 'net_margin@FY2025': '0.15?' },
    failed: ['eps', 'income_after_tax', 'mended'],
    never: [/net margin of \{\{net_margin@FY2025/],
    always: [/failed the check “/, /未通过检查“/],
  },
  ZSHAR: {
    kind: 'a placeholder in place of a count of shares',
    figures: {
      'shares_outstanding@2025-12-31': '100!',
      'book_value_per_share@FY2025': '10',
    },
    failed: ['share_count'],
  },
}

describe.skipIf(!isThere)('small filings that once failed', () => {
  describe.each(Object.entries(TABLE))('%s', (name, { kind, figures, failed, never, always }) => {
    test(kind, () => {
      const financials = read(name)
      const names = Object.keys(figures)
      expect(Object.fromEntries(names.map((n) => [n, figureOf(financials, n)]))).toEqual(figures)
      expect(failedChecks(financials)).toEqual(failed)
      const text = reportsOf(financials)
      for (const pattern of never ?? []) expect(text).not.toMatch(pattern)
      for (const pattern of always ?? []) expect(text).toMatch(pattern)
    })
  })

  test('as of a day before the newest report, the trailing year is that of that day', () => {
    expect(figureOf(read('ZIPO', '2026-06-01'), 'revenue@TTM@2026-03-31')).toBe('1310000000')
  })

  test('the reporting currency is that of the newest balance sheet', () => {
    expect(read('ZCURR').reporting_currency).toBe('USD')
  })
})
