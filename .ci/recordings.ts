/**
 * Which tests run with the recorded answers. These lie beside the repository and are not part of
 * it.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'

export const ROOT = join(import.meta.dirname, '..')
export const hasRecordings = existsSync(join(ROOT, '../shared/data'))
/** The test files that run with the recorded answers, when these exist. */
export const RECORDINGS_TESTS = [
  'workers/**/*.recordings.test.ts',
  'workers/aggregator/providers/*/*.test.ts',
  'workers/aggregator/chain/drill.test.ts',
  'workers/aggregator/remap/unchanged.test.ts',
]
