/**
 * The sentences that have words of their own for a loss, in every form: a loss is never read like a
 * profit, and a margin below zero neither widens nor narrows.
 */
import { describe, expect, test } from 'vitest'
import type { Cite } from './finding.ts'
import { EN } from './prose/en/index.ts'
import { ZH } from './prose/zh/index.ts'

const FORMS = 12
const at = (value: number, name = 'x'): Cite => ({
  ref: `{{${name}@FY2025}}`,
  period: 'FY2025',
  value,
})
const earlier = (value: number): Cite => ({ ref: '{{x@FY2021}}', period: 'FY2021', value })
/** Many values, so that every form of words is met. */
const values = Array.from({ length: FORMS }, (_, i) => -0.05 - i * 0.013)

const PRAISE = {
  en: /rewards owners|above what owners|high by any|pays for (?:the|its) capital and|worth something|comfortable|cannot copy|widened|narrowed|best of times|pricing power/,
  zh: /得到了补偿|高于股东|很高|仍有剩余|从容|定价权|扩大|收窄|最好的年景/,
}
const PACKS = [
  ['en', EN],
  ['zh', ZH],
] as const

describe.each(PACKS)('%s', (language, pack) => {
  const told = (sentence: string) => {
    expect(sentence).not.toMatch(PRAISE[language])
    expect(sentence).not.toContain('undefined')
  }
  test.each(values)('a return on equity of %d', (value) => {
    const sentence = pack.findings.equity_return({
      roe: at(value),
      level: 'lost',
      parts: null,
      lent: null,
      geared: false,
      flattered: false,
    })
    told(sentence)
    expect(sentence).toMatch(language === 'en' ? /loss/ : /亏损/)
  })
  test.each(values)('a return on invested capital of %d', (value) => {
    const sentence = pack.findings.capital_return({ roic: at(value), level: 'none' })
    told(sentence)
    expect(sentence).toMatch(
      language === 'en'
        ? /earned nothing|used up and not paid for/
        : /没有带来回报|一无所得|在消耗/,
    )
  })
  test.each(values)('a margin of %d', (value) => {
    const sentence = pack.findings.margin_level({
      margin: at(value),
      kind: 'operating',
      level: 'negative',
      gross: null,
      net: null,
      losses: 3,
      of: 5,
      trade: 'sales',
    })
    told(sentence)
    expect(sentence).toMatch(language === 'en' ? /operations lose money/ : /主营业务处于亏损/)
  })
  test.each(['wider', 'narrower'] as const)('a margin below zero that got %s', (direction) => {
    const sentence = pack.findings.margin_trend({
      span: { from: earlier(-0.7), to: at(-0.04), years: 4 },
      kind: 'operating',
      direction,
      gross: null,
      cause: 'unknown',
      between: null,
      sales_up: false,
      below_zero: true,
    })
    told(sentence)
    expect(sentence).toMatch(language === 'en' ? /improved|worsened/ : /改善|恶化/)
  })
  test('an interest cover below nothing, and free cash flow below zero', () => {
    const interest = pack.findings.interest({ cover: at(-0.9), level: 'none' })
    told(interest)
    expect(interest).toMatch(language === 'en' ? /no profit to pay interest/ : /没有利润可供付息/)
    for (const value of values) {
      const cash = pack.findings.free_cash({
        now: at(value),
        margin: at(value),
        level: 'negative',
        negative: 2,
        of: 3,
      })
      told(cash)
      expect(cash).toMatch(
        language === 'en' ? /outside|somebody else|financed/ : /外部资金|别人的钱|筹资/,
      )
    }
  })
  test('a margin that no company can be valued by', () => {
    const sentence = pack.valuation.normal_margin(at(-0.27), at(-0.03), 'loss')
    told(sentence)
    expect(sentence).toMatch(language === 'en' ? /no margin to value/ : /没有可供估值的利润率/)
  })
  test.each(['fed', 'lasting', 'short'] as const)('cash at hand: %s', (level) => {
    told(pack.findings.cash_at_hand({ cash: at(1e9), before: earlier(2e9), flow: at(-1e8), level }))
  })
})
