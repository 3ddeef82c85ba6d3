/** Numbers in words: every count up to 99 is found whole and read back. */
import { expect, test } from 'vitest'
import { chineseNumber, countOf, ENGLISH_COUNT, englishNumber, HAN_COUNT } from './number-words.ts'

const ONES =
  'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  )
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')
const HAN = [...'一二三四五六七八九']

const english = (count: number): string[] => {
  const one = ONES[count - 1]
  if (one) return [one]
  const ten = TENS[Math.floor(count / 10) - 2] ?? ''
  const rest = ONES[(count % 10) - 1]
  return rest ? [`${ten}-${rest}`, `${ten} ${rest}`] : [ten]
}
const han = (count: number): string => {
  const [ten, one] = [HAN[Math.floor(count / 10) - 1] ?? '', HAN[(count % 10) - 1] ?? '']
  return count < 10 ? one : `${ten === '一' ? '' : ten}十${one}`
}

test.each(Array.from({ length: 99 }, (_, at) => at + 1))('%d', (count) => {
  for (const word of english(count)) {
    expect(new RegExp(ENGLISH_COUNT).exec(`the ${word} years`)?.[0]).toBe(word)
    expect(countOf(word)).toBe(count)
  }
  expect(new RegExp(HAN_COUNT).exec(`近${han(count)}年`)?.[0]).toBe(han(count))
  expect(countOf(han(count))).toBe(count)
  expect(countOf(String(count))).toBe(count)
})

test('what is no number is none', () => {
  for (const text of ['', 'a', 'years', '年', 'twenty-ten', 'onetwo'])
    expect(countOf(text)).toBeNaN()
  expect(countOf('两')).toBe(2)
  expect(englishNumber('three hundred and five')).toBe(305)
  expect(englishNumber('one point five')).toBe(1.5)
  expect(chineseNumber('三百零五')).toBe(305)
})
