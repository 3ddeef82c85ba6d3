/** Every property test runs through the settings of this file. */
export const PROPERTIES = { 'fast-check': `${import.meta.dirname}/properties.ts` }

/** The settings of the unit tests, for all who run them. */
export const UNIT_TESTS = {
  name: 'unit',
  include: ['workers/**/*.test.ts', 'web/**/*.test.ts', 'web/**/*.test.tsx'],
  exclude: [
    '**/*.workers.test.ts',
    '**/*.recordings.test.ts',
    'workers/e2e/**',
    '**/node_modules/**',
  ],
  alias: PROPERTIES,
  env: { RECORDED_ANSWERS: 'small' },
  testTimeout: 20_000,
}
