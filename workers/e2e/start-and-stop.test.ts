/**
 * The real processes: they are started, stopped, killed in the middle of a report, and started
 * again.
 */
import { execFileSync } from 'node:child_process'
import { appendFileSync, readFileSync, rmSync, statSync } from 'node:fs'
import { type IncomingMessage, request as httpRequest } from 'node:http'
import { createServer } from 'node:net'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Report, ReportSummary } from '#shared/contracts/orchestrator.ts'
import { apiClient } from '../dev/api-client.ts'
import { freePort } from '../dev/ports.ts'
import { runDrill } from '../dev/drill/run-drill.ts'
import { descendants } from '../dev/process-table.ts'
import { type StackProcess, startStackProcess } from '../dev/stack-process.ts'
import { checkOut } from './checkout.ts'
import { type FakeGemini, startFakeGemini } from './fakes/gemini.ts'

const checkout = checkOut()
let gemini: FakeGemini
let port: number
const started: StackProcess[] = []

beforeAll(async () => {
  gemini = await startFakeGemini()
  port = await freePort(9300)
})
afterEach(async () => {
  for (const stack of started.splice(0))
    if (stack.child.exitCode === null && stack.child.signalCode === null) await stack.kill()
})
afterAll(async () => {
  await gemini.close()
  checkout.remove()
})

const start = async (
  env: Record<string, string> = {},
  args: string[] = [],
): Promise<StackProcess> => {
  const stack = await startStackProcess({
    root: checkout.root,
    args,
    env: {
      PORT: String(port),
      DATA_DIR: '',
      DATABASE_URL: '',
      GEMINI_API_KEY: 'test-key',
      GEMINI_BASE_URL: gemini.url,
      ...env,
    },
  })
  started.push(stack)
  return stack
}

/** Command lines of processes that run from the checkout. */
const leftovers = (): string[] =>
  execFileSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes(checkout.root))

const report = async (stack: StackProcess, id: string): Promise<Report> =>
  apiClient(stack).report(id)
const authorized = ({ token }: StackProcess) => ({
  headers: { authorization: `Bearer ${token}` },
})

const until = async (
  what: string,
  condition: () => Promise<boolean> | boolean,
  seconds = 60,
): Promise<void> => {
  const deadline = Date.now() + seconds * 1000
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`still waiting for: ${what}`)
    await new Promise((again) => setTimeout(again, 100))
  }
}

test('a report survives a hard kill of everything: it completes, and no finished module is run again', async () => {
  const first = await start()
  gemini.script(
    { kind: 'text', text: 'The first module is written.' },
    { kind: 'hang', text: 'The second' },
  )
  const created = await apiClient(first).createReport({
    market: 'US',
    symbol: 'AAPL',
    model: 'gemini',
  })
  await until('the second module to be at the model', () => gemini.requests.length === 2)
  // Without a network there is nothing to read for these, whenever their turn comes.
  const unread = ['market', 'peers', 'news', 'ownership']
  const writtenOf = ({ sections }: Report) =>
    sections.filter(({ module }) => !unread.includes(module))
  const pending = ['pending', 'pending', 'pending', 'pending', 'pending']
  expect(writtenOf(await report(first, created.id)).map((s) => s.status)).toEqual([
    'complete',
    'running',
    ...pending,
  ])
  await first.kill()
  await until('every process of the killed stack to be gone', () => leftovers().length === 0, 15)

  gemini.script({ kind: 'text', text: 'Written after the restart.' })
  const second = await start()
  await until(
    'the report to complete',
    async () => (await report(second, created.id)).status === 'complete',
  )
  const done = await report(second, created.id)
  expect(writtenOf(done).map((s) => [s.status, s.text])).toEqual([
    ['complete', 'The first module is written.'],
    ['complete', 'Written after the restart.'],
    ...pending.map(() => ['complete', 'Written after the restart.']),
  ])
  // One call each for seven modules, and one more for the module that was cut down while it ran.
  expect(gemini.requests).toHaveLength(8)

  expect(await second.interrupt()).toBe(0)
  await until('every process to be gone after Ctrl-C', () => leftovers().length === 0, 15)
})

