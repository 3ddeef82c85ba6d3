import { expect, test } from 'vitest'
import { movedBy } from './grid-keys.ts'
import { shadeOf } from './shade.ts'
import { OVERSCAN, scrollToRow, windowOf } from './window.ts'

const view = { top: 0, height: 440, rowHeight: 44 }

test('the rows in sight are drawn with some beyond, and no others', () => {
  expect(windowOf(view, 10_000)).toEqual({ first: 0, end: 10 + OVERSCAN })
  expect(windowOf({ ...view, top: 44_000 }, 10_000)).toEqual({
    first: 1_000 - OVERSCAN,
    end: 1_010 + OVERSCAN,
  })
  expect(windowOf({ ...view, top: 439_560 }, 10_000).end).toBe(10_000)
  expect(windowOf(view, 3)).toEqual({ first: 0, end: 3 })
})

test('out of sight, above or below, a page of rows is drawn', () => {
  expect(windowOf({ ...view, top: -9_000 }, 50)).toEqual({ first: 0, end: 10 + OVERSCAN })
  expect(windowOf({ ...view, top: 9_000 }, 50)).toEqual({ first: 40 - OVERSCAN, end: 50 })
  expect(windowOf({ ...view, top: 44_000 }, 3)).toEqual({ first: 0, end: 3 })
})

test('a row that is not in sight is scrolled to, one that is stays', () => {
  expect(scrollToRow({ ...view, top: 440 }, 12, 0)).toBe(0)
  expect(scrollToRow({ ...view, top: 440 }, 5, 0)).toBe(-220)
  expect(scrollToRow({ ...view, top: 440 }, 10, 48)).toBe(-48)
  expect(scrollToRow(view, 10, 0)).toBe(44)
})

test.each([
  ['ArrowDown', false, { row: 6, column: 2 }],
  ['ArrowLeft', false, { row: 5, column: 1 }],
  ['PageDown', false, { row: 15, column: 2 }],
  ['PageUp', false, { row: 0, column: 2 }],
  ['Home', false, { row: 5, column: 0 }],
  ['End', true, { row: 99, column: 3 }],
  ['Home', true, { row: 0, column: 0 }],
  ['a', false, null],
] as const)('%s (with control: %s) moves in the grid', (key, ctrlKey, to) => {
  expect(
    movedBy({ key, ctrlKey }, { row: 5, column: 2 }, { rows: 100, columns: 4, page: 10 }),
  ).toEqual(to)
})

test('the keys stop at the edges', () => {
  const size = { rows: 3, columns: 2, page: 10 }
  expect(movedBy({ key: 'ArrowUp', ctrlKey: false }, { row: 0, column: 0 }, size)).toEqual({
    row: 0,
    column: 0,
  })
  expect(movedBy({ key: 'PageDown', ctrlKey: false }, { row: 1, column: 1 }, size)).toEqual({
    row: 2,
    column: 1,
  })
})

test('the lowest fifth has no shade, the highest the strongest', () => {
  expect(shadeOf(3)).toBe('')
  expect(shadeOf(50)).toBe('--shade: 12%')
  expect(shadeOf(100)).toBe('--shade: 24%')
})
