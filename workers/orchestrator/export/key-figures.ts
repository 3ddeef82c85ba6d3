/** The appendix: key figures by fiscal year, each cell linked to its filing or noted. Pure. */
import type { Financials } from '#shared/contracts/facts.ts'
import type { Language } from '#shared/contracts/instrument.ts'
import { type FigureWriter, plain } from './figures.ts'

const ROWS = [
  'revenue',
  'gross_profit',
  'operating_income',
  'net_income',
  'eps_diluted',
  'operating_cash_flow',
  'free_cash_flow',
  'total_assets',
  'equity_parent',
  'gross_margin',
  'operating_margin',
  'net_margin',
  'roe',
  'roic',
]

const WORDS = { en: { figure: 'Figure', absent: 'absent' }, zh: { figure: '指标', absent: '缺' } }

/** Lines of a Markdown table, oldest year first; rows of which no year has a figure are left out. */
export const keyFigures = (financials: Financials, writer: FigureWriter, language: Language): string[] => {
  const { fiscal_years: years, absences, dictionary } = financials
  const words = WORDS[language]
  const cell = (name: string, period: string): string => {
    if (writer.entry(`${name}@${period}`)) return writer.figure(`${name}@${period}`)
    const absence = absences.find((a) => a.name === name && a.period === period)
    return absence ? `${words.absent}: ${absence.absent.replaceAll('_', ' ')}` : '—'
  }
  const rows = ROWS.filter((name) => years.some((y) => writer.entry(`${name}@${y.label}`)))
  const label = (name: string): string => plain((dictionary.concepts[name] ?? dictionary.formulas[name])?.[language] ?? name)
  return [
    `| ${[words.figure, ...years.map((y) => y.label)].join(' | ')} |`,
    `|${' --- |'.repeat(years.length + 1)}`,
    ...rows.map((name) => `| ${[label(name), ...years.map((y) => cell(name, y.label))].join(' | ')} |`),
  ]
}
