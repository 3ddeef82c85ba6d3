/**
 * The appendix of key figures by fiscal year. Each cell links to its filing or has a footnote.
 * Pure.
 */
import { type FigureIndex, termOf } from '#shared/book/figure-index.ts'
import type { Absence } from '#shared/contracts/facts.ts'
import type { Language } from '#shared/names.ts'
import { type FigureWriter, plain } from './figures.ts'

/**
 * The figures of each row. A row with several names shows the first one that the company has.
 * Per-share figures use one share basis; otherwise a split would lie between two columns.
 */
const ROWS: readonly (readonly string[])[] = [
  ['revenue'],
  ['gross_profit'],
  ['operating_income'],
  ['net_income'],
  ['eps_diluted_adjusted', 'eps_diluted'],
  ['operating_cash_flow'],
  ['free_cash_flow'],
  ['total_assets'],
  ['equity_parent'],
  ['gross_margin'],
  ['operating_margin'],
  ['net_margin'],
  ['roe'],
  ['roic'],
]

const WORDS: Record<Language, { figure: string; absent: Record<Absence['absent'], string> }> = {
  en: {
    figure: 'Figure',
    absent: {
      not_reported: 'not reported',
      not_applicable: 'does not apply',
      provider_failed: 'source failed',
      not_yet_known: 'not yet known',
      not_in_recording: 'not recorded',
      refused: 'not computed',
    },
  },
  zh: {
    figure: '指标',
    absent: {
      not_reported: '未披露',
      not_applicable: '不适用',
      provider_failed: '来源失败',
      not_yet_known: '尚未公布',
      not_in_recording: '未录制',
      refused: '未计算',
    },
  },
}

/**
 * Returns the lines of a Markdown table, with the oldest year first. A row without a figure in any
 * year is left out. Without rows the result is empty.
 */
export const keyFigures = (
  figures: FigureIndex,
  writer: FigureWriter,
  language: Language,
): string[] => {
  const { fiscal_years: years } = figures.about
  const words = WORDS[language]
  const cell = (name: string, period: string): string => {
    if (writer.entry(`${name}@${period}`)) return writer.figure(`${name}@${period}`)
    const absence = figures.absence(name, period)
    return absence ? words.absent[absence.absent] : '—'
  }
  const rows = ROWS.flatMap(
    (names) => names.find((name) => years.some((y) => writer.entry(`${name}@${y.label}`))) ?? [],
  )
  if (rows.length === 0) return []
  const label = (name: string): string => plain(termOf(figures.about, name)?.[language] ?? name)
  return [
    `| ${[words.figure, ...years.map((y) => y.label)].join(' | ')} |`,
    `|${' --- |'.repeat(years.length + 1)}`,
    ...rows.map(
      (name) => `| ${[label(name), ...years.map((y) => cell(name, y.label))].join(' | ')} |`,
    ),
  ]
}
