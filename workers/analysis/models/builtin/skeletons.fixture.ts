/**
 * For tests and the command `npm run claims`: how much of one report could stand in another. A
 * skeleton is a sentence without its figures, periods and names.
 */
import type { Financials } from '#shared/contracts/facts.ts'
import type { Language } from '#shared/names.ts'
import { reportRequests } from '../../../e2e/fakes/recorded-report.ts'
import { writeModule } from './index.ts'

const PERIOD =
  /(?:(?:Q\d|H\d|the first nine months) of )?FY\d{4}|\d{4}财年(?:第.季度|上半年|下半年|前三季度)?|\d{4}-\d{2}-\d{2}/g
const FIGURE = /\{\{[^{}]*\}\}/g
const ENDS: Record<Language, RegExp> = { en: /(?<=[.!?:;])\s+/, zh: /(?<=[。；：])/ }
/** A shorter piece is a label and no sentence. */
const SHORTEST: Record<Language, number> = { en: 12, zh: 6 }

/** The skeletons of the sentences of a report; headings and tables are none. */
export const skeletonsOf = (financials: Financials, language: Language): ReadonlySet<string> => {
  const { name, names, id } = financials.instrument
  const sentences = reportRequests(financials, language)
    .flatMap((request) => writeModule(request))
    .flatMap((block) => block.split('\n'))
    .filter((line) => !/^[#|]/.test(line))
    .flatMap((line) => {
      const masked = line.replace(FIGURE, '#').replace(PERIOD, 'P')
      return [names[language] ?? name, id]
        .reduce((text, own) => text.replaceAll(own, 'N'), masked)
        .split(ENDS[language])
    })
    .map((piece) => piece.replace(/^[-\s*]+|[*\s]+$/g, ''))
  return new Set(sentences.filter((piece) => piece.length > SHORTEST[language]))
}

/** The part of the sentences of one report that stand in the other one too. */
export const sharedPart = (one: ReadonlySet<string>, other: ReadonlySet<string>): number =>
  [...one].filter((sentence) => other.has(sentence)).length / Math.max(1, one.size)
