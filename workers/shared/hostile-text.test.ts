/** The shared text functions take time in proportion to the length of the text. */
import { describe, test } from 'vitest'
import { parseTemplate, templateFaults } from './configuration/prompt-template.ts'
import { splitProse } from './figure-token.ts'
import { expectLinear, HOSTILE_TEXTS } from './hostile-text.fixture.ts'

const FUNCTIONS: Record<string, (text: string) => unknown> = {
  splitProse,
  parseTemplate,
  templateFaults,
}

describe.each(Object.entries(FUNCTIONS))('%s', (_, work) => {
  test.each(HOSTILE_TEXTS)('%s', (_, textOf) => {
    expectLinear(work, textOf)
  })
})
