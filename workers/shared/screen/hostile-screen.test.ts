/**
 * Reading a screen takes time in proportion to its text. The readers refuse long texts at once, so
 * their inner steps, which have no bound of their own, are measured too.
 */
import { describe, test } from 'vitest'
import { catalogueOf } from './catalogue.ts'
import { normalised } from './characters.ts'
import { expectLinear, HOSTILE_TEXTS, repeated } from '../hostile-text.fixture.ts'
import { MAX_SCREEN_TEXT } from './limits.ts'
import { parseScreen } from './parse.ts'
import { FIELDS } from './screen.fixture.ts'
import { itemsOf } from './sentence.ts'
import { tokensOf } from './tokens.ts'

const catalogue = catalogueOf(FIELDS)
/** Half of what is measured; the inner steps read a few megabytes a second. */
const LENGTH = 10_000

const UNITS: Readonly<Record<string, string>> = {
  ranks: 'rank(',
  signs: '-',
  negations: 'not ',
  'terms of a sum': '1+',
  conditions: 'roe > 1 and ',
  'unknown names': 'abc ',
  'one unknown name': 'abc',
  'names and spaces': 'return on           equity ',
  'numbers and spaces': '7          ',
  'quotations that do not end': '"“',
  'quotations of one letter': '"a"',
  'words in Chinese': '净资产收益率且',
  'Chinese years': '连续五年',
  values: 'industry in (a,',
  currencies: 'USD ',
  'scales without numbers': 'bn ',
}

describe.each([
  ['the tokens of a screen', (text: string) => tokensOf(text, catalogue)],
  ['the items of a sentence', (text: string) => itemsOf(normalised(text), catalogue)],
])('%s', (_, work) => {
  test.each(HOSTILE_TEXTS)('%s', (_, textOf) => {
    expectLinear(work, textOf, LENGTH)
  })
  test.each(Object.entries(UNITS))('%s', (_, unit) => {
    expectLinear(work, (length) => repeated(unit, length), LENGTH)
  })
})

test.each(Object.entries(UNITS))('a whole screen of %s', (_, unit) => {
  expectLinear(
    (text) => parseScreen(text, FIELDS),
    (length) => repeated(unit, length),
    MAX_SCREEN_TEXT / 2,
  )
})
