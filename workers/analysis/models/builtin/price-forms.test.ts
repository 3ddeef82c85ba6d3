/**
 * What the rule analyst writes of price, market and value in every form of words: none of it is
 * struck. Prices a cent apart take other forms.
 */
import { describe, expect, test } from 'vitest'
import { figuresOf } from '#shared/book/of-content.ts'
import { configuration } from '#shared/configuration/configuration.fixture.ts'
import { dayOf } from '#shared/days.ts'
import { exhibitsOf } from '#shared/exhibits/make.ts'
import { ReportFigureIndex } from '#shared/exhibits/report-figures.ts'
import { barsOf, priceOf, SOURCE } from '#shared/market-figures/market.fixture.ts'
import { checkText } from '../../figures/checker.ts'
import { writeModule } from './index.ts'
import { readTask } from '../../task.ts'
import { moduleInput } from '../../../orchestrator/run/module-input.ts'
import { recordedFinancials } from '../../../e2e/fakes/recorded-report.ts'

const DAY = '2026-03-20'
const CENTS = 3
/** Texts are written and read; the machine may do other things. */
const WRITING_MS = 300_000
const apple = await recordedFinancials('US', 'AAPL')
const index = figuresOf(apple)
const { system } = configuration()

/** A share that rises and swings, up to a price on the day. */
const figuresAt = (price: number, swing: number) => {
  const level = (date: string) => price * (1 + swing * Math.sin((dayOf(DAY) - dayOf(date)) / 90))
  const series = barsOf('2021-01-04', DAY, (date) => Number(level(date).toFixed(4)))
  const { market, valuation } = exhibitsOf({
    index,
    as_of: apple.as_of,
    traded: { market: 'US', symbol: 'AAPL' },
    known: {
      price: priceOf(String(price), { day: DAY, at: `${DAY}T20:00:00.000Z` }),
      bars: { ...SOURCE, series: [series] },
      actions: null,
      estimates: null,
      rate: null,
      index: barsOf('2024-01-02', DAY, (date) => 100 + (dayOf(date) % 17)),
      counts: [],
    },
    traded_share: null,
    valuation: system.valuation,
    cost_of_capital: system.cost_of_capital,
    peers: {
      pe: { token: 'pe_ttm@peers_median', multiple: 20 + price / 100 },
      pb: { token: 'pb@peers_median', multiple: 3 },
      level: 'industry',
    },
  })
  return new ReportFigureIndex(index.book, index.reading, [market, valuation])
}

const written = (figures: ReportFigureIndex, language: 'en' | 'zh', id: string) => {
  const config = { ...configuration(), version: 0 }
  const module = config.modules.find((one) => one.id === id)
  if (!module) throw new Error(id)
  const task = readTask(
    moduleInput({ report: null, module, config, figures, language, model: 'builtin', needs: [] }),
  )
  const text = writeModule(task).join('\n\n')
  const { findings } = checkText(text, task.context.figures, { symbol: 'AAPL' })
  return { text, findings }
}

describe.each(['en', 'zh'] as const)('in %s', (language) => {
  test.each([
    ['a calm share', 250, 0.02],
    ['a rough one at its height', 400, 0.4],
    ['a cheap one', 60, 0.1],
  ])(
    '%s: no finding in any form',
    (_, price, swing) => {
      for (let cent = 0; cent < CENTS; cent++) {
        const figures = figuresAt(price + cent / 100, swing)
        for (const id of ['valuation', 'market', 'conclusion']) {
          const { text, findings } = written(figures, language, id)
          expect([id, findings]).toEqual([id, []])
          for (const [, token = ''] of text.matchAll(/\{\{([^}]+)\}\}/g))
            expect([token, figures.has(token)]).toEqual([token, true])
        }
      }
    },
    WRITING_MS,
  )

  test('the value at the multiple of the peers stands with that multiple', () => {
    const { text } = written(figuresAt(250, 0.02), language, 'valuation')
    expect(text).toContain(`{{peers_pe@${DAY}}}`)
  })
})
