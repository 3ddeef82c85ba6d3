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
  env: { RECORDED_ANSWERS: 'small' },
  testTimeout: 20_000,
}
