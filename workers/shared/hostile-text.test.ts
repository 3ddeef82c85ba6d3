/** The shared text functions take time in proportion to the length of the text. */
import { describe, test } from 'vitest'
import { parseTemplate, templateFaults } from './configuration/prompt-template.ts'
import { shownOf } from './drafts.ts'
import { splitProse } from './figure-token.ts'
import { formatFigure } from './format-figure.ts'
import { expectLinear, HOSTILE_TEXTS } from './hostile-text.fixture.ts'
import { isJson } from './http/content-type.ts'
import { cutTo, MAX_DETAIL } from './lengths.ts'
import { isPagePath } from './page-paths.ts'
import { nearNames } from './screen/near-names.ts'
import { parseExpression, parseScreen } from './screen/parse.ts'
import { FIELDS } from './screen/screen.fixture.ts'
import { translate } from './screen/translate.ts'
import { isStorable, isStorableJson } from './storable.ts'
import { guess, parseInstrumentId, parseMarket } from './symbol.ts'
import { addressPattern } from './addresses.ts'
import { fail } from './contracts/problem.ts'

/** What the gateway makes of the address of a company. */
const COMPANY_PATH = new RegExp(`^${addressPattern('/api/financials/{market}/{symbol}')}$`)

const FUNCTIONS: Record<string, (text: string) => unknown> = {
  splitProse,
  'a draft': shownOf,
  parseTemplate,
  templateFaults,
  'a figure': (text) => formatFigure(text, 'USD', 'en'),
  'the unit of a figure': (text) => formatFigure('1', text, 'zh'),
  isJson,
  isPagePath,
  'the path of a company': (text) => isPagePath(`/company/US/${text}`),
  'a path of the gateway': (text) => COMPANY_PATH.test(`/api/financials/US/${text}`),
  isStorable,
  'JSON that may be stored': (text) => isStorableJson(text, text),
  guess,
  parseMarket,
  parseInstrumentId,
  'a detail': (text) => fail('no_data', text),
  'a screen': (text) => parseScreen(text, FIELDS),
  'a column of a screen': (text) => parseExpression(text, FIELDS),
  'a sentence': (text) => translate(text, FIELDS),
  'names near to it': (text) =>
    nearNames(
      text,
      FIELDS.map(({ id, en }) => ({ id, names: [en] })),
    ),
  'a text that is cut': (text) => cutTo(MAX_DETAIL, text),
}

describe.each(Object.entries(FUNCTIONS))('%s', (_, work) => {
  test.each(HOSTILE_TEXTS)('%s', (_, textOf) => {
    expectLinear(work, textOf)
  })
})
