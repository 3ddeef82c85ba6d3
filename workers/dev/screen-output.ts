/** The answer of a screen for a terminal, as a table with counts and sources, or as CSV. Pure. */
import Papa from 'papaparse'
import type { TextFault } from '#shared/contracts/problem.ts'
import type { RunAnswer } from '#shared/contracts/screens.ts'
import { formatFigure } from '#shared/format-figure.ts'
import type { Language } from '#shared/names.ts'
import type { CellReason } from '#shared/screen/table.ts'
import stringWidth from 'string-width'
import { plainText, type TextColumn, textTable } from './text-table.ts'
import { FORMULA_TEXT } from '#shared/formula-text.ts'

type PrintedRow = RunAnswer['rows'][number]
type PrintedCell = PrintedRow['cells'][number]
type PrintedCounts = RunAnswer['total']

const REASON_WORDS: Record<CellReason, Record<Language, string>> = {
  known: { en: 'known', zh: '已知' },
  not_reported: { en: 'not reported', zh: '未披露' },
  not_applicable: { en: 'does not apply', zh: '不适用' },
  provider_failed: { en: 'the provider failed', zh: '提供方失败' },
  not_yet_known: { en: 'not known by that day', zh: '当日尚未公布' },
  not_in_recording: { en: 'not in the recording', zh: '录制数据中没有' },
  refused: { en: 'the formula refuses it', zh: '公式拒绝计算' },
  out_of_date: { en: 'out of date', zh: '已过期' },
  no_price: { en: 'no price of that day', zh: '当日无价格' },
  no_rate: { en: 'no exchange rate', zh: '无汇率' },
  too_few_years: { en: 'too few years', zh: '年份不足' },
  too_few_peers: { en: 'too few peers', zh: '同业过少' },
  undefined: { en: 'no result', zh: '无结果' },
}

const WORDS = {
  en: {
    company: 'company',
    name: 'name',
    industry: 'industry',
    period: 'period',
    known: 'known by',
    passed: (passed: number, tested: number) => `${passed} passed of ${tested} companies`,
    failed: (n: number) => `${n} failed`,
    untestable: (n: number) => `${n} not testable`,
    asOf: (day: string) => `as known at the end of ${day}`,
    shown: (n: number) => `the first ${n} are shown (--limit)`,
    doubt: '? a check failed for this figure',
    condition: 'each condition for itself',
    sources: 'sources',
    recorded: 'recorded, shipped with the project',
    entered: 'entered',
    left: 'left',
    since: (at: string, day: string) => `since the run of ${at} (as of ${day})`,
    first: 'the first run of this version: nobody to compare with',
    nobody: 'nobody',
  },
  zh: {
    company: '证券',
    name: '名称',
    industry: '行业',
    period: '期间',
    known: '不晚于',
    passed: (passed: number, tested: number) => `${tested} 家公司中 ${passed} 家通过`,
    failed: (n: number) => `${n} 家不通过`,
    untestable: (n: number) => `${n} 家无法检验`,
    asOf: (day: string) => `截至 ${day} 日终已知`,
    shown: (n: number) => `只显示前 ${n} 家（--limit）`,
    doubt: '? 该数字有一项检查未通过',
    condition: '逐条条件',
    sources: '来源',
    recorded: '录制数据，随项目附带',
    entered: '新入选',
    left: '被剔除',
    since: (at: string, day: string) => `自 ${at} 的筛选（截至 ${day}）以来`,
    first: '此版本首次筛选，无可比较',
    nobody: '无',
  },
}

/** Cells of the terminal for a name, an industry, a title; longer ones are cut. */
const NAME_WIDTH = 34
const INDUSTRY_WIDTH = 28
const TITLE_WIDTH = 24

export const cellText = (cell: PrintedCell, language: Language): string => {
  if (cell.value === null) return `(${REASON_WORDS[cell.reason][language]})`
  const text = formatFigure(String(cell.value), cell.unit, language)
  return cell.in_doubt ? `${text} ?` : text
}

const newest = (texts: readonly (string | null)[]): string =>
  texts.reduce<string>((last, text) => (text !== null && text > last ? text : last), '')

const tableOf = ({ columns, rows }: RunAnswer, language: Language): string[] => {
  const words = WORDS[language]
  const left = (title: string, most?: number): TextColumn => ({
    title,
    align: 'left',
    ...(most !== undefined && { most }),
  })
  return textTable(
    [
      left(words.company),
      left(words.name, NAME_WIDTH),
      left(words.industry, INDUSTRY_WIDTH),
      ...columns.map(
        ({ text, zh }): TextColumn => ({
          title: language === 'zh' ? zh : text,
          align: 'right',
          most: TITLE_WIDTH,
        }),
      ),
      left(words.period),
      left(words.known),
    ],
    rows.map((row) => [
      row.instrument,
      row.name,
      row.industry ?? '',
      ...row.cells.map((cell) => cellText(cell, language)),
      row.cells.find(({ period }) => period !== null)?.period ?? '',
      newest(row.cells.map(({ known_at }) => known_at)).slice(0, 10),
    ]),
  )
}

