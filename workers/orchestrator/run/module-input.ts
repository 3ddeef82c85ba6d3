/**
 * Builds the input of a module: its figures, what is missing, and the texts it needs. Pure: the
 * same report gives the same input.
 */
import { findModel } from '#shared/configuration/models.ts'
import { type AnalyzeRequest, MAX_NEED_TEXT } from '#shared/contracts/analysis.ts'
import type { ConfigSnapshot, ModuleConfig } from '#shared/contracts/config-documents.ts'
import type { Absence } from '#shared/contracts/facts.ts'
import type { Language } from '#shared/names.ts'
import { AUTO, DEFAULT, type Models } from '#shared/contracts/models.ts'
import { isOfRules } from '#shared/model-kinds.ts'
import type { ModuleStatus, ReportRequest } from '#shared/contracts/orchestrator.ts'
import { type RatingReading, ratingReadingSchema } from '#shared/contracts/rating.ts'
import { type FigureIndex, termOf } from '#shared/book/figure-index.ts'
import { breaksFor, rowsFor } from '#shared/book/rows.ts'
import { groupsOfModule } from '#shared/exhibits/module-groups.ts'
import { type ModuleReads, NO_READS } from './module-reads.ts'

/**
 * The analysis contract accepts at most this many. The newest come first, so the oldest are left
 * out.
 */
export const MAX_FIGURES = 20_000
const MAX_ABSENCES = 5_000

type AbsenceRow = AnalyzeRequest['context']['absences'][number]

export interface NeedText {
  module: string
  names: { en: string; zh: string }
  status: ModuleStatus
  text: string | null
}

export interface ModuleInputSource {
  /** Id of the report; null for a text outside of reports. */
  report: string | null
  module: ModuleConfig
  config: ConfigSnapshot
  figures: FigureIndex
  /** Of the exhibits of the report; absent for a module that reads none. */
  reads?: ModuleReads
  language: Language
  /** The model that the request for the report names. */
  model: ReportRequest['model']
  /** The model that writes in place of the module's own, which failed. */
  instead?: string | undefined
  needs: NeedText[]
  /** Null or absent where the company was not rated. */
  rating?: RatingReading | null
}

/**
 * Returns the model that writes a module. If the report was requested with a rule-based model, that
 * model writes every module. Otherwise the module's own choice comes first, then the report's, then
 * the system default.
 */
export const modelFor = (
  asked: ReportRequest['model'],
  module: ModuleConfig['model'],
  models: Models,
): ReportRequest['model'] => {
  if (isOfRules(findModel(models, asked)?.kind)) return asked
  if (module !== DEFAULT) return module
  return asked === AUTO ? models.default : asked
}

export const absencesFor = (
  { absences, about }: FigureIndex,
  groups: readonly string[],
): Absence[] =>
  absences
    .filter(({ name }) => groups.includes(termOf(about, name)?.group ?? ''))
    .slice(0, MAX_ABSENCES)

export const readsRating = ({ reads = [] }: Pick<ModuleConfig, 'reads'>): boolean =>
  reads.some(({ exhibit }) => exhibit === 'rating')

/** An absence as a module is told of it, in the language of the report. */
export const absenceIn =
  (language: Language) =>
  ({ name, period, absent, detail, detail_zh }: Absence): AbsenceRow => ({
    name,
    period,
    absent,
    detail: language === 'zh' ? (detail_zh ?? detail) : detail,
  })

const endedStatus = (status: ModuleStatus): 'complete' | 'failed' | 'skipped' =>
  status === 'complete' || status === 'failed' ? status : 'skipped'

/** The text up to the last paragraph (or line) that fits, and whether more of it was left out. */
const shortened = (text: string): { text: string; shortened?: true } => {
  if (text.length <= MAX_NEED_TEXT) return { text }
  const head = text.slice(0, MAX_NEED_TEXT)
  const end = Math.max(head.lastIndexOf('\n\n'), head.lastIndexOf('\n'))
  const cut = end > 0 ? head.slice(0, end) : head.replace(/\{\{[^{}]*$|[\ud800-\udbff]$/, '')
  return { text: cut, shortened: true }
}

export const moduleInput = ({
  report,
  module,
  config,
  figures,
  reads: { exhibits, absent } = NO_READS,
  language,
  model,
  instead,
  needs,
  rating,
}: ModuleInputSource): AnalyzeRequest => {
  const groups = groupsOfModule(module)
  const table = rowsFor(figures, groups, MAX_FIGURES)
  const breaks = breaksFor(figures.about.breaks, table.figures).slice(0, MAX_ABSENCES)
  return {
    module,
    prompt: config.prompts[module.prompt] ?? '',
    model: instead ?? modelFor(model, module.model, config.system.models),
    language,
    models: config.system.models,
    spending: { report, caps: config.system.cost },
    context: {
      instrument: figures.about.instrument,
      reporting_currency: figures.about.reporting_currency,
      as_of: figures.reading.as_of,
      provider: figures.reading.served_by.provider,
      recorded: figures.reading.served_by.recorded !== null,
      ...table,
      ...(breaks.length > 0 && { breaks }),
      ...(rating && readsRating(module) && { rating: ratingReadingSchema.parse(rating) }),
      ...(exhibits.length > 0 && { exhibits }),
      ...(absent.length > 0 && { absent_exhibits: absent }),
      absences: absencesFor(figures, groups).map(absenceIn(language)),
      needs: needs.map((n) => ({
        module: n.module,
        title: n.names[language],
        status: endedStatus(n.status),
        ...shortened(n.status === 'complete' ? (n.text ?? '') : ''),
      })),
    },
  }
}
