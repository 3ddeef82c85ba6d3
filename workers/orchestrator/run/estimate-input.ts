/**
 * What a report is estimated from: the figures by group, the exhibits that are known, and of each
 * module its prompt, its model and its needs. What several modules read stands in it once. Pure.
 */
import { rowsFor } from '#shared/book/rows.ts'
import type { FigureIndex } from '#shared/book/figure-index.ts'
import type { EstimateRequest } from '#shared/contracts/analysis.ts'
import type { ConfigSnapshot, ModuleConfig } from '#shared/contracts/config-documents.ts'
import type { ReportExhibit, ReportRequest } from '#shared/contracts/orchestrator.ts'
import { type RatingReading, ratingReadingSchema } from '#shared/contracts/rating.ts'
import { groupsOfModule } from '#shared/exhibits/module-groups.ts'
import type { ReadExhibit } from '#shared/exhibits/names.ts'
import type { Language } from '#shared/names.ts'
import { exhibitsWanted, widest } from '../exhibits/collect.ts'
import { absenceIn, absencesFor, MAX_FIGURES, modelFor } from './module-input.ts'
import { readsFor } from './module-reads.ts'

export interface EstimateSource {
  config: ConfigSnapshot
  /** The modules that are to be written. */
  modules: readonly ModuleConfig[]
  figures: FigureIndex
  /**
   * What an earlier report says of its exhibits, which stand in for those not yet collected; null
   * when there is no such report.
   */
  told: readonly ReportExhibit[] | null
  rating: RatingReading
  language: Language
  model: ReportRequest['model']
}

/** A module that reads all that some module reads, each exhibit in its widest window. */
const readingAll = (modules: readonly ModuleConfig[]): Pick<ModuleConfig, 'reads'> => ({
  reads: exhibitsWanted({ modules: [...modules] }).map((exhibit) => {
    const { days, limit } = widest({ modules: [...modules] }, exhibit)
    return { exhibit, ...(days > 0 && { days }), ...(limit > 0 && { limit }) }
  }),
})

export const estimateInput = ({
  config,
  modules,
  figures,
  told,
  rating,
  language,
  model,
}: EstimateSource): EstimateRequest => {
  const { about, reading } = figures
  const { exhibits, absent } = readsFor(readingAll(modules), figures, told)
  const groups = [...new Set(modules.flatMap(groupsOfModule))]
  return {
    language,
    models: config.system.models,
    attempts: config.system.reports.module_attempts,
    modules: modules.map((module) => ({
      module,
      prompt: config.prompts[module.prompt] ?? '',
      model: modelFor(model, module.model, config.system.models),
      needs: config.modules
        .filter(({ id }) => module.needs.includes(id))
        .map(({ id, names }) => ({ module: id, title: names[language] })),
    })),
    context: {
      instrument: about.instrument,
      reporting_currency: about.reporting_currency,
      as_of: reading.as_of,
      provider: reading.served_by.provider,
      recorded: reading.served_by.recorded !== null,
      rating: ratingReadingSchema.parse(rating),
      ...(exhibits.length > 0 && { exhibits }),
      ...(absent.length > 0 && { absent_exhibits: absent }),
      groups: Object.fromEntries(
        groups.map((group) => [
          group,
          {
            ...rowsFor(figures, [group], MAX_FIGURES),
            absences: absencesFor(figures, [group]).map(absenceIn(language)),
          },
        ]),
      ),
    },
  }
}

/** The exhibits that the modules read and of which nothing is known yet. */
export const leftOut = (
  modules: readonly ModuleConfig[],
  told: readonly ReportExhibit[] | null,
): ReadExhibit[] =>
  exhibitsWanted({ modules: [...modules] }).filter(
    (exhibit) => !told?.some(({ kind }) => kind === exhibit),
  )