test('a taken port is named and another is used; the data of earlier runs is still there', async () => {
  const squatter = createServer().listen(port, '127.0.0.1')
  await once(squatter, 'listening')
  const stack = await start()
  expect(stack.output()).toContain(`port ${port} is taken`)
  expect(new URL(stack.url).port).not.toBe(String(port))
  const page = await fetch(stack.url)
  expect([page.status, page.headers.get('content-type')]).toEqual([
    200,
    expect.stringContaining('text/html'),
  ])
  const { reports } = (await (
    await fetch(`${stack.url}/api/reports`, authorized(stack))
  ).json()) as {
    reports: ReportSummary[]
  }
  expect(reports).toHaveLength(1)

  await expect(startStackProcess({ root: checkout.root, env: { DATA_DIR: '' } })).rejects.toThrow(
    `already runs at ${stack.url}`,
  )
  await stack.interrupt()
  squatter.close()
})

test('simulated quotes come from an exchange of the start, are said to be simulated, and touch nothing of the ordinary data', async () => {
  rmSync(join(checkout.root, '.data'), { recursive: true, force: true })
  const settings = join(checkout.root, 'workers/aggregator/.dev.vars')
  appendFileSync(settings, 'SIMULATED_EXCHANGE_URL="http://127.0.0.1:1"\n')
  const stack = await start({}, ['--simulate-quotes'])
  expect(stack.output()).toContain('SIMULATED')
  expect(statSync(join(checkout.root, '.data-simulated/postgres')).isDirectory()).toBe(true)
  for (const path of ['CN/600519.SH', 'HK/00700', 'US/AAPL', 'JP/7203']) {
    const address = `${stack.url}/api/companies/${path}/quote`
    const quote: unknown = await (await fetch(address, authorized(stack))).json()
    expect(quote).toMatchObject({
      served_by: { provider: 'simulated' },
      items: [{ provider: 'simulated', item: { price: expect.stringMatching(/^\d/) } }],
    })
  }
  const sources: unknown = await (
    await fetch(`${stack.url}/api/data-sources`, authorized(stack))
  ).json()
  const simulated = { quote: ['simulated'] }
  expect(sources).toMatchObject({
    chains: { CN: simulated, US: simulated },
    providers: expect.arrayContaining([expect.objectContaining({ id: 'simulated' })]),
  })

  await expect(
    startStackProcess({ root: checkout.root, env: { DATA_DIR: '', DATABASE_URL: '' } }),
  ).rejects.toThrow(`already runs at ${stack.url}`)
  expect(await stack.interrupt()).toBe(0)
  expect(statSync(join(checkout.root, '.data/postgres'), { throwIfNoEntry: false })).toBeUndefined()
  expect(readFileSync(settings, 'utf8')).not.toContain('127.0.0.1')
  await until('every process to be gone', () => leftovers().length === 0, 15)

  const elsewhere = { DATABASE_URL: 'postgres://127.0.0.1/of-somebody' }
  const refused = startStackProcess({
    root: checkout.root,
    env: { DATA_DIR: '', ...elsewhere },
    args: ['--simulate-quotes'],
  })
  await expect(refused).rejects.toThrow(/ended with 1:.*DATABASE_URL/s)
  await expect(
    startStackProcess({ root: checkout.root, env: {}, args: ['--simulate'] }),
  ).rejects.toThrow(/ended with 2:.*--simulate.*usage/s)
})

test('of two starts in one second each gets a port of its own; a third with other settings is told what runs', async () => {
  const twin = (data: string) => start({ DATA_DIR: join(checkout.root, data) })
  const [first, second] = await Promise.all([twin('.data/one'), twin('.data/two')])
  expect(first.url).not.toBe(second.url)
  for (const { url } of [first, second]) expect((await fetch(`${url}/healthz`)).status).toBe(200)
  const third = start({ DATA_DIR: '', GEMINI_API_KEY: 'another-key' })
  await expect(third).rejects.toThrow(/already runs at http.*ordinary prices.*other settings/s)
  await expect(start({ DATA_DIR: join(checkout.root, '.data/one') })).rejects.toThrow(
    `already runs at ${first.url}`,
  )
  expect(await Promise.all([first.interrupt(), second.interrupt()])).toEqual([0, 0])
}, 240_000)

/** The port that wrangler was given, which a stack of the checkout chooses for itself. */
const innerPort = (): number | null => {
  const [, port] = leftovers().flatMap((line) => /--port=(\d+)/.exec(line) ?? [])
  return port === undefined ? null : Number(port)
}

