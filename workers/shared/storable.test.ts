import { describe, expect, it } from 'vitest'
import { isStorable, isStorableJson } from './storable.ts'

describe('what can be stored', () => {
  it.each([
    ['plain text', 'Apple', true],
    ['a whole pair', '😀', true],
    ['a backslash before such letters', '\\u0000 \\ud800', true],
    ['U+0000', 'a\u0000b', false],
    ['U+0000 after a backslash', '\\\u0000', false],
    ['half a pair', { names: ['\ud800'] }, false],
    ['U+0000 in a key', { '\u0000': 1 }, false],
    ['nothing', undefined, true],
  ])('%s', (_, value, storable) => {
    expect(isStorable(value)).toBe(storable)
    const text = JSON.stringify(value)
    if (text) expect(isStorableJson(text, JSON.parse(text))).toBe(storable)
  })

  it('takes a pair that is written as two escapes', () => {
    expect(isStorableJson('"\\ud83d\\ude00"', '😀')).toBe(true)
  })
})
