/**
 * Typed inputs for the tests of this service. The figures belong to a company that does not exist.
 */
import type { AnalyzeRequest, Figure } from '#shared/contracts/analysis.ts'
import { NO_CAPS } from './ledger/ledger.fixture.ts'
import type { AnalysisTask } from './task.ts'
import { CONCEPTS } from '#shared/concepts.ts'

const LABELS: Record<string, { en: string; zh: string; group: string }> = {
  gross_margin: { en: 'Gross margin', zh: '毛利率', group: 'profitability' },
  operating_margin: { en: 'Operating margin', zh: '营业利润率', group: 'profitability' },
  net_margin: { en: 'Net margin', zh: '净利率', group: 'profitability' },
  roe: { en: 'Return on equity', zh: '净资产收益率', group: 'profitability' },
  revenue_growth: { en: 'Revenue growth', zh: '营业总收入增长率', group: 'growth' },
  cash_conversion: { en: 'Cash conversion', zh: '现金转化率', group: 'cash' },
  interest_cover: { en: 'Interest cover', zh: '利息保障倍数', group: 'leverage' },
  receivable_days: { en: 'Receivable days', zh: '应收账款周转天数', group: 'efficiency' },
}

const endOf = (period: string): string => {
  const quarter = /^(\d{4})Q([1-4])$/.exec(period)
  if (quarter)
    return `${quarter[1]}-${['03-31', '06-30', '09-30', '12-31'][Number(quarter[2]) - 1]}`
  return period.startsWith('FY') ? `${period.slice(2)}-12-31` : '2025-12-31'
}

/** Makes a figure from its token, value and unit, with the label that the dictionary gives it. */
export const figure = (token: string, value: number | string, unit: string): Figure => {
  const [name = '', period = ''] = token.split('@')
  const concept = Object.entries(CONCEPTS).find(([id]) => id === name)?.[1]
  const label =
    LABELS[name] ??
    (concept
      ? { en: concept.en, zh: concept.zh, group: concept.statement }
      : { en: name.replaceAll('_', ' '), zh: name, group: 'other' })
  return {
    token,
    name,
    label: { en: label.en, zh: label.zh },
    period,
    end: endOf(period),
    value: String(value),
    unit,
  }
}

/**
 * Makes a request for the fundamental analysis of `US:TEST`. The fields of `over` replace the
 * defaults.
 */
export const analysisTask = (
  over: Partial<Omit<AnalysisTask, 'context'>> & {
    context?: Partial<AnalysisTask['context']>
  } = {},
): AnalysisTask => {
  const { context, ...rest } = over
  return {
    module: {
      id: 'fundamental_analysis',
      names: { en: 'Fundamental analysis', zh: '基本面分析' },
      needs: [],
      facts: ['income'],
      prompt: 'fundamental-analysis',
      model: 'default',
      max_output_tokens: 8192,
    },
    prompt: 'Write about {company} in {language}.\n{figures}',
    model: 'auto',
    language: 'en',
    spending: { report: null, caps: NO_CAPS },
    models: {
      default: 'auto',
      list: [
        {
          id: 'gemini',
          kind: 'gemini',
          model: 'gemini-3.8-flash',
          key: 'GEMINI_API_KEY',
          prices_usd_per_million_tokens: [],
        },
        { id: 'builtin', kind: 'builtin', model: 'builtin', prices_usd_per_million_tokens: [] },
      ],
    },
    ...rest,
    context: {
      instrument: {
        id: 'US:TEST',
        market: 'US',
        symbol: 'TEST',
        name: 'Test Works Inc.',
        names: { en: 'Test Works' },
        exchange: null,
        industry: null,
        fiscal_year_end: '12-31',
        identifiers: {},
      },
      reporting_currency: 'USD',
      as_of: '2026-03-01T00:00:00.000Z',
      provider: 'recorded',
      recorded: true,
      figures: [],
      absences: [],
      needs: [],
      ...context,
    },
  }
}

/** The request that a task is read from. */
export const requestOf = ({ context, ...task }: AnalysisTask): AnalyzeRequest => {
  const { figures, ...rest } = context
  const doubts = figures.flatMap((figure) => figure.doubts ?? [])
  return {
    ...task,
    context: {
      ...rest,
      figures: figures.map(({ token, value, unit, end, doubts: of }) => ({
        token,
        value,
        unit,
        end,
        ...(of && { doubts: of.map((doubt) => ({ check: doubt.check, figure: doubt.token })) }),
      })),
      terms: Object.fromEntries([
        ...doubts.map(({ token, figure }) => [token.slice(0, token.indexOf('@')), figure] as const),
        ...figures.map(({ name, label }) => [name, label] as const),
      ]),
      checks: Object.fromEntries(doubts.map(({ check, names }) => [check, names])),
    },
  }
}
