/**
 * The rating in an exported report: its grades, tests with their lines, and reasons, in both
 * languages.
 */
import { describe, expect, test } from 'vitest'
import { figuresOf } from '#shared/book/of-content.ts'
import { rateCompany } from '#shared/rating/rate-company.ts'
import { financials, report } from './markdown.fixture.ts'
import { toMarkdown } from './markdown.ts'

const figures = figuresOf(financials)
const rating = rateCompany(figures, {
  instrument: figures.about.instrument.id,
  as_of: figures.reading.as_of,
})
const exported = (language: 'en' | 'zh'): string =>
  toMarkdown({ ...report([], language), rating }, figures)

describe('an exported rating', () => {
  test.each([
    ['en' as const, '## Rating', '**Fundamentals: not rated**', 'too few tests could be made'],
    ['zh' as const, '## 评级', '**基本面：不予评级**', '可以进行的检验太少'],
  ])('in %s says the grade, and why there is none', (language, ...texts) => {
    for (const text of texts) expect(exported(language)).toContain(text)
  })

  test('lists each test not made with its reason, and no token is left', () => {
    const text = exported('en')
    for (const one of rating.tests) if (!one.made) expect(text).toContain(`- ${one.names.en} (`)
    expect(text).not.toContain('{{')
    expect(text).not.toMatch(/[\u4e00-\u9fff]/)
  })

  test('is left out of a report that has none', () => {
    expect(toMarkdown(report([]), figures)).not.toContain('## Rating')
  })
})
