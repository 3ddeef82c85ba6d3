/**
 * Starting a report: the reader's choices, and a request that can be sent twice without starting
 * two reports.
 */
import { isOfRules } from '#shared/model-kinds.ts'
import { signal } from '@preact/signals'
import type { SystemConfig } from '#shared/contracts/config-documents.ts'
import type { Language } from '#shared/names.ts'
import type { ModelEntry } from '#shared/contracts/models.ts'
import type { ReportEstimate, ReportRequest } from '#shared/contracts/orchestrator.ts'
import { createReport, estimateReport, getSystem } from '../api.ts'
import type { PageProblem } from '../page-problem.ts'
import { newKey } from '../ui/idempotency-key.ts'
import { type Loaded, loader } from '../ui/loaded.ts'

/** One way to have a report written: the id of a configured model, or `auto`. */
export interface ModelOption {
  id: string
  /** Null for `auto`, which is no model of its own. */
  kind: ModelEntry['kind'] | null
}

const AUTO: ModelOption = { id: 'auto', kind: null }

/**
 * `auto`, then the configured models; `auto` alone while they are not known. Models that need no
 * key come first, because everybody can use them; else the order is that of the configuration.
 */
export const modelOptions = (system: Loaded<{ value: SystemConfig }>): ModelOption[] => {
  if (system.state !== 'ready') return [AUTO]
  const { list } = system.data.value.models
  const keyless = list.filter(({ key }) => key === undefined)
  const keyed = list.filter(({ key }) => key !== undefined)
  return [AUTO, ...[...keyless, ...keyed].map(({ id, kind }) => ({ id, kind }))]
}

export const createReportStart = (onStarted: (id: string) => void) => {
  const model = signal<ReportRequest['model']>(AUTO.id)
  /** Null: the page's own language. */
  const reportLanguage = signal<Language | null>(null)
  const system = loader(getSystem)
  const starting = signal(false)
  const problem = signal<PageProblem | null>(null)
  /**
   * The key is kept with the request it was made for, so that a retry after a lost answer finds the
   * same report.
   */
  let kept: { wish: string; key: string } | null = null
  /** What a report that is not free may cost, until the reader starts it or lets it be. */
  const estimate = signal<{ request: ReportRequest; cost: ReportEstimate } | null>(null)

  const create = async (request: ReportRequest) => {
    const wish = JSON.stringify(request)
    if (kept?.wish !== wish) kept = { wish, key: newKey() }
    const result = await createReport(request, kept.key)
    if (result.ok) {
      kept = null
      onStarted(result.data.id)
    } else problem.value = result.problem
  }

  /** Starts a report that costs nothing. For any other report it shows first what it may cost. */
  const createOrAsk = async (request: ReportRequest) => {
    const isFree = modelOptions(system.value.value).some(
      ({ id, kind }) => id === request.model && isOfRules(kind),
    )
    if (isFree) return create(request)
    const found = await estimateReport(request)
    if (!found.ok) {
      problem.value = found.problem
      return
    }
    if (found.data.free) return create(request)
    estimate.value = { request, cost: found.data }
  }

  const busy = async (work: () => Promise<void>) => {
    if (starting.value) return
    starting.value = true
    problem.value = null
    await work()
    starting.value = false
  }

  return {
    system,
    model,
    reportLanguage,
    starting,
    problem,
    async start(
      company: { market: string; symbol: string; as_of: string | null },
      pageLanguage: Language,
    ) {
      const request: ReportRequest = {
        market: company.market,
        symbol: company.symbol,
        language: reportLanguage.value ?? pageLanguage,
        model: model.value,
        ...(company.as_of && { as_of: company.as_of }),
      }
      estimate.value = null
      await busy(() => createOrAsk(request))
    },
    estimate,
    /** Starts the report whose cost is shown. */
    async accept() {
      const asked = estimate.value
      if (!asked) return
      await busy(() => create(asked.request))
      if (!problem.value) estimate.value = null
    },
    dismiss() {
      estimate.value = null
    },
  }
}
