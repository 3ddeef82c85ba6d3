import { expect, test } from 'vitest'
import { en } from './en.ts'
import { fill } from './index.ts'
import { en as liveEn } from '../../live/strings/en.ts'
import { zh as liveZh } from '../../live/strings/zh.ts'
import { en as tabsEn } from '../../company/data/strings/en.ts'
import { zh as tabsZh } from '../../company/data/strings/zh.ts'
import { zh } from './zh.ts'

const places = (text: string): string[] =>
  [...text.matchAll(/\{[a-z_]+\}/g)].map(([place]) => place).sort()

const SETS = [
  { name: 'the page', english: en, chinese: zh },
  { name: 'the tabs', english: tabsEn, chinese: tabsZh },
  { name: 'live prices', english: liveEn, chinese: liveZh },
]

test.each(SETS)('both languages of $name have the same keys', ({ english, chinese }) => {
  expect(Object.keys(chinese).sort()).toEqual(Object.keys(english).sort())
})

test.each(SETS)(
  'every string of $name has words in both languages, and the same places to fill in',
  ({ english, chinese }) => {
    const words = new Map<string, string>(Object.entries(chinese))
    const differing = Object.entries<string>(english).filter(([key, text]) => {
      const other = words.get(key) ?? ''
      return text === '' || other === '' || places(text).join() !== places(other).join()
    })
    expect(differing).toEqual([])
  },
)

test('a place without a value stays visible', () => {
  expect(fill('{count} of {total}', { count: 3 })).toBe('3 of {total}')
})
