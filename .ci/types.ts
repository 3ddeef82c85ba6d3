/** Type-checks every part of the tree and fails when one fails. */
import { spawnSync } from 'node:child_process'

let failed = false
for (const project of ['workers', 'workers/tsconfig.tests.json', 'workers/dev', 'web']) {
  const { status } = spawnSync('tsc', ['--noEmit', '-p', project], { stdio: 'inherit' })
  if (status !== 0) failed = true
}
process.exit(failed ? 1 : 0)
