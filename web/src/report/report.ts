/**
 * The model of one report: it is read, followed live, and can be cancelled. What is shown comes
 * from reads; events say when to read again.
 */
import type { FigureIndex } from '#shared/book/figure-index.ts'
import { signal } from '@preact/signals'
import type {
  AgainRequest,
  Report,
  ReportEstimate,
  ReportEvent,
} from '#shared/contracts/orchestrator.ts'
import {
  cancelReport,
  estimateAgain,
  getReport,
  getReportFigures,
  openReportEvents,
  runReportAgain,
} from '../api.ts'
import type { PageProblem } from '../page-problem.ts'
import { newKey } from '../ui/idempotency-key.ts'
import { draftsAfter, NO_DRAFTS, type ReportDrafts, settled } from './report-drafts.ts'
import {
  applyEvent,
  applyReading,
  callsForReading,
  hasEnded,
  type ReportView,
} from './report-progress.ts'

/**
 * After how many ms a report is read again when its event stream is unavailable or a read failed.
 */
const POLL_MS = 2_500

export type Following = 'idle' | 'live' | 'polling'

export const createReportModel = (id: string, onStarted: (id: string) => void) => {
  const view = signal<ReportView | null>(null)
  /** Apart from the view, so that a growing text does not show the whole report anew. */
  const drafts = signal<ReportDrafts>(NO_DRAFTS)
  const problem = signal<PageProblem | null>(null)
  const figures = signal<FigureIndex | null>(null)
  const inputsProblem = signal<PageProblem | null>(null)
  const following = signal<Following>('idle')
  const cancelling = signal(false)
  const startingAgain = signal(false)
  /** What it may cost to write the report again, until the reader starts it or lets it be. */
  const estimate = signal<{ wish: AgainRequest; cost: ReportEstimate } | null>(null)
  /** With the wish it was made for, so that a retry after a lost answer finds the same report. */
  let againKey: { wish: string; key: string } | null = null
  let closed = false
  let closeEvents: (() => void) | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let reading: Promise<void> | null = null
  let readAgain = false
  /** Modules of which a draft has begun: what they cite is there by then. */
  const begun = new Set<string>()
  /** The exhibits of the figures that are shown; null before any were read. */
  let shownExhibits: string | null = null

  const readInputs = async (report: Report) => {
    const exhibits = JSON.stringify(report.exhibits)
    if (figures.value && exhibits === shownExhibits) return
    const result = await getReportFigures(report)
    if (closed) return
    if (result.ok) {
      figures.value = result.data
      shownExhibits = exhibits
    } else if (result.problem.reason !== 'report_not_ready') inputsProblem.value = result.problem
  }

  const readOnce = async () => {
    const result = await getReport(id)
    if (closed) return
    if (!result.ok) {
      // While a report is shown, an event has announced something newer, so it is read again.
      if (!view.value) problem.value = result.problem
      else timer = setTimeout(() => void read(), POLL_MS)
      return
    }
    problem.value = null
    view.value = applyReading(view.value, result.data)
    drafts.value = settled(drafts.value, view.value.report)
    if (result.data.instrument) await readInputs(result.data)
  }

  /** One read at a time. A read that is asked for during another one follows it. */
  const read = (): Promise<void> => {
    if (reading) {
      readAgain = true
      return reading
    }
    reading = readOnce().finally(() => {
      reading = null
      if (readAgain && !closed) {
        readAgain = false
        void read()
      }
    })
    return reading
  }

  const stop = () => {
    closeEvents?.()
    closeEvents = null
    clearTimeout(timer)
    following.value = 'idle'
  }

  const poll = () => {
    following.value = 'polling'
    // They do not grow any more.
    drafts.value = { ...drafts.value, texts: NO_DRAFTS.texts }
    timer = setTimeout(async () => {
      await read()
      if (closed) return
      if (view.value && hasEnded(view.value.report.status)) stop()
      else poll()
    }, POLL_MS)
  }

  const receive = (event: ReportEvent) => {
    if (view.value) {
      if (event.type !== 'text') view.value = applyEvent(view.value, event)
      drafts.value = draftsAfter(drafts.value, event, view.value.report)
    }
    if (event.type === 'text') {
      if (!begun.has(event.module)) void read()
      begun.add(event.module)
      return
    }
    if (callsForReading(event)) void read()
    if (event.type === 'report' && hasEnded(event.status)) stop()
  }

  const follow = () => {
    if (closed || !view.value || hasEnded(view.value.report.status)) return
    following.value = 'live'
    closeEvents = openReportEvents(id, receive, poll)
  }

  const startAgain = async (wish: AgainRequest) => {
    const text = JSON.stringify(wish)
    if (againKey?.wish !== text) againKey = { wish: text, key: newKey() }
    const result = await runReportAgain(id, wish, againKey.key)
    if (!result.ok) {
      problem.value = result.problem
      return
    }
    againKey = null
    estimate.value = null
    onStarted(result.data.id)
  }

  /** Starts what costs nothing, and tells first what the rest may cost. */
  const startOrAsk = async (wish: AgainRequest) => {
    estimate.value = null
    const found = await estimateAgain(id, wish)
    if (!found.ok) problem.value = found.problem
    else if (found.data.free) await startAgain(wish)
    else estimate.value = { wish, cost: found.data }
  }

  const busy = async (work: () => Promise<void>) => {
    if (startingAgain.value) return
    startingAgain.value = true
    problem.value = null
    await work()
    startingAgain.value = false
  }

  return {
    view,
    drafts,
    problem,
    figures: figures,
    inputsProblem,
    following,
    cancelling,
    async start() {
      closed = false
      await read()
      follow()
    },
    async cancel() {
      cancelling.value = true
      const result = await cancelReport(id)
      cancelling.value = false
      if (!result.ok && result.problem.reason !== 'report_already_ended')
        problem.value = result.problem
      await read()
    },
    startingAgain,
    estimate,
    /**
     * Has the report written again on its own inputs, by the same model or by another. What is not
     * free is told first, and is started by `accept`.
     */
    again: (wish: AgainRequest = {}) => busy(() => startOrAsk(wish)),
    /** Starts the report whose cost is shown. */
    async accept() {
      const asked = estimate.value
      if (!asked) return
      await busy(() => startAgain(asked.wish))
    },
    dismiss() {
      estimate.value = null
    },
    dispose() {
      closed = true
      stop()
    },
  }
}
