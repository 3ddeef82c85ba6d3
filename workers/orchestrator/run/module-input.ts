/**
 * Builds the input of a module: its figures, what is missing, and the texts it needs. Pure: the
 * same report gives the same input.
 */
import { findModel } from '#shared/configuration/models.ts'
import type { AnalyzeRequest } from '#shared/contracts/analysis.ts'
import type { ConfigSnapshot, ModuleConfig } from '#shared/contracts/config.ts'
import type { Absence, Financials } from '#shared/contracts/facts.ts'
import type { Language } from '#shared/names.ts'
import { AUTO, DEFAULT, type Models } from '#shared/contracts/models.ts'
import type { ModuleStatus, ReportRequest } from '#shared/contracts/orchestrator.ts'
import { breaksFor, indexFigures, figuresFor } from '#shared/figures.ts'

/**
 * The analysis contract accepts at most this many. The newest come first, so the oldest are left
 * out.
 */
const MAX_FIGURES = 5_000
const MAX_ABSENCES = 5_000

export interface NeedText {
  module: string
  names: { en: string; zh: string }
  status: ModuleStatus
  text: string | null
}

export interface ModuleInputSource {
  module: ModuleConfig
  config: ConfigSnapshot
  financials: Financials
  language: Language
  /** The model that the request for the report names. */
  model: ReportRequest['model']
  needs: NeedText[]
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
  if (findModel(models, asked)?.kind === 'builtin') return asked
  if (module !== DEFAULT) return module
  return asked === AUTO ? models.default : asked
}

const absencesFor = ({ absences, dictionary }: Financials, groups: readonly string[]): Absence[] =>
  absences
    .filter(({ name }) =>
      groups.includes((dictionary.concepts[name] ?? dictionary.formulas[name])?.group ?? ''),
    )
    .slice(0, MAX_ABSENCES)

const endedStatus = (status: ModuleStatus): 'complete' | 'failed' | 'skipped' =>
  status === 'complete' || status === 'failed' ? status : 'skipped'

export const moduleInput = ({
  module,
  config,
  financials,
  language,
  model,
  needs,
}: ModuleInputSource): AnalyzeRequest => {
  const figures = figuresFor(indexFigures(financials), module.facts).slice(0, MAX_FIGURES)
  const breaks = breaksFor(financials, figures).slice(0, MAX_FIGURES)
  return {
    module,
    prompt: config.prompts[module.prompt] ?? '',
    model: modelFor(model, module.model, config.system.models),
    language,
    models: config.system.models,
    context: {
      instrument: financials.instrument,
      reporting_currency: financials.reporting_currency,
      as_of: financials.as_of,
      provider: financials.served_by.provider,
      recorded: financials.served_by.recorded !== null,
      figures,
      ...(breaks.length > 0 && { breaks }),
      absences: absencesFor(financials, module.facts).map(({ name, period, absent, detail }) => ({
        name,
        period,
        absent,
        detail,
      })),
      needs: needs.map((n) => ({
        module: n.module,
        title: n.names[language],
        status: endedStatus(n.status),
        text: n.status === 'complete' ? (n.text ?? '') : '',
      })),
    },
  }
}
