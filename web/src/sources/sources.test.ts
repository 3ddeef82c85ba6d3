import { expect, test } from 'vitest'
import type { DataSourcesView, ParityCell, ProviderInfo } from '#shared/contracts/data-sources.ts'
import { DATASETS, MATRIX_DATASETS } from '#shared/datasets/registry.ts'
import { askable, chainsOf, durationOf, matrixOf, proofCounts } from './sources.ts'

const provider = (
  id: ProviderInfo['id'],
  key: 'none' | 'set' | 'missing',
  enabled = true,
): ProviderInfo => ({
  id,
  name: id,
  home: 'https://example.com/',
  key:
    key === 'none'
      ? null
      : {
          variable: 'KEY',
          signup: 'https://example.com/key',
          free: true,
          set: key === 'set',
          in_force: key === 'set' ? 'environment' : null,
        },
  enabled,
  budget: [{ calls: 1, per_seconds: 1 }],
  delay: {},
  terms: { kind: 'personal', store: true, redistribute: false, note: 'Note.' },
  datasets: [{ dataset: 'profile', markets: ['US'], calls: 1 }],
})
const cell = (
  of: ParityCell['provider'],
  dataset: string,
  proof: ParityCell['proof'],
  market: ParityCell['market'] = 'US',
): ParityCell => ({
  provider: of,
  market,
  dataset: dataset as ParityCell['dataset'],
  proof,
  evidence: [],
})
const view: DataSourcesView = {
  providers: [
    provider('sec', 'none'),
    provider('fmp', 'missing'),
    provider('finnhub', 'set'),
    provider('yahoo', 'none', false),
  ],
  chains: {
    CN: {},
    HK: {},
    US: { profile: ['fmp', 'finnhub', 'sec', 'yahoo', 'tushare'], quote: ['finnhub'] },
    JP: {},
  },
  freshness_seconds: Object.fromEntries(
    DATASETS.map((dataset) => [dataset, dataset === 'quote' ? 0 : 3_600]),
  ) as DataSourcesView['freshness_seconds'],
  parity: [
    cell('sec', 'profile', 'recorded'),
    cell('fmp', 'profile', 'fake'),
    cell('fmp', 'quote', 'unproven'),
    cell('fmp', 'quote', 'recorded', 'HK'),
  ],
  datasets: [...DATASETS],
  matrix_datasets: [...MATRIX_DATASETS],
}

test('the matrix of a market has the providers that have something there, and only rows with something', () => {
  const { providers, rows } = matrixOf(view, 'US')
  expect(providers).toEqual(['fmp', 'sec'])
  expect(
    rows.map(({ dataset, cells }) => [dataset, ...cells.map((c) => c?.proof ?? null)]),
  ).toEqual([
    ['profile', 'fake', 'recorded'],
    ['quote', 'unproven', null],
  ])
  expect(proofCounts(view, 'US')).toEqual({ recorded: 1, fake: 1, unproven: 1 })
  expect(matrixOf(view, 'JP')).toEqual({ providers: [], rows: [] })
})

test('each link of a chain says whether it can be asked here', () => {
  const chains = chainsOf(view, 'US')
  expect(
    chains.find(({ dataset }) => dataset === 'profile')?.links.map(({ standing }) => standing),
  ).toEqual(['no_key', 'ok', 'ok', 'disabled', 'unsupported'])
  expect(chains.find(({ dataset }) => dataset === 'quote')).toEqual({
    dataset: 'quote',
    links: [{ provider: 'finnhub', standing: 'unsupported' }],
    fresh: 0,
  })
  expect(view.providers.map(askable)).toEqual([true, false, true, false])
})

test.each([
  [604_800, { count: 7, unit: 'day' }],
  [86_400, { count: 1, unit: 'day' }],
  [5_400, { count: 90, unit: 'minute' }],
  [1, { count: 1, unit: 'second' }],
  [3, { count: 3, unit: 'second' }],
] as const)('%i seconds are told in the largest whole unit', (seconds, told) =>
  expect(durationOf(seconds)).toEqual(told),
)
