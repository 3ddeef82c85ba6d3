/** For tests of exports: a small report and the figures that it was written from. */
import { figuresOf } from '#shared/book/of-content.ts'
import type { Derived, Fact, Financials, Term } from '#shared/contracts/facts.ts'
import type { Report, Section } from '#shared/contracts/orchestrator.ts'
import { toMarkdown } from './markdown.ts'

export const filing = 'https://www.sec.gov/Archives/edgar/data/1/000000000000000001/a.htm'
export const fact = (concept: string, value: string): Fact => ({
  id: `fact-${concept}`,
  concept,
  period: 'FY2025',
  period_label: null,
  start: '2024-09-29',
  end: '2025-09-27',
  value,
  unit: 'USD',
  basis: { consolidation: 'consolidated', standard: 'US-GAAP' },
  provider: 'sec',
  provider_field: concept,
  provider_record: '0000000000-25-000001',
  form: '10-K',
  source_url: filing,
  filed_at: '2025-10-31',
  known_at: '2025-10-31T10:01:00Z',
  retrieved_at: '2026-11-20T00:00:00Z',
  quality: 'ok',
})
export const derived = (name: string, value: string, inputs: string[]): Derived => ({
  id: `${name}@FY2025`,
  name,
  formula: name,
  period: 'FY2025',
  start: '2024-09-29',
  end: '2025-09-27',
  value,
  unit: 'ratio',
  inputs,
})
export const term = (en: string, zh: string, group: string, definition: string): Term => ({
  en,
  zh,
  group,
  kind: 'flow',
  definition,
  definition_zh: `${zh}的定义`,
})

export const financials: Financials = {
  instrument: {
    id: 'US:TEST',
    market: 'US',
    symbol: 'TEST',
    name: 'Test <b>Co',
    names: { en: 'Test <b>Co' },
    exchange: null,
    industry: null,
    fiscal_year_end: null,
    identifiers: {},
  },
  as_of: '2026-11-22T00:00:00Z',
  reporting_currency: 'USD',
  fiscal_years: [
    { label: 'FY2024', start: '2023-10-01', end: '2024-09-28' },
    { label: 'FY2025', start: '2024-09-29', end: '2025-09-27' },
  ],
  facts: [fact('revenue', '416161000000'), fact('net_income', '112010000000')],
  derived: [
    derived('net_margin', '0.269151', ['fact-net_income', 'fact-revenue']),
    derived('roe', '1.5', ['net_margin@FY2025', 'fact-revenue']),
  ],
  absences: [
    { name: 'revenue', period: 'FY2024', absent: 'not_in_recording', detail: 'not recorded' },
  ],
  dictionary: {
    concepts: {
      revenue: term('Revenue', '营业总收入', 'income', 'as filed'),
      net_income: term('Net income', '净利润', 'income', 'as filed'),
    },
    formulas: {
      net_margin: term('Net margin', '净利率', 'profitability', 'net income / revenue'),
      roe: term('ROE', '净资产收益率', 'profitability', 'net margin * turnover * leverage'),
    },
  },
  served_by: {
    provider: 'recorded',
    retrieved_at: '2026-11-20T00:00:00Z',
    recorded: {
      original_provider: 'sec',
      recorded_at: '2026-11-20',
      note: 'Shipped with the system',
    },
  },
  attempts: [],
}

export const section = (text: string | null, more: Partial<Section> = {}): Section => ({
  module: 'profile',
  names: { en: 'Company profile', zh: '公司概况' },
  needs: [],
  position: 0,
  status: 'complete',
  reason: null,
  detail: null,
  text,
  cited: [],
  unverified: [],
  findings: null,
  fallback: null,
  reused: null,
  usage: {
    provider: 'builtin',
    model: 'rules-1',
    calls: 1,
    input_tokens: 0,
    output_tokens: 0,
    cost_usd: 0,
  },
  started_at: null,
  completed_at: null,
  ...more,
})
export const report = (sections: Section[], language: 'en' | 'zh' = 'en'): Report => ({
  id: 'rep_12345678',
  status: 'complete',
  reason: null,
  detail: null,
  market: 'US',
  symbol: 'TEST',
  instrument: financials.instrument,
  language,
  model: 'builtin',
  as_of: null,
  inputs_of: null,
  created_at: '2026-11-22T00:00:00Z',
  completed_at: '2026-11-22T00:00:01Z',
  config_version: 0,
  seal: 'abc',

  book: null,
  reading: null,
  exhibits: null,
  rating: null,
  sections,
})

/** The document of a report that was written from these figures. */
export const markdownOf = (of: Report, from: Financials): string => toMarkdown(of, figuresOf(from))
