/** A watched stack with real processes: a slow stack is left alone, and a dead one is found. */
import { type ChildProcess, spawn } from 'node:child_process'
import { createServer, type Server } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { type Death, watch } from './stack-health.ts'

const running: { server?: Server; child?: ChildProcess }[] = []
afterEach(() => {
  for (const { server, child } of running.splice(0)) {
    server?.closeAllConnections()
    server?.close()
    if (child?.pid) {
      try {
        process.kill(-child.pid, 'SIGKILL')
      } catch {
        // It has ended in the test.
      }
    }
  }
})

/** A server whose every answer takes `delay()` milliseconds; counts what was asked. */
const serve = async (delay: () => number) => {
  let asked = 0
  const server = createServer((_, response) => {
    asked += 1
    setTimeout(() => response.end('{}'), delay())
  })
  running.push({ server })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (!address || typeof address === 'string') throw new Error('no port')
  return { url: `http://127.0.0.1:${address.port}`, asked: () => asked, server }
}

/** A process with a descendant that stands for the runtime. */
const stack = (command: string): number => {
  const child = spawn('sh', ['-c', `${command} & wait; sleep 100000`], { detached: true })
  running.push({ child })
  return child.pid ?? 0
}

const until = async (condition: () => boolean): Promise<void> => {
  for (const deadline = Date.now() + 15_000; !condition(); ) {
    if (Date.now() > deadline) throw new Error('waited too long')
    await new Promise((again) => setTimeout(again, 10))
  }
}

test('ten slow probes in a row are no death: it is said once, and once that it answers again', async () => {
  let delay = 10_000
  const { url, asked } = await serve(() => delay)
  const slow: boolean[] = []
  let died: Death | null = null
  const options = { intervalMs: 5, timeoutMs: 60, runtime: 'tail' }
  const watched = watch(url, stack('tail -f /dev/null'), {
    ...options,
    onSlow: (now) => slow.push(now),
  })
  void watched.dead.then((death) => {
    died = death
  })
  await until(() => asked() > 10)
  expect([died, slow]).toEqual([null, [true]])
  delay = 0
  await until(() => slow.length === 2)
  expect([died, slow]).toEqual([null, [true, false]])
  watched.end()
})

test('a runtime whose process is gone is dead, though its parent lives on', async () => {
  const { url } = await serve(() => 60_000)
  const pid = stack('tail -f /dev/null')
  const watched = watch(url, pid, { intervalMs: 20, timeoutMs: 100, runtime: 'tail' })
  const first = await Promise.race([
    watched.dead,
    new Promise<'alive'>((resolve) => setTimeout(() => resolve('alive'), 400)),
  ])
  expect(first).toBe('alive')
  spawn('pkill', ['-P', String(pid), 'tail'])
  expect(await watched.dead).toBe('runtime_gone')
})

test('a port at which nothing listens is dead, though some runtime lives on', async () => {
  const { url, server } = await serve(() => 0)
  const options = { intervalMs: 10, timeoutMs: 200, runtime: 'tail' }
  const watched = watch(url, stack('tail -f /dev/null'), options)
  server.closeAllConnections()
  server.close()
  expect(await watched.dead).toBe('refuses')
})

test('one that neither answers nor uses the processor hangs; one that works does not', async () => {
  const { url } = await serve(() => 60_000)
  const options = { intervalMs: 20, timeoutMs: 50, hungMs: 1_500 }
  const idle = watch(url, stack('tail -f /dev/null'), { ...options, runtime: 'tail' })
  const busy = watch(url, stack('yes > /dev/null'), { ...options, runtime: 'yes' })
  let busyDied = false
  void busy.dead.then(() => {
    busyDied = true
  })
  expect(await idle.dead).toBe('hangs')
  expect(busyDied).toBe(false)
  busy.end()
})
