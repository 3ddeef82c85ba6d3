/**
 * The model of a comparison: this report, the others of its company, and the one it is set against.
 * What changed is computed here by the code that answers the API.
 */
import { signal } from '@preact/signals'
import type { Report, ReportSummary } from '#shared/contracts/orchestrator.ts'
import type { ReportComparison } from '#shared/contracts/report-comparison.ts'
import {
  type ComparedReport,
  compareReports,
  isOfOneCompany,
} from '#shared/report-comparison/compare.ts'
import type { getReport, getReportFigures, listReportsOf } from '../../api.ts'
import type { ApiResult, PageProblem } from '../../page-problem.ts'

export interface ComparisonApi {
  getReport: typeof getReport
  getReportFigures: typeof getReportFigures
  listReportsOf: typeof listReportsOf
}

export interface ShownComparison {
  before: ComparedReport
  after: ComparedReport
  comparison: ReportComparison
}

export type ComparisonState =
  | { state: 'loading' }
  | { state: 'failed'; problem: PageProblem }
  /** The company has no other report, or they are of other companies. */
  | { state: 'alone' }
  | { state: 'other_company' }
  | { state: 'ready'; shown: ShownComparison }

/**
 * The report that one is set against when nothing is said: that whose inputs it has, else the
 * newest before it, else the oldest after it.
 */
export const usualOther = (
  report: ReportSummary,
  others: readonly ReportSummary[],
): ReportSummary | null => {
  const same = others.find(({ id }) => id === report.inputs_of)
  const earlier = others.find(({ created_at }) => created_at < report.created_at)
  return same ?? earlier ?? others.at(-1) ?? null
}

export const createComparisonModel = (id: string, api: ComparisonApi) => {
  const report = signal<Report | null>(null)
  /** The other reports of the company, the newest first. */
  const others = signal<readonly ReportSummary[]>([])
  const state = signal<ComparisonState>({ state: 'loading' })
  let after: Promise<ApiResult<ComparedReport>> | null = null
  let newest = 0

  const read = async (of: string): Promise<ApiResult<ComparedReport>> => {
    const found = await api.getReport(of)
    if (!found.ok) return found
    const figures = await api.getReportFigures(found.data)
    return figures.ok ? { ok: true, data: { report: found.data, figures: figures.data } } : figures
  }

  const readAfter = async () => {
    after ??= read(id)
    const own = await after
    // What failed is read again by the next try.
    if (!own.ok) after = null
    return own
  }

  const listOthers = async (of: Report) => {
    if (others.value.length > 0 || !of.instrument) return
    const listed = await api.listReportsOf(of.instrument.id)
    if (listed.ok) others.value = listed.data.reports.filter((one) => one.id !== id)
  }

  return {
    report,
    others,
    state,
    /** Compares with this report; null: with the usual one. */
    async want(other: string | null) {
      const mine = ++newest
      const tell = (now: ComparisonState) => {
        if (mine === newest) state.value = now
      }
      tell({ state: 'loading' })
      const own = await readAfter()
      if (!own.ok) return tell({ state: 'failed', problem: own.problem })
      report.value = own.data.report
      await listOthers(own.data.report)
      const chosen = other ?? usualOther(own.data.report, others.value)?.id ?? null
      if (chosen === null) return tell({ state: 'alone' })
      const before = await read(chosen)
      if (!before.ok) return tell({ state: 'failed', problem: before.problem })
      if (!isOfOneCompany(before.data.report, own.data.report))
        return tell({ state: 'other_company' })
      tell({
        state: 'ready',
        shown: {
          before: before.data,
          after: own.data,
          comparison: compareReports(before.data, own.data),
        },
      })
    },
  }
}
