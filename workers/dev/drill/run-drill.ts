/**
 * The kill drill: a report is begun, its whole stack is killed at a stated moment, the stack is
 * started again, and the report must end complete, without a stored module that the model was asked
 * for twice, under a seal that fits what is stored.
 */
import { join } from 'node:path'
import type { ProgressEvent, Report } from '#shared/contracts/orchestrator.ts'
import type { Target } from '../access-token.ts'
import { apiClient } from '../api-client.ts'
import { type StackProcess, startStackProcess } from '../stack-process.ts'
import { freePort } from '../ports.ts'
import { killRuntime, killStack } from './kill-stack.ts'
import type { Moment, Stage } from './moments.ts'
import { type StandIn, startStandIn } from './stand-in.ts'
import { sealsThatFit } from './stored-seals.ts'

export interface DrillRow {
  moment: Moment
  report: string
  status: string
  /** The modules that were not written for want of anything but exhibits, with the reasons. */
  unwritten: string[]
  /** The modules that were stored before the kill. */
  stored: number
  /** How often the model was asked in all. */
  calls: number
  /** Modules that were stored, and were asked for again. */
  twice: string[]
  sealFits: boolean
}

export interface Drill {
  /** Kills the stack at the moment of a new report, and sees it end. */
  killAt(moment: Moment): Promise<DrillRow>
  /** Kills the runtime of the Workers each time the model is asked for this module. */
  poison(module: string): Promise<{ report: Report; asked: number; alive: boolean }>
  /** Ends the stack; with what is then known of the seals of these reports. */
  end(): Promise<void>
}

/**
 * How long a report may take to end after a start, in ms; on any machine something is wrong then.
 */
const MOST_WAIT_MS = 600_000
const PAUSE_MS = 200
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

const SUBJECT = { market: 'US', symbol: 'AAPL', model: 'gemini', fresh: true }

const stageOf = (event: ProgressEvent): { stage: Stage; module?: string } | null => {
  if (event.type === 'inputs_ready') return { stage: 'inputs' }
  if (event.type === 'module')
    return event.status === 'complete' ? { stage: 'written', module: event.module } : null
  return event.status === 'complete' ? { stage: 'ended' } : null
}

/** Whether a report has ended; a stack that does not answer now may answer later. */
const endedReport = async (target: Target, id: string): Promise<Report | null> => {
  try {
    const report = await apiClient(target).report(id)
    return report.status === 'queued' || report.status === 'running' ? null : report
  } catch {
    return null
  }
}

const untilEnded = async (target: Target, id: string): Promise<Report> => {
  const deadline = Date.now() + MOST_WAIT_MS
  for (;;) {
    const report = await endedReport(target, id)
    if (report) return report
    if (Date.now() > deadline) throw new Error(`report ${id} does not end`)
    await pause(PAUSE_MS)
  }
}

class RunningDrill implements Drill {
  readonly #root: string
  readonly #standIn: StandIn
  readonly #start: () => Promise<StackProcess>
  #stack: StackProcess

  constructor(
    root: string,
    standIn: StandIn,
    start: () => Promise<StackProcess>,
    stack: StackProcess,
  ) {
    this.#root = root
    this.#standIn = standIn
    this.#start = start
    this.#stack = stack
  }

