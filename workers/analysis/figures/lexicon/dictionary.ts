/**
 * The dictionary that claims are read with: every phrase of the lexicon with what it can mean, and
 * the longest phrase at a place of a text.
 */
import { BASES, COMPARES, NEARNESS, SHARES } from './comparisons.ts'
import { type Naming, NAMINGS } from './concepts.ts'
import { CHANGE, DOWN, MULTIPLE_WORDS, SHARE_WORDS, TIMES_WORDS, UP } from './directions.ts'
import { NEUTRAL, NEUTRAL_PHRASES, TELLING } from './neutral.ts'
import { RELATIVE } from './periods.ts'
import { COMPANIES, MARKET, OWN, REGIONS, SEGMENTS } from './subjects.ts'

export type Foreign = 'segment' | 'region' | 'market' | 'company'
export type Nearness = keyof typeof NEARNESS
export type Base = keyof typeof BASES
export type Relative = keyof typeof RELATIVE

/** What a phrase can mean; several things at once. */
export interface PhraseMeaning {
  concept?: Naming[]
  dir?: 1 | -1
  change?: true
  factor?: number
  share?: number
  times?: number
  compares?: true
  near?: Nearness
  base?: Base
  shares?: true
  relative?: Relative
  foreign?: Foreign
  own?: true
  neutral?: true
  telling?: true
}
export interface Phrase extends PhraseMeaning {
  phrase: string
}

interface BilingualText {
  en: string
  zh: string
}
const phrasesOf = ({ en, zh }: BilingualText): string[] =>
  `${en} | ${zh}`
    .split('|')
    .map((phrase) => phrase.trim())
    .filter((phrase) => phrase !== '')

/**
 * The key under which a phrase is found: its first Latin word or digits, else its first character.
 */
export const keyOf = (text: string, at = 0): string => {
  KEY.lastIndex = at
  return KEY.exec(text)?.[0] ?? ''
}
const KEY = /[a-z]{1,40}|\d{1,4}|[\s\S]/uy

/** Phrases by their keys, longest first. */
export type PhraseDictionary = ReadonlyMap<string, readonly Phrase[]>

class Builder {
  readonly #phrases = new Map<string, Phrase>()

  add(phrases: readonly string[], meaning: PhraseMeaning): void {
    for (const phrase of phrases) {
      const known = this.#phrases.get(phrase)
      const concept = [...(known?.concept ?? []), ...(meaning.concept ?? [])]
      this.#phrases.set(phrase, {
        ...known,
        ...meaning,
        ...(concept.length > 0 && { concept }),
        phrase,
      })
    }
  }

  build(): PhraseDictionary {
    const byKey = Map.groupBy(this.#phrases.values(), ({ phrase }) => keyOf(phrase))
    for (const list of byKey.values()) list.sort((a, b) => b.phrase.length - a.phrase.length)
    return byKey
  }
}

const withPlurals = (phrases: readonly string[]): string[] =>
  phrases.flatMap((phrase) =>
    /[a-z]{3}$/.test(phrase) && !phrase.endsWith('s')
      ? [phrase, phrase.endsWith('y') ? `${phrase.slice(0, -1)}ies` : `${phrase}s`]
      : [phrase],
  )

const words = ({ en, zh }: BilingualText): string[] =>
  `${en} ${zh}`.split(/\s+/).filter((word) => word !== '')

const general = (): PhraseDictionary => {
  const builder = new Builder()
  builder.add(words(NEUTRAL), { neutral: true })
  builder.add(phrasesOf(NEUTRAL_PHRASES), { neutral: true })
  builder.add(words({ en: TELLING.en, zh: '' }), { telling: true })
  for (const naming of NAMINGS) builder.add(withPlurals(phrasesOf(naming)), { concept: [naming] })
  builder.add(phrasesOf(UP), { dir: 1 })
  builder.add(phrasesOf(DOWN), { dir: -1 })
  builder.add(phrasesOf(CHANGE), { change: true })
  for (const entry of MULTIPLE_WORDS) builder.add(phrasesOf(entry), { factor: entry.factor })
  for (const entry of SHARE_WORDS) builder.add(phrasesOf(entry), { share: entry.share })
  for (const entry of TIMES_WORDS) builder.add(phrasesOf(entry), { times: entry.times })
  builder.add(phrasesOf(COMPARES), { compares: true })
  for (const [near, entry] of Object.entries(NEARNESS) as [Nearness, BilingualText][])
    builder.add(phrasesOf(entry), { near })
  for (const [base, entry] of Object.entries(BASES) as [Base, BilingualText][])
    builder.add(phrasesOf(entry), { base })
  builder.add(phrasesOf(SHARES), { shares: true })
  for (const [relative, entry] of Object.entries(RELATIVE) as [Relative, BilingualText][])
    builder.add(phrasesOf(entry), { relative })
  builder.add(phrasesOf(SEGMENTS), { foreign: 'segment' })
  builder.add(phrasesOf(REGIONS), { foreign: 'region' })
  builder.add(phrasesOf(MARKET), { foreign: 'market' })
  for (const company of COMPANIES) builder.add(phrasesOf(company), { foreign: 'company' })
  builder.add(phrasesOf(OWN), { own: true })
  return builder.build()
}

const DICTIONARY = general()

/** The company that a text is about, and the figures it may cite. */
export interface Company {
  symbol: string
  names: readonly string[]
  /** Names of figures with their labels: a figure of an exhibit need not be in the lexicon. */
  labels: ReadonlyMap<string, BilingualText>
}

/** The phrases of one company, which come before those of the dictionary. */
export const companyDictionary = ({ symbol, names, labels }: Company): PhraseDictionary => {
  const builder = new Builder()
  const code = symbol.split('.')[0] ?? ''
  const own = COMPANIES.filter((company) => company.code === code).flatMap(phrasesOf)
  const given = names.flatMap((name) => {
    const lower = name.toLowerCase().replaceAll('-', ' ')
    const short = lower
      .replace(
        /[,.]|\b(?:inc|corp|corporation|co|ltd|limited|plc|group|holdings?|company|technology)\b/g,
        '',
      )
      .trim()
    return [lower, short]
  })
  builder.add(
    [...own, ...given, code.toLowerCase(), symbol.toLowerCase()].filter((name) => name.length > 1),
    { own: true },
  )
  const known = new Set(NAMINGS.flatMap((naming) => naming.names))
  for (const [name, label] of labels)
    if (!known.has(name))
      builder.add(
        [
          label.en.toLowerCase().replaceAll('-', ' '),
          label.zh.toLowerCase(),
          name.replaceAll('_', ' '),
        ].filter((p) => p.length > 1),
        { concept: [{ names: [name], en: label.en, zh: label.zh }] },
      )
  return builder.build()
}

const LATIN = /[a-z0-9]/

const longestIn = (dictionary: PhraseDictionary, text: string, at: number): Phrase | undefined =>
  dictionary
    .get(keyOf(text, at))
    ?.find(
      ({ phrase }) =>
        text.startsWith(phrase, at) &&
        !(LATIN.test(phrase.at(-1) ?? '') && LATIN.test(text.charAt(at + phrase.length))),
    )

/** The longest phrase that begins at `at`; a phrase of the company wins over others. */
export const longestAt = (own: PhraseDictionary, text: string, at: number): Phrase | undefined => {
  const mine = longestIn(own, text, at)
  const general = longestIn(DICTIONARY, text, at)
  if (!mine || !general) return mine ?? general
  return mine.phrase.length >= general.phrase.length ? mine : general
}
