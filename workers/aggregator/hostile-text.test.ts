/**
 * What the aggregator reads out of texts of providers, callers and configuration takes time in
 * proportion to the length of the text. A new function that reads text gets a line here.
 */
import { describe, test } from 'vitest'
import { z } from 'zod'
import { expectLinear, HOSTILE_TEXTS } from '#shared/hostile-text.fixture.ts'
import type { Instrument } from '#shared/contracts/instrument.ts'
import { parseUnit } from '#shared/units/unit.ts'
import { fitRecord } from './chain/fit-lengths.ts'
import { foldName, nameFits } from './identity/name-fit.ts'
import { rankCandidates } from './identity/search.ts'
import { planOf } from './providers/cninfo/dividends.ts'
import { readPlan } from './providers/dividend-plan.ts'
import { periodEndOf, readTitles } from './providers/hkexnews/titles.ts'
import { actionOf } from './providers/insider-codes.ts'
import { coverageIn } from './providers/jquants/coverage.ts'
import { dateOf } from './providers/mainland.ts'
import { isDecimal } from './providers/numeric.ts'
import { plainText } from './providers/plain-text.ts'
import { readForm4 } from './providers/sec/form4.ts'
import { readXml } from './providers/sec/xml.ts'
import { repeatsKey, tellsKey } from './providers/secrets.ts'
import * as sina from './providers/sina/quote-line.ts'
import * as tencent from './providers/tencent/quote-line.ts'

const instrument = (name: string): Instrument => ({
  id: 'US:AAPL',
  market: 'US',
  symbol: 'AAPL',
  name,
  names: { en: name },
  exchange: null,
  industry: null,
  fiscal_year_end: null,
  identifiers: {},
})
const KEY = "k3y with ~!'()%+ and a space"
const bounded = z.object({ title: z.string().max(1_000) })

const FUNCTIONS: Record<string, (text: string) => unknown> = {
  plainText,
  'plainText of an element': (text) => plainText(`<p>${text}</p>`),
  readXml,
  'readXml of an element': (text) => readXml(`<a>${text}</a>`),
  readForm4,
  foldName,
  'a name against a known one': (text) => nameFits(['Apple Inc.', '苹果'], text),
  'a known name against one': (text) => nameFits([text], 'Apple Inc.'),
  'a search': (text) =>
    rankCandidates(text, [{ instrument: instrument('Apple Inc.'), recorded: false }], { limit: 5 }),
  'a search among names': (text) =>
    rankCandidates('apple', [{ instrument: instrument(text), recorded: false }], { limit: 5 }),
  'a plan of cninfo': (text) => planOf(text, false),
  'a plan of cninfo that begins well': (text) => planOf(`每10股派${text}`, false),
  'a plan of the mainland': (text) => readPlan(text, { own: 'CNY', base: null }),
  'a plan of Hong Kong': (text) => readPlan(text, { own: null, base: 1 }),
  periodEndOf,
  'a heading of a filing': (text) =>
    readTitles('00700', [{ STOCK_CODE: text, LONG_TEXT: text, SHORT_TEXT: text, TITLE: text }]),
  actionOf,
  coverageIn,
  dateOf,
  isDecimal,
  parseUnit,
  'lines of Sina': sina.fieldsByCode,
  'lines of Tencent': tencent.fieldsByCode,
  'a key looked for': (text) => tellsKey(text, KEY),
  'a long key looked for': (text) => tellsKey(text, KEY.repeat(12).slice(0, 300)),
  'a key repeated': (text) => repeatsKey(text, KEY),
  'a text that is cut': (text) => fitRecord(bounded, { title: text }),
}

describe.each(Object.entries(FUNCTIONS))('%s', (_, work) => {
  test.each(HOSTILE_TEXTS)('%s', (_, textOf) => {
    expectLinear(work, textOf)
  })
})
