/**
 * The kinds of tests, which run one after the other: unit tests in plain Node, tests of the
 * adapters with the full recorded answers when these exist, tests inside workerd, and end-to-end
 * tests with the five Workers.
 */
import { availableParallelism } from 'node:os'
import { cloudflareTest } from '@cloudflare/vitest-plugin'
import { defineConfig } from 'vitest/config'
import { hasRecordings, RECORDINGS_TESTS } from './recordings.ts'
import { PROPERTIES, UNIT_TESTS } from './unit-tests.ts'

const root = new URL('..', import.meta.url).pathname

/** Tests in plain Node use every core; vitest alone would leave one of them idle. */
const IN_NODE = { maxWorkers: availableParallelism(), sequence: { groupOrder: 0 } }

/** Runs the tests that use the small recorded answers once more, with the full ones. */
const recordings = hasRecordings
  ? [
      {
        root,
        test: {
          name: 'recordings',
          include: RECORDINGS_TESTS,
          alias: PROPERTIES,
          env: { RECORDED_ANSWERS: 'full' },
          testTimeout: 60_000,
          ...IN_NODE,
        },
      },
    ]
  : []

/** Takes the place of a service that a Worker binds to but that its own tests never call. */
const absentService = (name: string) => ({
  name,
  modules: true,
  compatibilityDate: '2026-11-02',
  script: `
    const absent = () => new Response('absent in this test', { status: 503 })
    export class ProviderKeys extends WorkerEntrypoint { fetch() { return absent() } }
    export class ModelKeys extends WorkerEntrypoint { fetch() { return absent() } }
    export default { fetch: absent, tail() {} }
    import { WorkerEntrypoint } from 'cloudflare:workers'`,
})

const inWorkerd = (worker: string, services: string[] = []) => ({
  root,
  plugins: [
    cloudflareTest({
      wrangler: { configPath: `${root}workers/${worker}/wrangler.toml` },
      miniflare: { workers: [...services, 'log-collector'].map(absentService) },
    }),
  ],
  test: {
    name: `workerd:${worker}`,
    include: [`workers/${worker}/**/*.workers.test.ts`],
    testTimeout: 20_000,
    sequence: { groupOrder: 1 },
  },
})

export default defineConfig({
  root,
  test: {
    projects: [
      {
        root,
        test: { ...UNIT_TESTS, ...IN_NODE },
      },
      ...recordings,
      inWorkerd('config'),
      inWorkerd('analysis', ['config-service']),
      inWorkerd('aggregator', ['config-service', 'analysis-service']),
      inWorkerd('orchestrator', ['config-service', 'data-aggregator', 'analysis-service']),
      {
        root,
        test: {
          name: 'e2e',
          include: ['workers/e2e/**/*.test.ts'],
          alias: PROPERTIES,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
