/**
 * Runs every test and then prints one line with the counts. Extra arguments are passed to vitest.
 */
import { spawnSync } from 'node:child_process'
import { globSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { hasRecordings, RECORDINGS_TESTS, ROOT } from './recordings.ts'

const outputFile = join(mkdtempSync(join(tmpdir(), 'test-')), 'result.json')
const page = spawnSync('vite', ['build', '--config', 'web/vite.config.ts', '--logLevel', 'warn'], {
  stdio: 'inherit',
})
if (page.status !== 0) process.exit(1)

const run = spawnSync(
  'vitest',
  [
    'run',
    '--config',
    '.ci/vitest.config.ts',
    '--silent=passed-only',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${outputFile}`,
    ...process.argv.slice(2),
  ],
  { stdio: 'inherit' },
)

interface VitestResult {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  testResults: {
    name: string
    status: string
    startTime: number
    endTime: number
    assertionResults: { status: string; fullName: string }[]
  }[]
}
/** How many of the slowest files are named, which is where a run can be made shorter. */
const SLOWEST = 20
const result = JSON.parse(readFileSync(outputFile, 'utf8')) as VitestResult
/** A file that could not even be loaded counts as one failure. */
const brokenFiles = result.testResults.filter(
  (file) =>
    file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
).length
const failed = result.numFailedTests + brokenFiles
for (const file of result.testResults)
  for (const test of file.assertionResults)
    if (test.status === 'pending' || test.status === 'skipped')
      console.log(`skipped: ${test.fullName}`)
const timed = result.testResults
  .map(({ name, startTime, endTime }) => ({ name, seconds: (endTime - startTime) / 1_000 }))
  .sort((a, b) => b.seconds - a.seconds)
for (const { name, seconds } of timed.slice(0, SLOWEST))
  console.log(`slowest: ${seconds.toFixed(1)} s ${relative(ROOT, name)}`)
if (!hasRecordings) {
  const files = globSync(RECORDINGS_TESTS, { cwd: ROOT })
  console.log(
    `not run: the runs over the recorded answers, ${files.length} test files: ../shared/data is not there`,
  )
}
if (!process.env.TEST_DATABASE_URL)
  console.log(
    'not run: the tests of a real Postgres and of TimescaleDB: TEST_DATABASE_URL names no server',
  )
console.log(
  `${result.numPassedTests} passed, ${failed} failed${result.numPendingTests ? `, ${result.numPendingTests} skipped` : ''}`,
)
process.exit(run.status === 0 && failed === 0 && result.numPassedTests > 0 ? 0 : 1)
