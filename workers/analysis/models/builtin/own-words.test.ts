/**
 * The rule analyst's own words stand up to the check of every claim: what it says without a figure
 * has no number in it that the checker would strike.
 */
import { describe, expect, test } from 'vitest'
import { DANGERS, UNRATED, UNTESTED } from '#shared/rating/names.ts'
import { RATING_TESTS } from '#shared/rating/tests/index.ts'
import { REFUSALS } from '#shared/valuation/refusals.ts'
import { checkText } from '../../figures/checker.ts'
import { EN } from './prose/en/index.ts'
import { ZH } from './prose/zh/index.ts'

/** Every text of a pack that is one without a figure, with the way to it. */
const textsOf = (value: unknown, path: string): [string, string][] => {
  if (typeof value === 'string') return [[path, value]]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, of]) => textsOf(of, `${path}.${key}`))
}

const shared = (language: 'en' | 'zh'): [string, string][] => [
  ...[DANGERS, UNRATED, UNTESTED, REFUSALS].flatMap((words) =>
    Object.entries(words).map(([key, of]): [string, string] => [key, of[language]]),
  ),
  ...RATING_TESTS.flatMap(({ id, names, strength, weakness, below_nothing }) =>
    [names, strength, weakness, ...(below_nothing ? [below_nothing] : [])].map(
      (of): [string, string] => [id, of[language]],
    ),
  ),
]

describe.each([
  ['en', textsOf(EN, 'en'), shared('en')],
  ['zh', textsOf(ZH, 'zh'), shared('zh')],
] as const)('in %s', (_, own, others) => {
  test.each([...own, ...others])('%s: %s', (_path, text) => {
    const sentence = /[.。]$/.test(text) ? text : `${text}.`
    for (const written of [text, sentence, `- ${text}`])
      expect(checkText(written, [], { symbol: 'TEST' }).findings).toEqual([])
  })
})

/** What a Chinese reader meets in Latin letters everywhere. */
const ABBREVIATIONS = /EBITDA|EDGAR|Tushare|J-Quants|CNINFO/g
test('Chinese words hold no English', () => {
  for (const [path, text] of [...textsOf(ZH, 'zh'), ...shared('zh')])
    expect([path, text.replace(ABBREVIATIONS, '')]).toEqual([
      path,
      expect.not.stringMatching(/[A-Za-z]/),
    ])
})
