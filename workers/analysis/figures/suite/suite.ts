/**
 * The suite of sentences: each is run over the figures of a recorded company, and the rates of what
 * is found and of what is struck wrongly are counted by kind and language. Pure.
 *
 * A line is `COMPANY kind sentence`; what is wrong in a sentence stands between « and ». The
 * rules of the checker were made after `developed.*.txt`, `sectors.*.txt` (how analysts write of
 * banks, insurers, retailers, miners, shipping and chip makers) and `notes.*.txt` (how notes of
 * brokers, annual reports and the news write); those of `held-out.*.txt` only tell how it does.
 */
import type { Figure } from '#shared/contracts/analysis.ts'
import { checkText, type ClaimFinding } from '../checker.ts'

export interface Sentence {
  company: string
  language: 'en' | 'zh'
  kind: string
  /** As a model would write it, without the signs around what is wrong. */
  text: string
  /** What is wrong, as written; empty in a right sentence. */
  wrong: string[]
  heldOut: boolean
}

const LINE = /^(?<company>\S+) (?<kind>\S+) (?<text>.+)$/
const WRONG = /«([^«»]*)»/g

export const parseSuite = (
  file: string,
  language: Sentence['language'],
  heldOut: boolean,
): Sentence[] =>
  file
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line, i) => {
      const { company = '', kind = '', text = '' } = LINE.exec(line)?.groups ?? {}
      if (!text) throw new Error(`line ${i + 1} of the suite is not a sentence: ${line}`)
      const written = text.replaceAll('\\n', '\n').replaceAll('\\u200b', '\u200b')
      return {
        company,
        language,
        kind,
        text: written.replace(/[«»]/g, ''),
        wrong: [...written.matchAll(WRONG)].map((match) => match[1] ?? ''),
        heldOut,
      }
    })

export interface Outcome {
  sentence: Sentence
  checked: string
  findings: ClaimFinding[]
  /** How many of the wrong numbers are marked. */
  caught: number
  /** Whether something right was struck. */
  struck: boolean
}

export const runSentence = (sentence: Sentence, figures: readonly Figure[]): Outcome => {
  const { text, findings } = checkText(sentence.text, figures, { symbol: sentence.company })
  const marked = findings.length
  const caught = Math.min(marked, sentence.wrong.length)
  return { sentence, checked: text, findings, caught, struck: marked > sentence.wrong.length }
}

export interface Rate {
  wrong: number
  caught: number
  right: number
  struck: number
}

/**
 * The counts of some outcomes: wrong numbers and those marked, right sentences and those struck.
 */
export const rateOf = (outcomes: readonly Outcome[]): Rate => {
  const wrong = outcomes.filter(({ sentence }) => sentence.wrong.length > 0)
  const right = outcomes.filter(({ sentence }) => sentence.wrong.length === 0)
  return {
    wrong: wrong.reduce((sum, { sentence }) => sum + sentence.wrong.length, 0),
    caught: wrong.reduce((sum, { caught }) => sum + caught, 0),
    right: right.length,
    struck: right.filter(({ struck }) => struck).length,
  }
}
