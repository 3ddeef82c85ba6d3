import { expect, test } from 'vitest'
import { MATRIX_DATASETS as MATRIX_OF_CONTRACT } from '#shared/contracts/data-sources.ts'
import { MARKETS as MARKETS_OF_CONTRACT } from '#shared/contracts/instrument.ts'
import { DATASETS as DATASETS_OF_CONTRACT, PROVIDER_IDS } from '#shared/providers.ts'
import { DATASETS, MARKETS, MATRIX_DATASETS, PROVIDER_NAMES } from './names.ts'

test('the page knows the markets, datasets and providers of the contracts', () => {
  expect(MARKETS).toEqual(MARKETS_OF_CONTRACT)
  expect(DATASETS).toEqual(DATASETS_OF_CONTRACT)
  expect(MATRIX_DATASETS).toEqual(MATRIX_OF_CONTRACT)
  expect([...Object.keys(PROVIDER_NAMES), 'recorded'].sort()).toEqual([...PROVIDER_IDS].sort())
})
