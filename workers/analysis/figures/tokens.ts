/**
 * Brings the tokens that a model writes to the one form `{{name@period}}`. A token that cites no
 * figure becomes `{{?...}}`. Pure.
 */
import type { FindingReason } from '#shared/finding-reasons.ts'
import type { FigureTable } from '#shared/book/rows.ts'
import { currencyOf } from './numbers.ts'
import { currencyFits } from './values.ts'

/** Longest text between double braces that is read as a token or a mark. */
const MAX_BRACED = 200
const BRACES = new RegExp(String.raw`\{\{([^{}]{0,${MAX_BRACED}})\}\}`, 'g')
const SINGLE =
  /(?<!\{)\{\s{0,4}([A-Za-z][A-Za-z0-9_]{0,80}\s?@\s?[A-Za-z0-9@/_-]{1,40})\s{0,4}\}(?!\})/g
const SHAPE = /^[a-z][a-z0-9_]*@[A-Za-z0-9@/_-]+$/

const key = (text: string): string => text.replace(/\s+/g, '').toLowerCase()

/** Patterns of the unit words around a token. The page already shows the figure with its unit. */
interface UnitWords {
  before: RegExp | null
  after: RegExp
}
const MONEY_WORDS: UnitWords = {
  before: /(?:US\$|HK\$|JP¥|RMB|CNY|USD|HKD|JPY|人民币|[$¥￥])\s?$/,
  after:
    /^\s?(?:(?:billion|million|trillion|thousand|万亿|百万|[亿万])(?![A-Za-z])\s?(?:美元|港元|日元|元|dollars|yuan|yen|USD|CNY|RMB|HKD|JPY)?|美元|港元|日元|元(?!素|件)|dollars|yuan|yen|USD|CNY|RMB|HKD|JPY)(?![A-Za-z])/,
}
const UNIT_WORDS = new Map<string, UnitWords>([
  ['ratio', { before: null, after: /^\s?(?:%|％|percent(?!age)|per cent|pct)/ }],
  ['x', { before: null, after: /^\s?(?:x(?![A-Za-z])|×|times(?![A-Za-z])|倍)/ }],
  ['days', { before: null, after: /^\s?(?:days?(?![A-Za-z])|天)/ }],
  [
    'shares',
    {
      before: null,
      after: /^\s?(?:(?:billion|million|trillion|[亿万]{1,3})\s?)?(?:shares(?![A-Za-z])|股)/,
    },
  ],
])
const unitWords = (unit: string): UnitWords | undefined =>
  UNIT_WORDS.get(unit) ?? (/^[A-Z]{3}(?:\/share)?$/.test(unit) ? MONEY_WORDS : undefined)

/** Number of characters before and after a token that are searched for unit words. */
const BEFORE = 8
const AFTER = 40

/**
 * Drops the unit words beside a token. The page shows the figure with its unit, so the words would
 * appear twice.
 */
const withoutDoubledUnits = (text: string, byToken: FigureTable['byToken']): string => {
  let out = ''
  let at = 0
  for (const match of text.matchAll(/\{\{([^{}?]+)\}\}/g)) {
    const unit = byToken.get(match[1] ?? '')?.unit ?? ''
    const words = unitWords(unit)
    if (!words) continue
    const end = match.index + match[0].length
    const lead = text.slice(Math.max(at, match.index - BEFORE), match.index)
    const own = (written: string | undefined): number =>
      written !== undefined && currencyFits(currencyOf(written), unit) ? written.length : 0
    const before = own(words.before?.exec(lead)?.[0])
    const after = own(words.after.exec(text.slice(end, end + AFTER))?.[0])
    out += text.slice(at, match.index - before) + match[0]
    at = end + after
  }
  return out + text.slice(at)
}

/**
 * Brings every token to its one form, drops the unit words beside it, and marks unknown tokens as
 * unverified. A mark that the model wrote itself is turned into plain text.
 */
export const normalizeTokens = (text: string, byToken: FigureTable['byToken']): string => {
  // This is not an index of figures. It leads from each spelling that a model may use to the one
  // token.
  const byKey = new Map([...byToken.keys()].map((token) => [key(token), token]))
  const doubled = text.replace(SINGLE, (whole, inner: string) =>
    byKey.has(key(inner)) ? `{{${inner}}}` : whole,
  )
  const normal = doubled.replace(BRACES, (_, written: string) => {
    const inner = written.trim().replace(/^\?\s*/, '')
    const isMark = written.trimStart().startsWith('?')
    const token = byKey.get(key(inner))
    if (token !== undefined) return `{{${token}}}`
    if (SHAPE.test(inner) || inner.includes('@')) return `{{?${inner}}}`
    // A mark that the model wrote itself becomes plain text and is checked like the rest. Other
    // words in double braces cite nothing, so they are marked.
    return isMark || inner === '' ? inner : `{{?${inner}}}`
  })
  return withoutDoubledUnits(normal, byToken)
}

const SIGN_BEFORE = /(?:^|[\s(（])[-−–+]$|[\d.]$|\d,$/
const CURRENCY_BEFORE = /(?:HK\$|NT\$|US\$|[$€£¥￥₩]|\b(?:EUR|GBP|USD|HKD|CNY|RMB|JPY))\s?$/
const CURRENCY_AFTER =
  /^\s?(?:(?:billion|million|万亿|百万|[亿万])\s?)?(?:港元|港币|日元|欧元|英镑|韩元|美元|人民币|元(?!素|件)|(?:euros?|pounds|yen|yuan|won|dollars|EUR|GBP|USD|HKD|CNY|RMB|JPY)(?![A-Za-z]))/
const GLUED_AFTER = /^(?:\d|[.,]\d|\s?[%％]|[eE]\d)/

/** Why what stands against a token makes it another number, or null. */
export const glueReason = (
  text: string,
  { start, end }: { start: number; end: number },
): FindingReason | null => {
  const before = text.slice(Math.max(0, start - BEFORE), start)
  const after = text.slice(end, end + AFTER)
  if (CURRENCY_BEFORE.test(before) || CURRENCY_AFTER.test(after)) return 'other_currency'
  return SIGN_BEFORE.test(before) || GLUED_AFTER.test(after) ? 'glued' : null
}
