/**
 * Random companies with one filed figure in doubt, through the whole path to the report: no
 * sentence of the rule analyst cites what is in doubt, no test counts it, and the report says what
 * is.
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Fact } from '#shared/contracts/facts.ts'
import { splitProse } from '#shared/figure-token.ts'
import { figuresOf } from '#shared/book/of-content.ts'
import { toFacts } from '../../../aggregator/providers/sec/to-facts.ts'
import { filedYears, type FiledYears, SOUND } from '../../../e2e/fakes/filed-years.ts'
import { financialsFrom, financialsOfFilings } from '../../../e2e/fakes/read-path.ts'
import { reportRequests } from '../../../e2e/fakes/recorded-report.ts'
import { writeModule } from './index.ts'

const MARK: Fact['quality'] = [{ check: 'providers_agree', detail: 'x', other_values: [] }]

/** The sound company with each series bent by its own factors, year by year. */
const bent = (factors: readonly number[]): FiledYears => {
  let next = 0
  const bend = (table: FiledYears['flows']): NonNullable<FiledYears['flows']> =>
    Object.fromEntries(
      Object.entries(table ?? {}).map(([tag, series]) => [
        tag,
        series.map((n) => {
          const factor = factors[next++ % factors.length] ?? 1
          return n === null ? null : Math.round(n * factor)
        }),
      ]),
    )
  return { ...SOUND, flows: bend(SOUND.flows), balances: bend(SOUND.balances) }
}

const tokensOf = (text: string): string[] =>
  splitProse(text).flatMap((part) => (part.kind === 'figure' ? [part.token] : []))
const isTable = (block: string): boolean => block.startsWith('|')
const isTests = (block: string): boolean => /^\| (?:Test|检验) /.test(block)

test('no sentence and no test rests on a figure in doubt, in either language', () => {
  const sound = financialsOfFilings(filedYears(SOUND))
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0.6, max: 1.6, noNaN: true }), { minLength: 7, maxLength: 40 }),
      fc.nat(),
      (factors, pick) => {
        const mapped = toFacts({
          companyFacts: filedYears(bent(factors)),
          documents: new Map(),
          fiscalYearEnd: '12-31',
        })
        if (!mapped.ok) throw new Error(mapped.field)
        // One of the newest year: an old one touches little.
        const newest = mapped.data.filter(({ end }) => end === `${SOUND.last}-12-31`)
        const marked = newest[pick % newest.length]
        const financials = financialsFrom({
          instrument: sound.instrument,
          facts: mapped.data.map((fact) => (fact === marked ? { ...fact, quality: MARK } : fact)),
        })
        const index = figuresOf(financials)
        for (const language of ['en', 'zh'] as const) {
          const modules = reportRequests(financials, language).map((request) =>
            writeModule(request),
          )
          for (const block of modules.flat()) {
            if (isTable(block) && !isTests(block)) continue
            for (const token of tokensOf(block))
              expect({ token, doubts: index.get(token)?.doubts }).toEqual({
                token,
                doubts: undefined,
              })
          }
          const told = modules.filter((blocks) =>
            /failed the check “|未通过检查“/.test(blocks.join('\n')),
          )
          expect(told.length).toBeGreaterThan(1)
        }
      },
    ),
    { numRuns: 20 },
  )
}, 60_000)
