import { describe, expect, it, test } from 'vitest'
import { decide, type GraphNode, outcomeOf, readyNodes, runGraph } from './graph.ts'

const modules: GraphNode[] = [
  { id: 'profile', needs: [] },
  { id: 'news', needs: [] },
  { id: 'fundamentals', needs: ['profile'] },
  { id: 'conclusion', needs: ['fundamentals', 'news'] },
]

describe('readyNodes', () => {
  test.each([
    { started: [], ended: [], ready: ['profile', 'news'] },
    { started: ['profile', 'news'], ended: [], ready: [] },
    { started: ['profile', 'news'], ended: ['profile'], ready: ['fundamentals'] },
    { started: ['profile', 'news', 'fundamentals'], ended: ['profile', 'news'], ready: [] },
    {
      started: ['profile', 'news', 'fundamentals'],
      ended: ['profile', 'news', 'fundamentals'],
      ready: ['conclusion'],
    },
  ])('started $started, ended $ended: $ready', ({ started, ended, ready }) => {
    const next = readyNodes(modules, new Set(started), new Set(ended))
    expect(next.map(({ id }) => id)).toEqual(ready)
  })
})

describe('runGraph', () => {
  it('starts each module as soon as its own needs have ended, and only once', async () => {
    const log: string[] = []
    const finish = new Map<string, () => void>()
    const done = runGraph(modules, ({ id }) => {
      log.push(id)
      return new Promise((resolve) => finish.set(id, resolve))
    })
    expect(log).toEqual(['profile', 'news'])
    finish.get('profile')?.()
    await expect.poll(() => log).toEqual(['profile', 'news', 'fundamentals'])
    finish.get('fundamentals')?.()
    finish.get('news')?.()
    await expect.poll(() => log).toEqual(['profile', 'news', 'fundamentals', 'conclusion'])
    finish.get('conclusion')?.()
    await done
    expect(log).toHaveLength(4)
  })

  it('rejects with the fault of a module', async () => {
    await expect(
      runGraph(modules, ({ id }) =>
        id === 'news' ? Promise.reject(new Error('away')) : Promise.resolve(),
      ),
    ).rejects.toThrow('away')
  })

  it('rejects a graph in which something can never start', async () => {
    await expect(
      runGraph(
        [
          { id: 'a', needs: ['b'] },
          { id: 'b', needs: ['a'] },
        ],
        async () => {},
      ),
    ).rejects.toThrow('graph')
  })
})

const written = { status: 'complete', reason: null } as const
const blocked = { status: 'failed', reason: 'model_blocked' } as const
const refused = { status: 'failed', reason: 'model_auth' } as const
const passedOver = { status: 'skipped', reason: 'needs_failed' } as const

test.each([
  { title: 'that needs nothing', needs: [], fate: 'run' },
  { title: 'with one need written', needs: [written, refused], fate: 'run' },
  { title: 'whose only need was blocked', needs: [blocked], fate: 'run' },
  { title: 'whose need met a refused key', needs: [refused], fate: 'skip' },
  { title: 'whose needs were passed over', needs: [passedOver, blocked], fate: 'skip' },
] as const)('a module $title: $fate', ({ needs, fate }) => {
  expect(decide(needs)).toBe(fate)
})

test.each([
  { modules: ['complete', 'failed', 'skipped'], outcome: 'complete' },
  { modules: ['failed', 'skipped'], outcome: 'failed' },
] as const)('a report of $modules is $outcome', ({ modules, outcome }) => {
  expect(outcomeOf(modules)).toBe(outcome)
})
