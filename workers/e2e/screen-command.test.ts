/**
 * `npm run screen` from the state of a fresh clone, without a network: what ships is enough for a
 * list of 2010, in a table, as JSON and as CSV; faults are told with their place.
 */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, expect, test } from 'vitest'
import { runAnswerSchema } from '#shared/contracts/screens.ts'
import { freePort } from '../dev/ports.ts'
import { startStackProcess } from '../dev/stack-process.ts'
import { checkOut } from './checkout.ts'

const checkout = checkOut({ built: true })
const environment = {
  PORT: String(await freePort(9600)),
  DATA_DIR: '',
  DATABASE_URL: '',
  GEMINI_API_KEY: '',
  // Nothing answers there: whoever is asked fails at once.
  UPSTREAM_ORIGIN: 'http://127.0.0.1:1',
}
afterAll(() => checkout.remove())

interface Ended {
  code: number
  stdout: string
  stderr: string
}
const run = promisify(execFile)
const screen = async (...args: string[]): Promise<Ended> =>
  run(process.execPath, [join(checkout.root, 'workers/dev/screen.ts'), ...args], {
    cwd: checkout.root,
    env: { ...process.env, ...environment },
    timeout: 250_000,
    maxBuffer: 20_000_000,
  }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: Ended) => error,
  )
const TEXT = 'roe >= 15% and debt_to_equity < 0.5 order by roe desc limit 10'

test('a first run starts the system, lists companies of 2010 with their sources, and leaves nothing running', async () => {
  const { code, stdout, stderr } = await screen(TEXT, '--market', 'US', '--as-of', '2010-06-30')
  // How far the columns are is said only where they were not made within the first call.
  const [start, ...progress] = stderr.trimEnd().split(/starting the five Workers\n?/)
  expect([code, start]).toEqual([0, expect.stringContaining('embedded PGlite')])
  expect(progress).toEqual([
    expect.stringMatching(/^( *US: figures of \d+ of 530 companies are computed\n?)*$/),
  ])
  expect(stdout).toMatch(/US:MA +MASTERCARD INC .*53\.86%/)
  expect(stdout).toMatch(/74 passed of 530 companies .*not testable/)
  expect(stdout).toMatch(/recorded, shipped with the project/)
})

test('with a running system it uses that one: JSON, CSV, Chinese, faults, empty markets', async () => {
  const stack = await startStackProcess({ root: checkout.root, env: environment })
  const json = await screen(TEXT, '--as-of', '2010-06-30', '--json')
  const answer = runAnswerSchema.parse(JSON.parse(json.stdout))
  expect([answer.total.passed, answer.rows.length]).toEqual([74, 10])
  const csv = await screen(TEXT, '--as-of', '2010-06-30', '--csv')
  expect(csv.stdout.trim().split(/\r?\n/)).toHaveLength(11)
  const fault = await screen('dept_to_equity < 1')
  expect([fault.code, fault.stdout, fault.stderr]).toEqual([
    2,
    '',
    expect.stringMatching(/near to it: debt_to_equity[\s\S]*\n\s*\^+/),
  ])
  const early = await screen('roe > 5%', '--as-of', '1999-01-01')
  expect([early.code, early.stderr]).toEqual([1, expect.stringContaining('day_too_early')])
  const chinese = await screen('净资产收益率 大于 15%', '--as-of', '2010-06-30', '--language', 'zh')
  expect([chinese.code, chinese.stdout]).toEqual([0, expect.stringContaining('净资产收益率')])
  expect(await stack.interrupt()).toBe(0)
})