describe('one stack, in a home that cannot be written, whose inner port is taken while its Workers start', () => {
  let stack: StackProcess
  afterAll(async () => {
    if (stack?.child.exitCode === null && stack.child.signalCode === null) await stack.kill()
  })

  test('its own port is its own from the first, and the inner one is given up for another', async () => {
    const squatter = createServer()
    const outside = createServer()
    let refused: unknown = null
    const takeInner = async () => {
      await until('wrangler to be given a port', () => innerPort() !== null)
      const inner = innerPort() ?? 0
      squatter.listen(inner, '127.0.0.1')
      return { inner, meanwhile: await fetch(`http://127.0.0.1:${port}/healthz`) }
    }
    const taking: ReturnType<typeof takeInner>[] = []
    stack = await startStackProcess({
      root: checkout.root,
      env: { PORT: String(port), DATA_DIR: '', DATABASE_URL: '', HOME: '/dev/null' },
      onOutput: (output) => {
        if (taking.length > 0 || !output.includes('starting the five Workers')) return
        outside.once('error', (error) => {
          refused = error
        })
        outside.listen(port, '127.0.0.1')
        taking.push(takeInner())
      },
    })
    const [taken] = await Promise.all(taking)
    expect(refused).toMatchObject({ code: 'EADDRINUSE' })
    expect(stack.output()).toContain(`port ${taken?.inner} was taken by another program meanwhile`)
    expect(stack.url).toBe(`http://127.0.0.1:${port}`)
    expect(taken?.meanwhile.status).toBe(503)
    expect((await fetch(`${stack.url}/healthz`)).status).toBe(200)
    squatter.close()
  })

  test('at its inner address nobody else is answered, whatever name and header he sends', async () => {
    const inner = `127.0.0.1:${innerPort()}`
    for (const headers of [
      {},
      { host: new URL(stack.url).host },
      { host: 'pages.example', 'mf-original-url': `${stack.url}/api/reports` },
      { host: 'pages.example', 'mf-original-url': `http://${inner}/api/reports` },
    ]) {
      const sent = httpRequest(`http://${inner}/api/reports`, { headers })
      sent.end()
      const [response] = (await once(sent, 'response')) as [IncomingMessage]
      response.resume()
      expect([headers, response.statusCode]).toEqual([headers, 403])
    }
  })

  test('Workers whose runtime was killed are started again at the same address, and the log of the crash is kept', async () => {
    const runtimes = descendants(stack.child.pid ?? 0, 'workerd') ?? []
    expect(runtimes.length).toBeGreaterThan(0)
    for (const { pid } of runtimes) process.kill(pid, 'SIGKILL')
    const answers = new Map<number, Response>()
    await until(
      'the Workers to run again',
      async () => {
        // Never refused as a connection, whatever has died.
        const answer = await fetch(`${stack.url}/healthz`)
        answers.set(answer.status, answer)
        return stack.output().includes('the Workers run again')
      },
      150,
    )
    const away = answers.get(503)
    expect(away?.headers.get('retry-after')).toBe('2')
    expect(await away?.json()).toMatchObject({ reason: 'service_unavailable' })
    expect(stack.output()).toMatch(
      /the Workers died \((their runtime is gone|nothing listens|they neither answer)/,
    )
    expect((await fetch(`${stack.url}/healthz`)).status).toBe(200)
    expect(readFileSync(join(checkout.root, '.data/wrangler.log.1'), 'utf8')).toContain('Ready on')
    expect(await stack.interrupt()).toBe(0)
    await until('every process to be gone', () => leftovers().length === 0, 15)
  }, 240_000)
})

test('a kill during a check, and one during the seal: complete, paid once, sealed; a text that ends its Workers twice is given up', async () => {
  const { rows, poisoned } = await runDrill(checkout.root, {
    moments: [
      { stage: 'answered', module: 'fundamental_analysis' },
      { stage: 'written', module: 'conclusion' },
    ],
    poisoned: 'valuation',
  })
  expect(
    rows.map(({ status, unwritten, twice, sealFits }) => [status, unwritten, twice, sealFits]),
  ).toEqual(rows.map(() => ['complete', [], [], true]))
  expect(rows).toHaveLength(2)
  expect(poisoned).toMatchObject({ asked: 2, alive: true, report: { status: 'complete' } })
  const sections = new Map(poisoned?.report.sections.map((one) => [one.module, one]))
  expect(sections.get('valuation')).toMatchObject({ status: 'failed', reason: 'cut_off_twice' })
  expect(sections.get('conclusion')).toMatchObject({ status: 'complete' })
  await until('every process to be gone', () => leftovers().length === 0, 15)
}, 900_000)

test('a data folder whose database lost its version file is refused, and nothing in it is changed', async () => {
  rmSync(join(checkout.root, '.data/postgres/PG_VERSION'))
  await expect(start()).rejects.toThrow(/ended with 1:.*no PG_VERSION.*Nothing in it was changed/s)
  expect(statSync(join(checkout.root, '.data/postgres/base')).isDirectory()).toBe(true)
})
