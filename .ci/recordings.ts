/** The runs over the recorded answers, which lie beside the repository and are not part of it. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'

export const ROOT = join(import.meta.dirname, '..')
export const hasRecordings = existsSync(join(ROOT, '../shared/data'))
/** The test files that run over them where they are there. */
export const RECORDINGS_TESTS = [
  'workers/**/*.recordings.test.ts',
  'workers/aggregator/providers/*/*.test.ts',
  'workers/aggregator/chain/drill.test.ts',
]
