/**
 * `npm run report`: writes a report without a browser, both when the system already runs and when
 * it does not.
 */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { freePort } from '../dev/ports.ts'
import { startStackProcess } from '../dev/stack-process.ts'
import { checkOut } from './checkout.ts'

const checkout = checkOut({ built: true })
const environment = {
  PORT: String(await freePort(9500)),
  DATA_DIR: '',
  DATABASE_URL: '',
  GEMINI_API_KEY: '',
}
afterAll(() => checkout.remove())

interface Ended {
  code: number
  stdout: string
  stderr: string
}
const run = promisify(execFile)
const report = async (...args: string[]): Promise<Ended> =>
  run(process.execPath, [join(checkout.root, 'workers/dev/report.ts'), ...args], {
    cwd: checkout.root,
    env: { ...process.env, ...environment },
    timeout: 100_000,
  }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: Ended) => error,
  )

test('it starts the system when none runs, says each module, prints Markdown and leaves nothing running', async () => {
  const { code, stdout, stderr } = await report('US:AAPL')
  expect([code, stderr]).toEqual([
    0,
    expect.stringMatching(
      /Company profile: complete[\s\S]*Conclusion: complete[\s\S]*report complete/,
    ),
  ])
  expect(stdout).toMatch(/^# Apple Inc\./)
  expect(stdout).toContain('[$416.16 billion](https://www.sec.gov/Archives/edgar/data/320193/')
  const again = await report('ZZ:AAPL')
  expect([again.code, again.stderr]).toEqual([1, expect.stringContaining('unknown_market')])
})

test('with a running system it uses that one; names are resolved or their candidates listed; failures name their reason', async () => {
  const stack = await startStackProcess({ root: checkout.root, env: environment })
  const japanese = await report('7203', '--language', 'zh')
  expect([japanese.code, japanese.stderr]).toEqual([
    0,
    expect.not.stringContaining('building the page'),
  ])
  expect(japanese.stdout).toContain('JP:7203')
  const several = await report('apple')
  expect([several.code, several.stdout, several.stderr]).toEqual([
    1,
    '',
    expect.stringMatching(/ambiguous_name[\s\S]*US:AAPL {2}Apple Inc\./),
  ])
  const unknown = await report('US:ZZZZZ')
  expect([unknown.code, unknown.stdout, unknown.stderr]).toEqual([
    1,
    '',
    expect.stringContaining('unknown_symbol'),
  ])
  const wrong = await report('--colour')
  expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('usage: npm run report')])
  expect(await stack.interrupt()).toBe(0)
})
