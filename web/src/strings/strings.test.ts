import { expect, test } from 'vitest'
import { en } from './en.ts'
import { fill } from './index.ts'
import { zh } from './zh.ts'

const places = (text: string): string[] => [...text.matchAll(/\{[a-z_]+\}/g)].map(([place]) => place).sort()

test('both languages have the same keys', () => {
  expect(Object.keys(zh).sort()).toEqual(Object.keys(en).sort())
})

test('every string has words in both languages, and the same places to fill in', () => {
  const chinese = new Map<string, string>(Object.entries(zh))
  const differing = Object.entries<string>(en).filter(([key, english]) => {
    const other = chinese.get(key) ?? ''
    return english === '' || other === '' || places(english).join() !== places(other).join()
  })
  expect(differing).toEqual([])
})

test('a place without a value stays visible', () => {
  expect(fill('{count} of {total}', { count: 3 })).toBe('3 of {total}')
})
