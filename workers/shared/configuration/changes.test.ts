import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MAX_FEW, MAX_PROSE } from '../lengths.ts'
import { changesBetween, isSameDocument } from './changes.ts'

const changesOf = (before: unknown, after: unknown) => changesBetween(before, after).changes

describe('what differs between two versions', () => {
  test.each([
    ['nothing', { a: { b: 1 } }, { a: { b: 1 } }, []],
    ['the order of keys is nothing', { a: 1, b: 2 }, { b: 2, a: 1 }, []],
    ['a setting', { a: { b: 1 } }, { a: { b: 2 } }, [{ path: 'a.b', before: '1', after: '2' }]],
    ['one more', { a: {} }, { a: { c: [] } }, [{ path: 'a.c', before: null, after: '[]' }]],
    ['one less', { a: { c: null } }, { a: {} }, [{ path: 'a.c', before: 'null', after: null }]],
    [
      'a list of words, as a whole',
      { chain: ['x', 'y'] },
      { chain: ['y', 'x'] },
      [{ path: 'chain', before: '["x","y"]', after: '["y","x"]' }],
    ],
    [
      'an entry, by its id and not by its place',
      [
        { id: 'a', n: 1 },
        { id: 'b', n: 1 },
      ],
      [{ id: 'b', n: 2 }],
      [
        { path: 'a', before: '{"id":"a","n":1}', after: null },
        { path: 'b.n', before: '1', after: '2' },
      ],
    ],
    [
      'an instrument, by its market and symbol',
      [{ market: 'US', symbol: 'AAPL' }],
      [
        { market: 'JP', symbol: '7203' },
        { market: 'US', symbol: 'AAPL' },
      ],
      [{ path: 'JP:7203', before: null, after: '{"market":"JP","symbol":"7203"}' }],
    ],
    [
      'the order of entries',
      [{ id: 'a' }, { id: 'b' }],
      [{ id: 'b' }, { id: 'a' }],
      [{ path: '(order)', before: '["a","b"]', after: '["b","a"]' }],
    ],
    [
      'entries of which two have one id, as a whole',
      [{ id: 'a' }, { id: 'a' }],
      [{ id: 'a' }],
      [{ path: '', before: '[{"id":"a"},{"id":"a"}]', after: '[{"id":"a"}]' }],
    ],
    ['a document that there was not', undefined, 'x', [{ path: '', before: null, after: '"x"' }]],
    [
      'the lines of a prompt',
      'one\ntwo\nthree\nfour',
      'one\n2\n2b\nthree\nfour\nfive',
      [
        { path: 'line 2', before: 'two', after: '2\n2b' },
        { path: 'line 5', before: null, after: 'five' },
      ],
    ],
    ['a line that is gone', 'a\nb\nc', 'a\nc', [{ path: 'line 2', before: 'b', after: null }]],
  ])('%s', (_, before, after, expected) => {
    expect(changesOf(before, after)).toEqual(expected)
  })

  test('is told as far as it fits, and counted whole', () => {
    const many = (n: number) => Object.fromEntries(Array.from({ length: 250 }, (_, i) => [i, n]))
    const { changes, changes_left_out } = changesBetween(many(1), many(2))
    expect([changes.length, changes_left_out]).toEqual([MAX_FEW, 250 - MAX_FEW])
    const [long] = changesOf({ a: '' }, { a: 'x'.repeat(2 * MAX_PROSE) })
    expect(long?.after).toHaveLength(MAX_PROSE)
  })

  test('is nothing exactly when both are the same', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        expect(changesOf(a, structuredClone(a))).toEqual([])
        expect(changesOf(a, b).length === 0).toBe(isSameDocument(a, b))
      }),
    )
  })

  /** Puts the changed lines into the older text. */
  const replayed = (before: string, after: string): string => {
    const lines = before.split('\n')
    const changes = changesOf(before, after)
    for (const change of changes.toReversed()) {
      const at = Number(change.path.slice('line '.length)) - 1
      const removed = change.before === null ? 0 : change.before.split('\n').length
      lines.splice(at, removed, ...(change.after === null ? [] : change.after.split('\n')))
    }
    return lines.join('\n')
  }
  const text = fc.array(fc.constantFrom('a', 'b', '', 'c d'), { maxLength: 30 })

  test('of prompts leads from the older to the newer text', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        // A line of its own keeps an empty text apart from no text.
        const [before, after] = [['top', ...a].join('\n'), ['top', ...b].join('\n')]
        expect(replayed(before, after)).toBe(after)
      }),
    )
  })

  test('of two long prompts without a common line is one change', () => {
    const lines = (word: string) => Array.from({ length: 1_500 }, (_, i) => `${word}${i}`)
    expect(changesOf(lines('a').join('\n'), lines('b').join('\n'))).toHaveLength(1)
  })
})
