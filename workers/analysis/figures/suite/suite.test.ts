/**
 * The suite of sentences and the templates over all figures of three companies: what is wrong is
 * marked, what is right stands.
 */
import { beforeAll, describe, expect, test } from 'vitest'
import type { Figure } from '#shared/contracts/analysis.ts'
import { figuresOfCompany } from '../../../e2e/fakes/recorded-report.ts'
import { checkText } from '../checker.ts'
import { SUITE_COMPANIES, suiteSentences } from './read-suite.fixture.ts'
import { type Outcome, rateOf, runSentence } from './suite.ts'
import {
  latestWithLastYear,
  otherBases,
  otherCurrencies,
  otherDirections,
  otherSubjects,
  underOtherNames,
  underOwnNames,
} from './templates.ts'

const LANGUAGES = ['en', 'zh'] as const
const sentences = suiteSentences()
const figures: Record<string, readonly Figure[]> = {}
let outcomes: Outcome[] = []

beforeAll(async () => {
  for (const [symbol, market] of Object.entries(SUITE_COMPANIES))
    figures[symbol] = await figuresOfCompany(market, symbol)
  outcomes = sentences.map((sentence) => runSentence(sentence, figures[sentence.company] ?? []))
}, 120_000)

test('the suite is large, balanced, and in both languages', () => {
  expect(sentences.length).toBeGreaterThanOrEqual(600)
  for (const language of LANGUAGES) {
    const own = sentences.filter((sentence) => sentence.language === language)
    const right = own.filter(({ wrong }) => wrong.length === 0).length
    expect(right / own.length).toBeGreaterThan(0.4)
    expect(right / own.length).toBeLessThan(0.6)
  }
})

describe.each(LANGUAGES)('sentences, %s', (language) => {
  test.each([
    ['developed', false],
    ['held out', true],
  ])(
    '%s: 98 of 100 wrong numbers are marked, at most 2 of 100 right sentences struck',
    (_, heldOut) => {
      const own = outcomes.filter(
        ({ sentence }) => sentence.language === language && sentence.heldOut === heldOut,
      )
      const { wrong, caught, right, struck } = rateOf(own)
      expect(caught / wrong).toBeGreaterThanOrEqual(0.98)
      expect(struck / right).toBeLessThanOrEqual(0.02)
    },
  )
})

/** Most sentences of one template that are tried for one company. */
const TRIED = 500
const tried = <T>(all: readonly T[]): T[] => {
  const step = Math.max(1, Math.floor(all.length / TRIED)) | 1
  return all.filter((_, i) => i % step === 0)
}
const marked = (text: string, symbol: string): boolean =>
  checkText(text, figures[symbol] ?? [], { symbol }).unverified.length > 0

describe.each(['AAPL', 'NVDA', 'MRVL'])('every figure of %s', (symbol) => {
  test.each([
    ['under the name of another', underOtherNames],
    ['called the latest, of the year before', latestWithLastYear],
    ['with the other direction', otherDirections],
    ['against another period', otherBases],
    ['of another subject', otherSubjects],
    ['in another currency', otherCurrencies],
  ])(
    '%s is marked',
    (_, made) => {
      const all = tried(made(figures[symbol] ?? []))
      expect(all.length).toBeGreaterThan(10)
      const passed = all.filter(({ text }) => !marked(text, symbol))
      expect(passed.slice(0, 5)).toEqual(
        passed.length / all.length <= 0.01 ? expect.anything() : [],
      )
    },
    120_000,
  )
  test('under its own name stands', () => {
    const all = underOwnNames(figures[symbol] ?? [])
    expect(all.filter(({ text }) => marked(text, symbol))).toEqual([])
  }, 60_000)
})
