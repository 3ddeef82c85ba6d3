/**
 * Type-checks every part of the tree, and fails when one part fails. A part that has not changed
 * since its last check is not checked again.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'

const NOTES = 'node_modules/.cache/types'
mkdirSync(NOTES, { recursive: true })

let failed = false
for (const project of ['workers', 'workers/tsconfig.tests.json', 'workers/dev', 'web']) {
  const { status } = spawnSync(
    'tsc',
    [
      '--noEmit',
      '--incremental',
      '--tsBuildInfoFile',
      `${NOTES}/${project.replaceAll(/\W/g, '-')}.tsbuildinfo`,
      '-p',
      project,
    ],
    { stdio: 'inherit' },
  )
  if (status !== 0) failed = true
}
process.exit(failed ? 1 : 0)
