import { describe, expect, test } from 'vitest'
import { splitProse } from '../figure-token.ts'
import { expectLinear, HOSTILE_TEXTS } from '../hostile-text.fixture.ts'
import { foreignText } from './foreign-text.ts'
import { HOSTILE_TITLES } from './hostile-titles.fixture.ts'

test.each([
  ['Apple beats <b>estimates</b> &amp; raises guidance', 'Apple beats estimates & raises guidance'],
  ['贵州茅台：2025年年度报告（修订版）', '贵州茅台：2025年年度报告（修订版）'],
  ['AT&T wins  \n contract', 'AT&T wins contract'],
  ['Market data: up 5% in [Q3]', 'Market data: up 5% in (Q3)'],
  ['ＡＢＣ　株式会社', 'ABC 株式会社'],
])('%j is %j', (text, plain) => {
  expect(foreignText(text, 200)).toBe(plain)
})

test('nothing that shows is no text', () => {
  for (const text of ['', ' ', '\u202e\u200b', '***', '<p></p>', null])
    expect(foreignText(text, 100)).toBeNull()
})

test('a long text is cut, and not within a character', () => {
  const cut = foreignText('😀'.repeat(300), 101) ?? ''
  expect(cut.length).toBeLessThanOrEqual(101)
  expect(cut.isWellFormed()).toBe(true)
})

describe.each(HOSTILE_TITLES)('%s', (_, title) => {
  test('has no structure left', () => {
    const plain = foreignText(title, 600) ?? ''
    expect(plain).not.toMatch(/[{}[\]<>|`*_~#^\\=@\n\r]/)
    expect(plain).not.toMatch(/[\p{Cf}\p{Cc}\p{Co}\p{Cs}]/u)
    expect(plain).not.toMatch(/:\/\/|www\.|(?:javascript|data):\S/i)
    expect(splitProse(plain).every(({ kind }) => kind === 'text')).toBe(true)
    expect(foreignText(plain, 600)).toBe(plain === '' ? null : plain)
  })
})

describe('the time grows with the length', () => {
  test.each(HOSTILE_TEXTS)('%s', (_, textOf) => {
    expectLinear((text: string) => foreignText(text, 600), textOf)
  })
})