  /** Begins a report and settles when the stack was killed; with the modules stored by then. */
  async #killedAt(moment: Moment): Promise<{ id: string; stored: Set<string> }> {
    const stored = new Set<string>()
    const killed = Promise.withResolvers<void>()
    let over = false
    const reach = async (stage: Stage, module?: string): Promise<void> => {
      if (over || stage !== moment.stage || module !== moment.module) return
      over = true
      if (moment.after_ms !== undefined) await pause(moment.after_ms)
      await killStack(this.#stack).then(killed.resolve, killed.reject)
    }
    this.#standIn.tell(reach)
    const api = apiClient(this.#stack)
    const { id } = await api.createReport(SUBJECT)
    const follow = async (): Promise<void> => {
      for await (const event of api.events(id)) {
        if (event.type === 'module' && event.status === 'complete') stored.add(event.module)
        const reached = event.type === 'text' ? null : stageOf(event)
        if (reached) void reach(reached.stage, reached.module)
      }
    }
    void reach('created')
    await Promise.all([
      killed.promise,
      // The stream breaks when the stack is killed.
      follow().then(
        () => over || killed.reject(new Error(`the report ended before ${moment.stage}`)),
        () => {},
      ),
    ])
    return { id, stored }
  }

  async killAt(moment: Moment): Promise<DrillRow> {
    this.#standIn.asked()
    const { id, stored } = await this.#killedAt(moment)
    const before = this.#standIn.asked()
    this.#standIn.tell(async () => {})
    this.#stack = await this.#start()
    const report = await untilEnded(this.#stack, id)
    const after = this.#standIn.asked()
    const calls = [...before, ...after]
    return {
      moment,
      report: id,
      status: report.status,
      unwritten: report.sections
        .filter(({ status, reason }) => status !== 'complete' && reason !== 'exhibits_absent')
        .map(({ module, reason }) => `${module}: ${reason}`),
      stored: stored.size,
      calls: calls.length,
      twice: [...stored].filter((module) => after.includes(module)),
      sealFits: false,
    }
  }

  async poison(module: string): Promise<{ report: Report; asked: number; alive: boolean }> {
    this.#standIn.asked()
    this.#standIn.tell(async (stage, of) => {
      if (stage === 'answered' && of === module) killRuntime(this.#stack)
    })
    const { id } = await apiClient(this.#stack).createReport(SUBJECT)
    const report = await untilEnded(this.#stack, id)
    this.#standIn.tell(async () => {})
    const asked = this.#standIn.asked().filter((one) => one === module).length
    const health = await fetch(`${this.#stack.url}/healthz`)
    return { report, asked, alive: health.ok && this.#stack.child.exitCode === null }
  }

  async end(): Promise<void> {
    const { child } = this.#stack
    if (child.exitCode === null && child.signalCode === null) await this.#stack.interrupt()
    await this.#standIn.close()
  }

  /** The reports whose seals fit what is stored of them. The stack must have ended. */
  seals(reports: readonly string[]): Promise<Set<string>> {
    return sealsThatFit(join(this.#root, '.data/postgres'), reports)
  }
}

/** Starts a stack of its own in `root`, which must be a checkout that nobody else uses. */
const startDrill = async (root: string): Promise<RunningDrill> => {
  const standIn = await startStandIn()
  const port = await freePort(9400)
  const start = (): Promise<StackProcess> =>
    startStackProcess({
      root,
      env: {
        PORT: String(port),
        DATA_DIR: '',
        DATABASE_URL: '',
        GEMINI_API_KEY: 'key-of-the-drill',
        GEMINI_BASE_URL: standIn.url,
      },
    })
  try {
    return new RunningDrill(root, standIn, start, await start())
  } catch (error) {
    await standIn.close()
    throw error
  }
}

export interface DrillResult {
  rows: DrillRow[]
  poisoned: Awaited<ReturnType<Drill['poison']>> | null
}

/** Kills a stack at each of these moments; then has a text kill its Worker, where one is named. */
export const runDrill = async (
  root: string,
  wish: { moments: readonly Moment[]; poisoned?: string },
  tell: (row: Omit<DrillRow, 'sealFits'>) => void = () => {},
): Promise<DrillResult> => {
  const drill = await startDrill(root)
  const rows: DrillRow[] = []
  let poisoned: DrillResult['poisoned'] = null
  try {
    for (const moment of wish.moments) {
      const row = await drill.killAt(moment)
      tell(row)
      rows.push(row)
    }
    if (wish.poisoned !== undefined) poisoned = await drill.poison(wish.poisoned)
  } finally {
    await drill.end()
  }
  const fitting = await drill.seals(rows.map(({ report }) => report))
  return { rows: rows.map((row) => ({ ...row, sealFits: fitting.has(row.report) })), poisoned }
}
