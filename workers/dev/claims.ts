/**
 * `npm run claims`: runs the checker of claims over its suite of sentences and over templates of
 * all figures of three companies, and prints by kind and language how much of what is wrong is
 * marked and how much of what is right is struck, how much of one report of the rule analyst stands
 * in another one too, and the time for 1,000 numbers.
 * `npm run claims -- --failures` lists the failures of the developed half.
 */
import type { Figure } from '#shared/contracts/analysis.ts'
import { checkText } from '../analysis/figures/checker.ts'
import { SUITE_COMPANIES, suiteSentences } from '../analysis/figures/suite/read-suite.fixture.ts'
import { type Outcome, rateOf, runSentence } from '../analysis/figures/suite/suite.ts'
import * as templates from '../analysis/figures/suite/templates.ts'
import { sharedPart, skeletonsOf } from '../analysis/models/builtin/skeletons.fixture.ts'
import { figuresOfCompany, recordedFinancials } from '../e2e/fakes/recorded-report.ts'
import { numbersOfText } from './claims-text.ts'

const figures: Record<string, readonly Figure[]> = {}
for (const [symbol, market] of Object.entries(SUITE_COMPANIES))
  figures[symbol] = await figuresOfCompany(market, symbol)

const percent = (part: number, whole: number): string =>
  whole === 0 ? '' : `${((100 * part) / whole).toFixed(1)}%`
const print = (name: string, outcomes: readonly Outcome[]): void => {
  const { wrong, caught, right, struck } = rateOf(outcomes)
  const marked = wrong ? `${caught} of ${wrong} wrong marked (${percent(caught, wrong)})` : ''
  const lost = right ? `${struck} of ${right} right struck (${percent(struck, right)})` : ''
  console.log(`${name.padEnd(26)}${marked.padEnd(42)}${lost}`)
}

const outcomes = suiteSentences().map((sentence) =>
  runSentence(sentence, figures[sentence.company] ?? []),
)
for (const language of ['en', 'zh'] as const) {
  const own = outcomes.filter(({ sentence }) => sentence.language === language)
  for (const kind of [...new Set(own.map(({ sentence }) => sentence.kind))].sort())
    print(
      `${language} ${kind}`,
      own.filter(({ sentence }) => sentence.kind === kind),
    )
  for (const heldOut of [false, true])
    print(
      `${language} ${heldOut ? 'HELD OUT' : 'DEVELOPED'}`,
      own.filter(({ sentence }) => sentence.heldOut === heldOut),
    )
}

if (process.argv.includes('--failures'))
  for (const { sentence, checked, findings, caught, struck } of outcomes)
    if (!sentence.heldOut && (sentence.wrong.length > caught || struck))
      console.log(`${sentence.company} ${checked} ${findings.map(({ reason }) => reason).join()}`)

for (const symbol of ['AAPL', 'NVDA', 'MRVL'])
  for (const [name, made] of Object.entries(templates))
    for (const language of ['en', 'zh']) {
      const all = made(figures[symbol] ?? []).filter((template) => template.language === language)
      const marked = all.filter(
        ({ text }) => checkText(text, figures[symbol] ?? [], { symbol }).unverified.length > 0,
      )
      const said = name === 'underOwnNames' ? 'right struck' : 'wrong marked'
      console.log(
        `${symbol} ${name} ${language}`.padEnd(34) +
          `${marked.length} of ${all.length} ${said} (${percent(marked.length, all.length)})`,
      )
    }

for (const language of ['en', 'zh'] as const) {
  const reports = new Map<string, ReadonlySet<string>>()
  for (const symbol of ['AAPL', 'NVDA', 'MRVL'])
    reports.set(symbol, skeletonsOf(await recordedFinancials('US', symbol), language))
  for (const [symbol, own] of reports)
    for (const [other, of] of reports)
      if (other !== symbol)
        console.log(
          `${language} ${symbol}: ${(100 * sharedPart(own, of)).toFixed(1)}% of ${own.size} sentences stand in the report on ${other} too, but for figures`,
        )
}

for (const count of [250, 500, 1_000]) {
  const text = numbersOfText(count)
  const started = performance.now()
  checkText(text, figures.AAPL ?? [], { symbol: 'AAPL' })
  console.log(
    `${count} numbers, ${text.length} characters: ${(performance.now() - started).toFixed(0)} ms`,
  )
}
