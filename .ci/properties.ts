/**
 * Stands in for `fast-check` in the tests: every run has the same inputs, so that a change is
 * judged by what it changes. `PROPERTY_SEED=random` or a number gives others, `PROPERTY_RUNS` more:
 * `export PROPERTY_SEED=random PROPERTY_RUNS=5000`, then
 * `npx vitest run --config .ci/vitest.config.ts -t property`
 */
import fc from '../node_modules/fast-check/lib/fast-check.js'

const FIXED_SEED = 20261129
const { PROPERTY_SEED: seed = String(FIXED_SEED), PROPERTY_RUNS: runs } = process.env

fc.configureGlobal({
  ...(seed !== 'random' && { seed: Number(seed) }),
  ...(runs !== undefined && { numRuns: Number(runs) }),
})

export default fc