const reasonsText = (reasons: PrintedCounts['reasons'], language: Language): string =>
  Object.entries(reasons)
    .filter(([, count]) => count > 0)
    .sort(([, a], [, b]) => b - a)
    .map(([reason, count]) => `${REASON_WORDS[reason as CellReason][language]} ${count}`)
    .join(', ')

const countsText = (counts: Omit<PrintedCounts, 'tested'>, language: Language): string => {
  const words = WORDS[language]
  const why = reasonsText(counts.reasons, language)
  const untestable = words.untestable(counts.not_testable) + (why === '' ? '' : ` (${why})`)
  return `${words.failed(counts.failed)}, ${untestable}`
}

const listed = (ids: readonly string[], language: Language): string =>
  ids.length === 0 ? WORDS[language].nobody : ids.join(' ')

const changeLines = (change: SavedChange, language: Language): string[] => {
  const words = WORDS[language]
  if (change.since === null || change.since_day === null) return ['', words.first]
  return [
    '',
    words.since(change.since, change.since_day),
    `  ${words.entered} ${change.entered.length}: ${listed(change.entered, language)}`,
    `  ${words.left} ${change.left.length}: ${listed(change.left, language)}`,
  ]
}

export interface SavedChange {
  entered: readonly string[]
  left: readonly string[]
  since: string | null
  since_day: string | null
}

/** The table, the counts, the sources with their days, and what the list cannot say. */
export const screenLines = (
  answer: RunAnswer & { change?: SavedChange },
  language: Language,
): string[] => {
  const words = WORDS[language]
  const { total, conditions, rows, sources, notes, change } = answer
  const inDoubt = rows.some(({ cells }) => cells.some((cell) => cell.in_doubt))
  return [
    answer.text,
    '',
    ...(rows.length > 0 ? [...tableOf(answer, language), ''] : []),
    `${words.passed(total.passed, total.tested)} (${answer.markets.join(', ')}, ${words.asOf(answer.as_of)}); ${countsText(total, language)}`,
    ...(total.passed > rows.length ? [words.shown(rows.length)] : []),
    ...(inDoubt ? [words.doubt] : []),
    ...(conditions.length > 1
      ? [
          `${words.condition}:`,
          ...conditions.map(
            (one) =>
              `  ${one.text}: ${words.passed(one.passed, total.tested)}, ${countsText(one, language)}`,
          ),
        ]
      : []),
    ...(change ? changeLines(change, language) : []),
    '',
    `${words.sources}:`,
    ...sources.map(
      (source) =>
        `  ${source.provider} (${source.kind}), ${source.day}${source.recorded ? `, ${words.recorded}` : ''}: ${source.note[language]}`,
    ),
    ...notes.map((note) => `- ${note[language]}`),
  ].map((line) => line.trimEnd())
}

/** Values as they are, in the scale of their unit; each with its period, day and reason. */
export const screenCsv = ({ columns, rows }: RunAnswer): string => {
  const fields = [
    'instrument',
    'name',
    'market',
    'industry',
    'currency',
    ...columns.flatMap(({ text }) => [
      text,
      ...['unit', 'period', 'known_at', 'reason', 'in_doubt'].map((part) => `${text} ${part}`),
    ]),
  ]
  const data = rows.map(({ cells, ...row }) => [
    row.instrument,
    row.name,
    row.market,
    row.industry,
    row.currency,
    ...cells.flatMap(({ value, unit, period, known_at, reason, in_doubt }) => [
      value,
      unit,
      period,
      known_at,
      reason,
      in_doubt,
    ]),
  ])
  // A name that begins like a formula must not become one in a spreadsheet.
  return Papa.unparse({ fields, data }, { escapeFormulae: FORMULA_TEXT, newline: '\n' })
}

const LINE_BREAK = /\r\n?|\n/

/** The line of the text in which the fault stands, with carets under it, and what was meant. */
export const faultLines = (text: string, fault: TextFault, language: Language): string[] => {
  const before = text.slice(0, fault.from).split(LINE_BREAK)
  const column = before.at(-1) ?? ''
  const line = text.split(LINE_BREAK)[before.length - 1] ?? ''
  const marked = line.slice(column.length, column.length + Math.max(1, fault.to - fault.from))
  const message = language === 'zh' ? fault.message_zh : fault.message
  return [
    plainText(message),
    `  ${line.replaceAll('\t', ' ')}`,
    `  ${' '.repeat(stringWidth(column.replaceAll('\t', ' ')))}${'^'.repeat(Math.max(1, stringWidth(marked)))}`,
    // The message mostly names them itself.
    ...(fault.near.every((name) => message.includes(name))
      ? []
      : [
          language === 'zh'
            ? `相近的名称：${fault.near.join('、')}`
            : `near names: ${fault.near.join(', ')}`,
        ]),
  ]
}
