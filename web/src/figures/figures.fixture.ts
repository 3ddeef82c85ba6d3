/** A small invented company for tests. Its figures belong to no real company. */
import type { Derived, Fact, Financials, Term } from '#shared/contracts/facts.ts'

export const term = (en: string, zh: string, group: string, kind: Term['kind']): Term => ({
  en,
  zh,
  group,
  kind,
  definition: `${en}.`,
  definition_zh: `${zh}。`,
})

export const fact = (
  concept: string,
  period: string,
  start: string | null,
  end: string,
  value: string,
  unit = 'USD',
): Fact => ({
  id: `fact-${concept}-${period}-${end}`,
  concept,
  period,
  period_label: null,
  start,
  end,
  value,
  unit,
  basis: { consolidation: 'consolidated', standard: 'US-GAAP' },
  provider: 'sec',
  provider_field: `us-gaap:${concept}`,
  provider_record: '0000000000-25-000001',
  form: '10-K',
  source_url: 'https://www.sec.gov/Archives/test.htm',
  filed_at: end,
  known_at: `${end}T20:00:00.000Z`,
  retrieved_at: '2026-01-01T00:00:00.000Z',
  quality: 'ok',
})

export const derived = (
  name: string,
  period: string,
  start: string | null,
  end: string,
  value: string,
  unit: string,
  inputs: string[],
): Derived => ({
  id: `${name}@${period}`,
  name,
  formula: name,
  period,
  start,
  end,
  value,
  unit,
  inputs,
})

const YEARS = [
  { label: 'FY2024', start: '2024-01-01', end: '2024-12-31' },
  { label: 'FY2025', start: '2025-01-01', end: '2025-12-31' },
]

export const financials: Financials = {
  instrument: {
    id: 'US:TEST',
    market: 'US',
    symbol: 'TEST',
    name: 'Test Inc.',
    names: {},
    exchange: null,
    industry: null,
    fiscal_year_end: '12-31',
    identifiers: {},
  },
  as_of: '2026-06-01T00:00:00.000Z',
  reporting_currency: 'USD',
  fiscal_years: YEARS,
  facts: [
    fact('revenue', 'FY2024', '2024-01-01', '2024-12-31', '100'),
    fact('revenue', 'FY2025', '2025-01-01', '2025-12-31', '120'),
    fact('revenue', '2026Q1', '2026-01-01', '2026-03-31', '40'),
    fact('net_income', 'FY2025', '2025-01-01', '2025-12-31', '12'),
    fact('eps_diluted', 'FY2025', '2025-01-01', '2025-12-31', '1.2', 'USD/share'),
    fact('total_assets', '@2025-12-31', null, '2025-12-31', '500'),
    fact('total_assets', '@2026-03-31', null, '2026-03-31', '520'),
  ],
  derived: [
    derived('revenue', '2025Q4', '2025-10-01', '2025-12-31', '35', 'USD', [
      'fact-revenue-FY2025-2025-12-31',
    ]),
    derived('revenue', 'TTM@2026-03-31', '2025-04-01', '2026-03-31', '130', 'USD', [
      'fact-revenue-FY2025-2025-12-31',
      'fact-revenue-2026Q1-2026-03-31',
    ]),
    derived('net_margin', 'FY2025', '2025-01-01', '2025-12-31', '0.1', 'ratio', [
      'fact-net_income-FY2025-2025-12-31',
      'fact-revenue-FY2025-2025-12-31',
    ]),
    derived('revenue_growth', 'FY2025', '2025-01-01', '2025-12-31', '0.2', 'ratio', [
      'fact-revenue-FY2025-2025-12-31',
      'fact-revenue-FY2024-2024-12-31',
    ]),
  ],
  absences: [
    {
      name: 'net_margin',
      period: 'FY2024',
      absent: 'not_reported',
      detail: 'net_income was not filed',
    },
  ],
  dictionary: {
    concepts: {
      revenue: term('Revenue', '营业总收入', 'income', 'flow'),
      net_income: term('Net income', '净利润', 'income', 'flow'),
      eps_diluted: term('Diluted EPS', '稀释每股收益', 'income', 'per_share'),
      goodwill: term('Goodwill', '商誉', 'balance', 'stock'),
      total_assets: term('Total assets', '资产总计', 'balance', 'stock'),
    },
    formulas: {
      revenue_growth: term('Revenue growth', '收入增长', 'growth', 'ratio'),
      net_margin: term('Net margin', '净利率', 'profitability', 'ratio'),
      current_ratio: term('Current ratio', '流动比率', 'liquidity', 'ratio'),
    },
  },
  served_by: { provider: 'sec', retrieved_at: '2026-06-01T00:00:00.000Z', recorded: null },
  attempts: [],
}
