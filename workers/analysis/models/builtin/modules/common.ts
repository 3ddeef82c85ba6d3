/**
 * What the modules share: their input, pieces of Markdown, and the list of what is missing. Pure.
 */
import type { AnalysisTask } from '../../../task.ts'
import { CONCEPTS } from '#shared/concepts.ts'
import type { RatingReading } from '#shared/contracts/rating.ts'
import type { Language } from '#shared/names.ts'
import { type Evidence, type Point, recentRun } from '../evidence.ts'
import { cite, type Finding } from '../finding.ts'
import type { MissingFigure, Pack } from '../prose/pack.ts'
import type { JudgedKind } from '../rating.ts'
import { THRESHOLDS } from '../thresholds.ts'

export interface Briefing {
  evidence: Evidence
  findings: Finding[]
  pack: Pack
  language: Language
  context: AnalysisTask['context']
  module: AnalysisTask['module']
  needs: AnalysisTask['context']['needs']
  /** Of the report; every judgement of the company as a whole comes from it. */
  rating: RatingReading
  kind: JudgedKind
}
/** Writes the text of a module as a list of blocks: headings, paragraphs, lists and tables. */
export type ModuleWriter = (briefing: Briefing) => string[]

export const heading = (text: string): string => `### ${text}`
export const bullets = (lines: readonly string[]): string =>
  lines.map((line) => `- ${line}`).join('\n')
/** Joins the sentences of one paragraph as the language requires. */
export const paragraph = (language: Language, sentences: readonly string[]): string =>
  sentences.join(language === 'zh' ? '' : ' ')
export const table = (rows: readonly (readonly string[])[]): string =>
  rows
    .flatMap((row, i) => [
      `| ${row.join(' | ')} |`,
      ...(i === 0 ? [`|${row.map((_, k) => (k === 0 ? '---' : '--:')).join('|')}|`] : []),
    ])
    .join('\n')

export const labelOf = (
  { evidence, pack, language }: Pick<Briefing, 'evidence' | 'pack' | 'language'>,
  name: string,
): string => {
  const concept = Object.entries(CONCEPTS).find(([id]) => id === name)?.[1]
  return (
    evidence.label(name)?.[language] ??
    concept?.[language] ??
    pack.names[name] ??
    name.replaceAll('_', ' ')
  )
}

const TABLE_YEARS = 5

/**
 * A table of the given figures over the newest years. Figures without an annual value are left out.
 * Null when fewer than two rows or two years remain.
 */
export const recordTable = (briefing: Briefing, names: readonly string[]): string | null => {
  const { evidence, pack } = briefing
  const rows = names.filter((name) => evidence.all(name).length > 0)
  const years = [
    ...new Set(
      rows.flatMap((name) => recentRun(evidence.all(name), TABLE_YEARS).map((p) => p.period)),
    ),
  ]
    .sort()
    .slice(-TABLE_YEARS)
  if (rows.length < 2 || years.length < 2) return null
  return table([
    [pack.item, ...years.map(pack.period)],
    ...rows.map((name) => [
      labelOf(briefing, name),
      ...years.map((year) => evidence.shown(name, year)?.ref ?? '–'),
    ]),
  ])
}

/**
 * Those of the named figures that are missing for the newest year, with the reason where one is
 * recorded. What means nothing for a company of this kind is not missing, nor is a balance that is
 * known of a later day.
 */
export const missingOf = (briefing: Briefing, names: readonly string[]): MissingFigure[] => {
  const { evidence, context } = briefing
  return names
    .filter(
      (name) =>
        !evidence.inDoubt(name) &&
        evidence.now(name) === null &&
        evidence.newest(name)?.period !== evidence.anchor &&
        !inapplicableOf(briefing).has(name) &&
        evidence.newBalance(name) === null,
    )
    .map((name) => {
      const absences = context.absences.filter((a) => a.name === name)
      const absence = absences.find((a) => a.period === evidence.anchor) ?? absences[0]
      return {
        label: labelOf(briefing, name),
        reason: absence?.absent ?? (context.recorded ? 'not_in_recording' : null),
      }
    })
}

/**
 * A value a share, unless debt takes nearly all of it, so that it stands and falls with the debt.
 */
export const shareValue = (e: Evidence, name: string): Point | null => {
  const value = e.newest(name)
  return value && !isLeftover(e, value) ? value : null
}
export const isLeftover = (e: Evidence, { value }: Point): boolean =>
  value < (e.now('book_value_per_share')?.value ?? 0) * THRESHOLDS.leftover

export const missingBlocks = (briefing: Briefing, names: readonly string[]): string[] => {
  const missing = missingOf(briefing, names)
  return missing.length
    ? [heading(briefing.pack.missing_title), briefing.pack.missing(missing)]
    : []
}

/** Says that no annual report is known yet; nothing where one is. */
export const youngBlocks = ({ evidence, pack }: Briefing): string[] =>
  evidence.anchor === null || evidence.basis === 'year' || evidence.basis === null
    ? []
    : [pack.young(evidence.basis, pack.period(evidence.anchor))]

/** The figures that mean nothing for a company of this kind. */
export const inapplicableOf = ({ context }: Briefing): ReadonlySet<string> =>
  new Set(
    context.absences.filter(({ absent }) => absent === 'not_applicable').map(({ name }) => name),
  )

/** What a part of a year adds little to, where the years themselves are known. */
const OF_THE_YEAR: ReadonlySet<string> = new Set(['operating_income', 'net_margin'])

/** The figures of the newest quarter that a finding tells already. */
const toldOf = ({ findings }: Briefing): ReadonlySet<string> =>
  new Set(
    findings.flatMap(({ data }) => [
      ...('quarter' in data ? [data.quarter.ref] : []),
      ...('fall' in data ? [data.net.ref, ...(data.growth ? [data.growth.ref] : [])] : []),
      ...('since' in data && data.since ? [data.since.ref] : []),
    ]),
  )

/** What was reported after the newest fiscal year, beside what is told of it elsewhere. */
export const interimBlocks = (briefing: Briefing): string[] => {
  const { evidence, pack } = briefing
  if (!evidence.interim) return []
  const told = toldOf(briefing)
  const isYear = evidence.basis === 'year'
  const points = evidence.interim.points.filter(
    ({ ref, name }) => !told.has(ref) && !(isYear && OF_THE_YEAR.has(name)),
  )
  if (points.length === 0) return []
  const items = points.map((p) => ({
    label: labelOf(briefing, p.name),
    cite: cite(p),
  }))
  return [pack.fundamental.interim(pack.period(evidence.interim.period), items)]
}
