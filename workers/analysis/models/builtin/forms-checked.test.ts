/**
 * Every form of words stands up to the check of claims. A digit far behind the point changes which
 * forms are taken and nothing that is shown, so each company is written about several times.
 */
import { describe, expect, test } from 'vitest'
import type { ModelRequest } from '../model.ts'
import type { Figure } from '#shared/contracts/analysis.ts'
import { checkText } from '../../figures/checker.ts'
import { recordedFinancials, reportRequests } from '../../../e2e/fakes/recorded-report.ts'
import { writeModule } from './index.ts'

const TIMES = 3
/** Whole reports are written and read; the machine may do other things. */
const WRITING_MS = 300_000

/** The same figure with one more digit, too far behind to be shown or to fail a check. */
const nudged = (figure: Figure, by: number): Figure => ({
  ...figure,
  value: figure.value.includes('.') ? `${figure.value}00000${by}` : `${figure.value}.0000${by}`,
})

type AnalystInput = NonNullable<ModelRequest['input']>
const nudgedInput = (input: AnalystInput, by: number): AnalystInput =>
  by === 0
    ? input
    : {
        ...input,
        context: {
          ...input.context,
          figures: input.context.figures.map((figure) => nudged(figure, by)),
        },
      }

const COMPANIES = [
  ['US', 'AAPL'],
  ['US', 'NVDA'],
  ['US', 'MRVL'],
  ['CN', '600519.SH'],
  ['CN', '600000.SH'],
  ['HK', '00700'],
  ['JP', '7203'],
] as const

describe.each(COMPANIES)('%s:%s', (market, symbol) => {
  test.each(['en', 'zh'] as const)(
    'in %s, in every form: no finding',
    async (language) => {
      const financials = await recordedFinancials(market, symbol)
      for (let by = 0; by < TIMES; by++)
        for (const request of reportRequests(financials, language)) {
          const input = nudgedInput(request, by)
          const text = writeModule(input).join('\n\n')
          const { findings } = checkText(text, input.context.figures, { symbol })
          expect(findings).toEqual([])
        }
    },
    WRITING_MS,
  )
})
