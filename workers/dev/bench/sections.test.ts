/** The sections of the bench that its arguments ask for. */
import { expect, test } from 'vitest'
import { sectionsAsked } from './sections.ts'

const ALL = ['start', 'quotes', 'books'] as const

test('are all of them, or those that are named, in the order of the bench', () => {
  expect(sectionsAsked([], ALL)).toEqual({ asked: ALL })
  expect(sectionsAsked(['--only', 'books'], ALL)).toEqual({ asked: ['books'] })
  expect(sectionsAsked(['--only', 'books,start'], ALL)).toEqual({ asked: ['start', 'books'] })
})

test('a section that there is not, and an argument that there is not, are told', () => {
  expect(sectionsAsked(['--only', 'books,boks'], ALL)).toEqual({
    wrong: 'there is no section boks: the sections are start, quotes, books',
  })
  expect(sectionsAsked(['--fast'], ALL)).toMatchObject({ wrong: expect.stringContaining('--fast') })
})
