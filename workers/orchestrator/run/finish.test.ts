/** The end of a report is told once: by the run that ended it. */
import { expect, test } from 'vitest'
import type { NewEvent } from '../feed/event-log.ts'
import type { ReportEnd } from '../store/runs.ts'
import { finish } from './finish.ts'

const told = async (end: ReportEnd | null): Promise<NewEvent[]> => {
  const events: NewEvent[] = []
  await finish({
    id: { report: 'rep_1', run: 1 },
    readFigures: async () => {
      throw new Error('the figures are not read here')
    },
    database: async <T>() => end as T,
    publish: async (...given) => {
      events.push(...given)
    },
  })
  return events
}

test('the run that ends the report tells how', async () => {
  expect(await told({ status: 'complete', reason: null, detail: null, seal: 'x' })).toEqual([
    { type: 'report', status: 'complete', reason: null, detail: null },
  ])
  const failed = {
    status: 'failed',
    reason: 'model_auth',
    detail: 'No module.',
    seal: 'x',
  } as const
  expect(await told(failed)).toMatchObject([{ status: 'failed', reason: 'model_auth' }])
})

test('a run whose report another one has ended tells nothing', async () => {
  expect(await told(null)).toEqual([])
})
