/** The time to read a text grows in proportion to its length, whatever the text holds. */
import { describe, test } from 'vitest'
import { expectLinear, HOSTILE_TEXTS, remembered, repeated } from '#shared/hostile-text.fixture.ts'
import { analysisTask, figure } from './data.fixture.ts'
import { checkText } from './figures/checker.ts'
import { cleanForeign, cleanMarkdown } from './figures/clean.ts'
import { notFigures } from './figures/not-figures.ts'
import { findNumbers } from './figures/numbers.ts'
import { normalForm } from './figures/normal-form.ts'
import { periodsIn } from './figures/periods.ts'
import { countsIn } from './figures/counts.ts'
import { normalizeTokens } from './figures/tokens.ts'
import { writeModule } from './models/builtin/index.ts'
import { correctionPrompt, fillPrompt } from './prompt.ts'

const FIGURES = [
  figure('revenue@FY2025', 416161000000, 'USD'),
  figure('gross_margin@FY2025', 0.07, 'ratio'),
  figure('interest_cover@FY2025', 7, 'x'),
]
const byToken = new Map(FIGURES.map((f) => [f.token, f]))

const need = (text: string) => ({
  module: 'profile',
  title: text.slice(0, 200),
  status: 'complete' as const,
  text,
})

const check = (text: string) => checkText(text, FIGURES, { symbol: 'TEST' })

const ORDINARY =
  'Revenue was $416.2 billion in FY2025, up 6.4% from FY2024. The gross margin widened to 7.0%.\n2025财年营收4161.6亿美元，毛利率7.0%。\n'

const FUNCTIONS: Record<string, (text: string) => unknown> = {
  cleanMarkdown,
  cleanForeign,
  findNumbers,
  notFigures,
  normalForm,
  periodsIn: (text) => periodsIn(text.toLowerCase()),
  countsIn: (text) => countsIn(text.toLowerCase()),
  normalizeTokens: (text) => normalizeTokens(text, byToken),
  checkText: check,
  'a prompt with an earlier section': (text) =>
    fillPrompt({ ...analysisTask({ context: { needs: [need(text)] } }), prompt: '{needs}' }),
  'a template': (text) => fillPrompt({ ...analysisTask(), prompt: text }),
  correctionPrompt: (text) => correctionPrompt([{ text, reason: 'unnamed' }], 'en'),
  'the rule analyst': (text) =>
    writeModule(analysisTask({ context: { figures: FIGURES, needs: [need(text)] } })),
}

describe.each(Object.entries(FUNCTIONS))('%s', (_, work) => {
  test.each(HOSTILE_TEXTS)('%s', (_, textOf) => {
    expectLinear(work, textOf)
  })
})

test('checkText, ordinary sentences with a thousand numbers and fewer', () => {
  // A text of so many characters has less than a thousand, as beyond these nothing is compared.
  expectLinear(
    check,
    remembered((length) => repeated(ORDINARY, length)),
    12_000,
  )
})

/** Claims without an end of a sentence: each is bound to what stands around it. */
describe('checkText, one sentence of', () => {
  test.each(['翻倍', '连续8年增长', 'twice ', 'half of revenue ', 'q1 ', '营收翻倍,', 'a'])(
    '%s',
    (unit) => {
      expectLinear(
        check,
        remembered((length) => repeated(unit, length)),
      )
    },
  )
})
