import { afterEach, expect, test } from 'vitest'
import { language } from '../preferences.ts'
import { attemptWords } from './words.ts'

afterEach(() => {
  language.value = 'en'
})

const attempt = { provider: 'sec', outcome: 'served', reason: null, detail: null } as const

test.each([
  ['en', 'SEC EDGAR: ', ', 1,234 of its records could not be read'],
  ['zh', 'SEC EDGAR：', '，其中 1,234 条记录未能读取'],
] as const)('what was left out of an answer is counted in %s', (of, beginning, end) => {
  language.value = of
  const told = attemptWords({ ...attempt, left_out: 1_234 })
  expect(told.startsWith(beginning)).toBe(true)
  expect(told.endsWith(end)).toBe(true)
  expect(attemptWords(attempt)).toBe(told.slice(0, -end.length))
})
