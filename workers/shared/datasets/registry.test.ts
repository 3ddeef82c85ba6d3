import { globSync } from 'node:fs'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { aggregatorContract } from '../contracts/aggregator.ts'
import { operationOf } from '../contracts/dataset-routes.ts'
import type { Route } from '../contracts/route.ts'
import { DATASETS, DEFINITIONS, ITEM_DATASETS, isRouted, isStored } from './registry.ts'

/** Files of this folder that are no dataset. */
const PARTS = ['definition', 'elements', 'registry']

const CONTRACT: Record<string, Route | undefined> = aggregatorContract
const routed = ITEM_DATASETS.filter(isRouted)

/** The schema of one record in the answer of a route. */
const recordOf = (route: Route): unknown => {
  const items = route.response instanceof z.ZodObject ? route.response.shape.items : undefined
  const entry = items instanceof z.ZodArray ? items.element : undefined
  return entry instanceof z.ZodObject ? entry.shape.item : undefined
}

test('every dataset has a file of its name, and every file a line in the registry', () => {
  const files = globSync('*.ts', { cwd: import.meta.dirname })
    .filter((file) => !file.includes('.test.'))
    .map((file) => file.replace(/\.ts$/, ''))
  expect(files.sort()).toEqual([...DATASETS, ...PARTS].sort())
})

test('definitions with each kind of route are there', () => {
  expect(routed.filter(isStored).length).toBeGreaterThan(5)
  expect(routed.filter((dataset) => !isStored(dataset))).toContain('quote')
  expect(ITEM_DATASETS.filter((dataset) => !isRouted(dataset))).toContain('fx')
})

test.for(routed)('%s: its route is what its definition says', (dataset) => {
  const { item, route: said } = DEFINITIONS[dataset]
  const found = CONTRACT[operationOf(dataset)]
  if (!found) throw new Error(`${dataset} has no route`)
  const isWritten = said.reads === 'provider'
  expect(found).toMatchObject({
    method: 'GET',
    summary: said.summary,
    access: isWritten ? 'writer' : 'reader',
    public:
      dataset === 'bars'
        ? '/api/market-data/bars/{symbol}'
        : `/api/companies/{market}/{symbol}/${dataset}`,
  })
  expect(recordOf(found)).toBe(item)
  const dated = { market: 'US', as_of: '2025-01-31', from: '2024-01-01' }
  expect(found.query?.safeParse({ market: 'US' }).success).toBe(true)
  expect(found.query?.safeParse(dated).success).toBe(!isWritten)
})

test.for(ITEM_DATASETS.filter((dataset) => !isRouted(dataset)))(
  '%s: it has no route, as its definition says',
  (dataset) => {
    expect(
      Object.values(CONTRACT).filter((route) => route?.public?.endsWith(`/${dataset}`)),
    ).toEqual([])
  },
)

test('the trades of insiders of the last four quarters are asked for, with a month for filing them', () => {
  expect(DEFINITIONS.insiders.window_days).toBeGreaterThanOrEqual(366 + 30)
  expect(DEFINITIONS.insiders.window_days).toBeLessThanOrEqual(366 + 92)
})
