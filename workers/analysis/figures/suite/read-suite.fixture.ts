/**
 * For tests and the command `npm run claims`: the sentences of the suite, and the figures of their
 * companies.
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Figure } from '#shared/contracts/analysis.ts'
import { parseSuite, type Sentence } from './suite.ts'

const LANGUAGES = ['en', 'zh'] as const

const lines = (name: string): string =>
  readFileSync(fileURLToPath(new URL(name, import.meta.url).href), 'utf8')

export const suiteSentences = (): Sentence[] =>
  LANGUAGES.flatMap((language) => [
    ...parseSuite(lines(`developed.${language}.txt`), language, false),
    ...parseSuite(lines(`sectors.${language}.txt`), language, false),
    ...parseSuite(lines(`notes.${language}.txt`), language, false),
    ...parseSuite(lines(`held-out.${language}.txt`), language, true),
  ])

/** The market of each company that the suite speaks of. */
export const SUITE_COMPANIES = {
  AAPL: 'US',
  NVDA: 'US',
  MRVL: 'US',
  '600519.SH': 'CN',
  '600000.SH': 'CN',
  '000002.SZ': 'CN',
  '7203': 'JP',
} as const

export type SuiteFigures = Readonly<Record<string, readonly Figure[]>>
