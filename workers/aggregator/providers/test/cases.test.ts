/** The cases are about instruments that can be asked for. */
import { expect, test } from 'vitest'
import { parseSymbol } from '#shared/symbol.ts'
import { CASES } from './cases.ts'

/** Currencies and search texts are no symbols. */
const ofInstruments = CASES.filter(({ dataset }) => dataset !== 'fx' && dataset !== 'instrument')

test('each case names its instrument in the canonical form of its market', () => {
  const wrong = ofInstruments.flatMap(({ provider, dataset, market, symbol }) => {
    const parsed = parseSymbol(market, symbol)
    return parsed.ok && parsed.data === symbol ? [] : [`${provider} ${dataset} ${market}:${symbol}`]
  })
  expect(ofInstruments.length).toBeGreaterThan(150)
  expect(wrong).toEqual([])
})
