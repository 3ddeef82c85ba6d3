/** The time to read a text grows in proportion to its length, whatever the text holds. */
import { describe, test } from 'vitest'
import { expectLinear, HOSTILE_TEXTS } from '#shared/hostile-text.fixture.ts'
import { analyzeRequest, figure } from './data.fixture.ts'
import { checkText } from './figures/checker.ts'
import { cleanForeign, cleanMarkdown } from './figures/clean.ts'
import { notFigures } from './figures/not-figures.ts'
import { findNumbers } from './figures/numbers.ts'
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

const FUNCTIONS: Record<string, (text: string) => unknown> = {
  cleanMarkdown,
  cleanForeign,
  findNumbers,
  notFigures,
  normalizeTokens: (text) => normalizeTokens(text, byToken),
  checkText: (text) => checkText(text, FIGURES, { symbol: 'TEST' }),
  'a prompt with an earlier section': (text) =>
    fillPrompt({ ...analyzeRequest({ context: { needs: [need(text)] } }), prompt: '{needs}' }),
  'a template': (text) => fillPrompt({ ...analyzeRequest(), prompt: text }),
  correctionPrompt: (text) => correctionPrompt([text], 'en'),
  'the rule analyst': (text) =>
    writeModule(analyzeRequest({ context: { figures: FIGURES, needs: [need(text)] } })),
}

describe.each(Object.entries(FUNCTIONS))('%s', (_, work) => {
  test.each(HOSTILE_TEXTS)('%s', (_, textOf) => {
    expectLinear(work, textOf)
  })
})
