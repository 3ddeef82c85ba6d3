/** A module without anything to read is skipped with the reasons; one with something is written. */
import { expect, test } from 'vitest'
import { figuresOf } from '#shared/book/of-content.ts'
import { financials } from '../export/markdown.fixture.ts'
import { absentReads } from './absent-reads.ts'

const figures = figuresOf(financials)
const told = (hash: string | null, absent: string | null = null) => [
  { kind: 'market' as const, hash, absent },
]
const MARKET = { facts: [], reads: [{ exhibit: 'market' }] }

test.each([
  ['its exhibit was not collected', MARKET, null, 'market: not_collected'],
  ['its exhibit failed', MARKET, told(null, 'providers_failed'), 'market: providers_failed'],
  ['its exhibit says nothing', MARKET, told('a'.repeat(64)), 'market: empty'],
  [
    'one of two is there',
    { facts: [], reads: [{ exhibit: 'market' }, { exhibit: 'rating' }] },
    [...told(null, 'x'), { kind: 'rating' as const, hash: 'b'.repeat(64), absent: null }],
    null,
  ],
  [
    'it is given figures of the book',
    { facts: ['income'], reads: [{ exhibit: 'market' }] },
    null,
    null,
  ],
  ['it reads no exhibit', { facts: [] }, null, null],
])('%s', (_, module, of, expected) => expect(absentReads(module, figures, of)).toBe(expected))
