/**
 * Tokens as a model writes them, brought to the one form `{{name@period}}`; what cites nothing
 * becomes `{{?...}}`. Pure.
 */
import type { Figure } from '#shared/contracts/analysis.ts'

const BRACES = /\{\{\s*\??\s*([^{}]*?)\s*\}\}/g
const SINGLE = /(?<!\{)\{\s*([A-Za-z][A-Za-z0-9_]*\s?@\s?[A-Za-z0-9@/-]+)\s*\}(?!\})/g
const SHAPE = /^[a-z][a-z0-9_]*@[A-Za-z0-9@/-]+$/

const key = (text: string): string => text.replace(/\s+/g, '').toLowerCase()

/**
 * Unit words a model leaves around a token; the page writes the figure with its unit, so they would
 * stand twice.
 */
const unitWords = (unit: string): { before: string; after: string } | null => {
  if (unit === 'ratio')
    return { before: '', after: String.raw`\s?(?:%|％|percent(?!age)|per cent|pct)` }
  if (unit === 'x')
    return { before: '', after: String.raw`\s?(?:x(?![A-Za-z])|×|times(?![A-Za-z])|倍)` }
  if (unit === 'days') return { before: '', after: String.raw`\s?(?:days?(?![A-Za-z])|天)` }
  if (unit === 'shares')
    return {
      before: '',
      after: String.raw`\s?(?:(?:billion|million|trillion|[亿万]+)\s?)?(?:shares(?![A-Za-z])|股)`,
    }
  if (!/^[A-Z]{3}(?:\/share)?$/.test(unit)) return null
  return {
    before: String.raw`(?:US\$|HK\$|JP¥|RMB|CNY|USD|HKD|JPY|人民币|[$¥￥])\s?`,
    after: String.raw`\s?(?:(?:billion|million|trillion|thousand|万亿|百万|[亿万])(?![A-Za-z])\s?(?:美元|港元|日元|元|dollars|yuan|yen|USD|CNY|RMB|HKD|JPY)?|美元|港元|日元|元(?!素|件)|dollars|yuan|yen|USD|CNY|RMB|HKD|JPY)(?![A-Za-z])`,
  }
}

const withoutDoubledUnits = (text: string, byToken: ReadonlyMap<string, Figure>): string =>
  text.replace(/\{\{([^{}?]+)\}\}/g, (whole, token: string, at: number) => {
    const words = unitWords(byToken.get(token)?.unit ?? '')
    if (!words) return whole
    const after = new RegExp(`^${words.after}`).exec(text.slice(at + whole.length))?.[0].length ?? 0
    const before =
      words.before === ''
        ? 0
        : (new RegExp(`(?:${words.before})$`).exec(text.slice(Math.max(0, at - 8), at))?.[0]
            .length ?? 0)
    return `${'\uE000'.repeat(before)}${whole}${'\uE001'.repeat(after)}`
  })

/** The marks say how many characters before and after a token go. */
const applyMarks = (text: string): string => {
  const chars = [...text.matchAll(/\uE000+|\uE001+|[^\uE000\uE001]+/g)].map((m) => m[0])
  let out = ''
  let drop = 0
  for (const piece of chars) {
    if (piece[0] === '\uE000') out = out.slice(0, out.length - piece.length)
    else if (piece[0] === '\uE001') drop = piece.length
    else {
      out += piece.slice(drop)
      drop = 0
    }
  }
  return out
}

/**
 * Every token in its one form, unit words beside it dropped, unknown ones marked. A mark the model
 * wrote by itself is read as its text.
 */
export const normalizeTokens = (text: string, byToken: ReadonlyMap<string, Figure>): string => {
  const byKey = new Map([...byToken.keys()].map((token) => [key(token), token]))
  const doubled = text
    .replaceAll(/[\uE000\uE001]/g, '')
    .replace(SINGLE, (whole, inner: string) => (byKey.has(key(inner)) ? `{{${inner}}}` : whole))
  const normal = doubled.replace(BRACES, (whole, inner: string) => {
    const token = byKey.get(key(inner))
    if (token !== undefined) return `{{${token}}}`
    if (SHAPE.test(inner) || inner.includes('@')) return `{{?${inner}}}`
    // Its own mark, or plain words in braces: checked like any other text.
    return /^\{\{\s*\?/.test(whole) || inner === '' ? inner : `{{?${inner}}}`
  })
  return applyMarks(withoutDoubledUnits(normal, byToken))
}
