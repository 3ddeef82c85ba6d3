/**
 * Measures a report that a model writes: how soon a reader sees what the model has begun, the time
 * of the whole against that of its longest chain of modules, and a report of the rule analyst on
 * stored exhibits. A stand-in for Gemini writes at a known pace.
 */
import type { Report } from '#shared/contracts/orchestrator.ts'
import { apiClient } from '../api-client.ts'
import { applyMigrations } from '../database.ts'
import { type GeminiAnswer, startFakeGemini } from '../../e2e/fakes/gemini.ts'
import { startFakeUpstream } from '../../e2e/fakes/upstream.ts'
import { startDatabase } from './bare-query.ts'
import { median } from './load.ts'
import { startRawStack } from './raw-stack.ts'
import type { PrintRow } from './print-row.ts'

const COMPANY = { market: 'US', symbol: 'AAPL' }
const REPORTS = 3
const RULE_REPORTS = 5
/** Most modules of a report. */
const CALLS = 20
/** Pieces of a text and the time between them, in ms. */
const PIECES = 20
const PACE_MS = 50

/**
 * How long a call took at the stand-in, and when it wrote its first text; by `performance.now()`.
 */
interface PacedCall {
  answer: GeminiAnswer
  firstAt: number
  endedAt: number
}

/**
 * What the answer of each call begins with: no numbers, which the checker would ask about again.
 */
const MARKS = Array.from({ length: CALLS }, (_, call) => String.fromCodePoint(0x61 + call))

/** An answer that begins with a mark, so that a reader knows whose text it sees. */
const paced = (mark: string): PacedCall => {
  let written = 0
  const call: PacedCall = {
    answer: {
      kind: 'held',
      texts: [
        `${mark}: Revenue was {{revenue@FY2025}}.`,
        ...Array.from({ length: PIECES - 1 }, () => ' It is a large company and goes on.'),
      ],
      next: async () => {
        if (written === 0) call.firstAt = performance.now()
        written += 1
        await new Promise((resolve) => setTimeout(resolve, PACE_MS))
        if (written === PIECES) call.endedAt = performance.now()
      },
    },
    firstAt: 0,
    endedAt: 0,
  }
  return call
}

/** How many of the sections that were written wait for each other in the longest chain. */
const longestChain = ({ sections }: Report): number => {
  const lengths = new Map<string, number>()
  for (const { module, needs, status } of sections) {
    const before = Math.max(0, ...needs.map((need) => lengths.get(need) ?? 0))
    lengths.set(module, status === 'complete' ? before + 1 : before)
  }
  return Math.max(...lengths.values())
}

interface TimedRun {
  wall: number
  /** Of each section, from the first text at the stand-in to the first one at the reader. */
  delays: number[]
  /** The time that the longest chain of modules takes at the stand-in. */
  critical: number
}

/** One report by the stand-in, from the request to its end. */
const runReport = async (
  url: string,
  script: (...answers: GeminiAnswer[]) => void,
): Promise<TimedRun> => {
  const api = apiClient({ url, token: null })
  const calls = MARKS.map(paced)
  script(...calls.map(({ answer }) => answer))
  const seen = new Set<string>()
  const delays: number[] = []
  const began = performance.now()
  const { id } = await api.createReport({ ...COMPANY, model: 'gemini', fresh: true })
  for await (const event of api.events(id)) {
    if (event.type !== 'text' || event.text === '' || seen.has(event.module)) continue
    seen.add(event.module)
    const call = calls[MARKS.findIndex((mark) => event.text.startsWith(`${mark}:`))]
    if (call) delays.push(performance.now() - call.firstAt)
  }
  const wall = performance.now() - began
  const report = await api.report(id)
  if (report.status !== 'complete') throw new Error(`report ${id} is ${report.status}`)
  const took = calls.filter((call) => call.endedAt > 0).map((call) => call.endedAt - call.firstAt)
  return { wall, delays, critical: longestChain(report) * median(took) }
}

const toItsEnd = async (url: string, id: string): Promise<void> => {
  for await (const event of apiClient({ url, token: null }).events(id))
    if (event.type === 'report' && event.status === 'complete') return
  throw new Error(`report ${id} did not complete`)
}

/** One report of the rule analyst on the stored inputs of another, in ms. */
const timeAgain = async (url: string, id: string): Promise<number> => {
  const began = performance.now()
  const response = await fetch(`${url}/api/reports/${id}/again`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'builtin', fresh: true }),
  })
  const { id: again } = (await response.json()) as { id: string }
  await toItsEnd(url, again)
  return performance.now() - began
}

const ms = (time: number): string => `${time.toFixed(0)} ms`
const seconds = (time: number): string => `${(time / 1_000).toFixed(2)} s`

export const reportRunRows = async (row: PrintRow): Promise<void> => {
  const database = await startDatabase('')
  const gemini = await startFakeGemini()
  const upstream = await startFakeUpstream()
  try {
    await applyMigrations(database.url)
    const stack = await startRawStack({
      databaseUrl: database.url,
      aggregator: { UPSTREAM_ORIGIN: upstream.url },
      analysis: { GEMINI_API_KEY: 'key-of-the-bench', GEMINI_BASE_URL: gemini.url },
      assets: false,
      unlimited: true,
    })
    try {
      // The first report also collects the figures, and makes the runtime warm.
      await runReport(stack.url, gemini.script)
      const runs: TimedRun[] = []
      for (let i = 0; i < REPORTS; i++) runs.push(await runReport(stack.url, gemini.script))
      const delays = runs.flatMap((run) => run.delays)
      row(
        `first text of a model to its reader, median of ${delays.length}`,
        ms(median(delays)),
        `<= 150 ms; worst ${ms(Math.max(...delays))}`,
      )
      const [run] = runs
        .sort((a, b) => a.wall / a.critical - b.wall / b.critical)
        .slice(REPORTS >> 1)
      if (run)
        row(
          `a report against its longest chain of ${seconds(run.critical)}, median of ${REPORTS}`,
          seconds(run.wall),
          `<= ${seconds(run.critical * 1.05 + 300)} (1.05 times + 0.3 s)`,
        )
      const { id } = await apiClient({ url: stack.url, token: null }).createReport({
        ...COMPANY,
        model: 'builtin',
      })
      await toItsEnd(stack.url, id)
      const times: number[] = []
      for (let i = 0; i < RULE_REPORTS; i++) times.push(await timeAgain(stack.url, id))
      row(
        `report of the rule analyst on stored exhibits, median of ${RULE_REPORTS}`,
        seconds(median(times)),
        `<= 1 s; worst ${seconds(Math.max(...times))}`,
      )
    } finally {
      await stack.stop()
    }
  } finally {
    await upstream.close()
    await gemini.close()
    await database.stop()
  }
}
