import { expect, test } from 'vitest'
import { sparkPaths } from './spark-paths.ts'

test('a gap in the figures is a gap in the line', () => {
  expect(sparkPaths([1, 2, null, 3, 4])).toHaveLength(2)
})

test('higher figures stand higher, and level ones lie level', () => {
  expect(sparkPaths([0, 10])).toEqual(['2.0,16.0 62.0,2.0'])
  expect(sparkPaths([5, 5])).toEqual(['2.0,16.0 62.0,16.0'])
})

test('one figure alone is no line', () => {
  expect(sparkPaths([null, 3, null])).toEqual([])
  expect(sparkPaths([])).toEqual([])
})
