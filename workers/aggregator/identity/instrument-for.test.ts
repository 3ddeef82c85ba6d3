import { expect, test } from 'vitest'
import type { Instrument } from '#shared/contracts/instrument.ts'
import { instrumentFor, withoutAbsent } from './instrument-for.ts'

const known: Instrument = {
  id: 'US:AAPL',
  market: 'US',
  symbol: 'AAPL',
  name: 'Apple Inc.',
  names: { en: 'Apple Inc.', zh: '苹果' },
  exchange: 'Nasdaq',
  industry: 'Electronic Computers',
  fiscal_year_end: '09-26',
  identifiers: { cik: '0000320193', isin: 'US0378331005' },
}
const whom = { market: 'US', symbol: 'AAPL' } as const

test('of an instrument that nobody knows, the symbol is the name and the rest is empty', () => {
  const nobodyKnows: Instrument = {
    id: 'US:AAPL',
    market: 'US',
    symbol: 'AAPL',
    name: 'AAPL',
    names: {},
    exchange: null,
    industry: null,
    fiscal_year_end: null,
    identifiers: {},
  }
  expect(instrumentFor(whom)).toEqual(nobodyKnows)
  expect(instrumentFor({ ...whom, known: null }, { name: null, exchange: null })).toEqual(
    nobodyKnows,
  )
})

test.for([
  { stated: {} },
  { stated: { name: null, exchange: null, industry: null, fiscal_year_end: null } },
])('an answer that says nothing leaves all that is known: %o', ({ stated }) => {
  expect(instrumentFor({ ...whom, known }, stated)).toEqual(known)
})

test('what an answer states takes the place of what was known', () => {
  const stated = {
    name: 'Apple',
    names: { en: 'Apple' },
    exchange: 'NMS',
    industry: 'Phones',
    fiscal_year_end: '09-30',
  }
  expect(instrumentFor({ ...whom, known }, stated)).toEqual({ ...known, ...stated })
})

test('identifiers stand beside the known ones, and a stated one wins', () => {
  expect(
    instrumentFor({ ...whom, known }, { identifiers: { cik: '1', lei: 'L' } }).identifiers,
  ).toEqual({ cik: '1', isin: 'US0378331005', lei: 'L' })
})

test('a language without a name is left out', () => {
  expect(Object.keys(withoutAbsent({ en: 'Apple', zh: undefined }))).toEqual(['en'])
})
