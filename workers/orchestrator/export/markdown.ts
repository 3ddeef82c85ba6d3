/**
 * Writes a report as Markdown. Every figure links to its filing, and every mark of doubt is kept.
 * Pure.
 */
import { isOfRules } from '#shared/model-kinds.ts'
import { belowHeadings } from '#shared/below-headings.ts'
import type { FigureIndex } from '#shared/book/figure-index.ts'
import type { Language } from '#shared/names.ts'
import type { Usage } from '#shared/contracts/analysis.ts'
import type { Report, Section } from '#shared/contracts/orchestrator.ts'
import { FINDING_WORDS } from '#shared/finding-reasons.ts'
import { splitProse } from '#shared/figure-token.ts'
import { fallbackWords } from '#shared/model-fallback.ts'
import { ExhibitWriter } from './exhibits.ts'
import { FigureWriter, plain, withoutHtml, withoutReferences } from './figures.ts'
import { keyFigures } from './key-figures.ts'
import { ratingLines } from './rating.ts'

const WORDS = {
  en: {
    asOf: 'As known at',
    provider: 'Figures from',
    recorded: 'Recorded data, not a live reading',
    recordedOn: 'recorded on',
    model: 'Written by',
    builtin: 'the built-in rule analyst (no language model)',
    report: 'Report',
    status: 'Status',
    seal: 'Seal (SHA-256)',
    unverified: (reason: string | null) => (reason ? `(unverified: ${reason})` : '(unverified)'),
    appendix: 'Key figures by fiscal year',
    failed: 'This section could not be written',
    skipped: 'This section was not written',
    reused: (day: string) => `Taken over from the report of ${day}: its input is unchanged.`,
    wroteInstead: (by: string, first: string, why: string) =>
      `Written by ${by}. ${first} was asked first and did not write it: ${why}.`,
    failedToo: (by: string, first: string, why: string) =>
      `${first} was asked first: ${why}. Then ${by} was asked.`,
  },
  zh: {
    asOf: '数据时点',
    provider: '数据来源',
    recorded: '录制数据，非实时读取',
    recordedOn: '录制于',
    model: '撰写',
    builtin: '内置规则分析（未使用语言模型）',
    report: '报告',
    status: '状态',
    seal: '封印（SHA-256）',
    unverified: (reason: string | null) => (reason ? `（未核实：${reason}）` : '（未核实）'),
    appendix: '各财年关键指标',
    failed: '本节未能写成',
    skipped: '本节未撰写',
    reused: (day: string) => `沿用 ${day} 报告的文字：输入未变。`,
    wroteInstead: (by: string, first: string, why: string) =>
      `本节由${by}撰写。先请${first}撰写，未成：${why}。`,
    failedToo: (by: string, first: string, why: string) =>
      `先请${first}撰写，未成：${why}；改由${by}撰写。`,
  },
}

interface Writers {
  writer: FigureWriter
  sources: ExhibitWriter
  language: Language
}

const prose = (
  text: string,
  findings: Section['findings'],
  { writer, sources, language }: Writers,
): string => {
  let marks = 0
  return splitProse(belowHeadings(text))
    .map((part) => {
      if (part.kind === 'figure') return writer.figure(part.token, true)
      if (part.kind === 'unverified') {
        const reason = findings?.[marks++]
        const why = WORDS[language].unverified(reason ? FINDING_WORDS[reason][language] : null)
        return `~~${plain(part.text)}~~ ${why}`
      }
      if (part.kind === 'passage') return sources.mark(part.id)
      return withoutReferences(withoutHtml(part.text))
    })
    .join('')
}

/** The rule analyst is called what it is; a model by its provider's name for it. */
const writerName = ({ provider, model }: Usage, language: Language): string =>
  isOfRules(provider) ? WORDS[language].builtin : model

/** Who was asked first, why that model did not write the section, and who was asked then. */
const fallbackNote = ({ fallback, usage }: Section, language: Language): string[] => {
  if (!fallback) return []
  const { wroteInstead, failedToo } = WORDS[language]
  const first = plain(fallback.model ?? fallback.asked)
  const why = `${plain(fallbackWords(fallback.reason, language))} (${plain(fallback.reason)})`
  return [
    usage
      ? wroteInstead(plain(writerName(usage, language)), first, why)
      : failedToo(plain(fallback.by), first, why),
  ]
}

const sectionBody = (section: Section, writers: Writers): string => {
  const { language } = writers
  const { failed, skipped, reused } = WORDS[language]
  const notes = fallbackNote(section, language)
  if (section.status === 'complete') {
    if (section.reused) notes.push(reused(section.reused.written_at.slice(0, 10)))
    const text = prose(section.text ?? '', section.findings, writers)
    return [text, ...notes.map((note) => `*${note}*`)].join('\n\n')
  }
  const why = [section.reason, section.detail].filter((s) => s !== null).map(plain)
  const state = section.status === 'failed' ? failed : skipped
  return [`> ${state}: ${why.join(' — ')}`, ...notes.map((note) => `> ${note}`)].join('\n>\n')
}

const header = (report: Report, { reading, about }: FigureIndex): string[] => {
  const { as_of, served_by } = reading
  const { instrument } = about
  const words = WORDS[report.language]
  const writers = new Set(
    report.sections.flatMap(({ usage }) => (usage ? [writerName(usage, report.language)] : [])),
  )
  const { recorded } = served_by
  return [
    `# ${plain(instrument.names[report.language] ?? instrument.name)} (${plain(instrument.id)})`,
    '',
    `- ${words.asOf}: ${as_of}`,
    `- ${words.provider}: ${plain(recorded ? recorded.original_provider : served_by.provider)}`,
    ...(recorded
      ? [
          `- ${words.recorded}: ${plain(recorded.note)} (${words.recordedOn} ${recorded.recorded_at})`,
        ]
      : []),
    ...(writers.size
      ? [`- ${words.model}: ${plain([...writers].join(report.language === 'zh' ? '、' : ', '))}`]
      : []),
    `- ${words.report}: ${report.id}, ${report.created_at}`,
    `- ${words.status}: ${[report.status, report.reason].filter((s) => s !== null).join(' — ')}`,
    ...(report.seal ? [`- ${words.seal}: ${report.seal}`] : []),
  ]
}

/** Returns the whole document. `figures` are those that the report was written from. */
export const toMarkdown = (report: Report, figures: FigureIndex): string => {
  const { language } = report
  const writer = new FigureWriter(figures, language)
  const rating = report.rating ? ratingLines(report.rating, writer, language) : []
  const sources = new ExhibitWriter(figures, language)
  const writers: Writers = { writer, sources, language }
  const sections = report.sections.flatMap((s) => [
    '',
    `## ${plain(s.names[language])}`,
    '',
    sectionBody(s, writers),
  ])
  const table = keyFigures(figures, writer, language)
  const appendix = table.length > 0 ? ['', `## ${WORDS[language].appendix}`, '', ...table] : []
  const exhibits = sources.appendix(report.exhibits ?? [])
  return `${[...header(report, figures), ...rating, ...sections, ...appendix, ...exhibits, '', ...writer.footnotes()].join('\n')}\n`
}
