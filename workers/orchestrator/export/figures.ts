/**
 * The figures of an exported report: digits with a link to the filing, or with a footnote that
 * leads to the filings. Pure.
 */
import type { Fact } from '#shared/contracts/facts.ts'
import type { Language } from '#shared/names.ts'
import { type FigureEntry, type FigureIndex, termOf } from '#shared/book/figure-index.ts'
import { figureInProse, formatFigure } from '#shared/format-figure.ts'

/** Characters that a reader does not see, of which some turn a line around. */
const UNSEEN = /[\p{Cf}\p{Cc}\p{Co}]/gu
/** Marks, the beginning of an entity, and what would become a link. */
const MEANING = /[\\`*_[\]<>|~#]|&(?=#|[a-z]{1,31};)|(?<=:)\/\/|(?<=\bwww)\.|(?<=[\w-])@(?=[\w-])/gi

/** Escapes a text that is data (a name, a detail) for Markdown: no markup, no HTML, one line. */
export const plain = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .replace(UNSEEN, '')
    .replace(MEANING, (mark) => `\\${mark}`)

/** Removes HTML from the prose of a model and keeps its Markdown. */
export const withoutHtml = (text: string): string => text.replaceAll('<', '&lt;')

/** The prose of a model has no footnotes, links, images and addresses of its own. */
export const withoutReferences = (text: string): string =>
  text
    .replaceAll('[^', '\\[^')
    .replaceAll('![', '!\\[')
    .replace(/\](?=[([:])/g, '\\]')
    .replaceAll('://', ':\\//')
    .replace(/\bwww\./gi, (www) => `${www.slice(0, -1)}\\.`)
    .replace(/(?<=[\w-])@(?=[\w-])/g, '\\@')

const WORDS: Record<Language, { doubt: string; failed(figure: string, check: string): string }> = {
  en: { doubt: '(in doubt)', failed: (figure, check) => `${figure} failed the check “${check}”` },
  zh: { doubt: '（存疑）', failed: (figure, check) => `${figure} 未通过检查“${check}”` },
}

export class FigureWriter {
  readonly #language: Language
  readonly #figures: FigureIndex
  /** Tokens of figures with a footnote, in their order. */
  readonly #noted: string[] = []

  constructor(figures: FigureIndex, language: Language) {
    this.#language = language
    this.#figures = figures
  }

  entry(token: string): FigureEntry | undefined {
    return this.#figures.get(token)
  }

  /**
   * Returns `[$416.16 billion](filing)` or `26.92%[^1]`; the token as code when no figure has it. A
   * figure in doubt says so and has a footnote with the check that failed. In prose money going out
   * has no sign.
   */
  figure(token: string, isProse = false): string {
    const entry = this.#figures.get(token)
    if (!entry) return `\`{{${token}}}\``
    const digits = isProse
      ? figureInProse(entry, this.#language)
      : formatFigure(entry.value, entry.unit, this.#language)
    const { origin, doubts } = entry
    const text = origin.kind === 'fact' ? link(digits, origin.fact.source_url) : digits
    if (origin.kind === 'fact' && !doubts) return text
    const mark = doubts ? ` ${WORDS[this.#language].doubt}` : ''
    return `${text}${mark}[^${this.#noteOf(token)}]`
  }

  #noteOf(token: string): number {
    if (!this.#noted.includes(token)) this.#noted.push(token)
    return this.#noted.indexOf(token) + 1
  }

  /**
   * Returns one line for each derived figure that was written: what it is, how it is computed, and
   * the filed figures it comes from; for a figure in doubt, which check failed for which of them.
   */
  footnotes(): string[] {
    return this.#noted.flatMap((token, i) => {
      const entry = this.#figures.get(token)
      if (!entry) return []
      const [comma, colon, semicolon] =
        this.#language === 'zh' ? ['，', '：', '；'] : [', ', ': ', '; ']
      const about = `[^${i + 1}]: ${plain(entry.label[this.#language])}${comma}${entry.period}${colon}`
      const doubts = (entry.doubts ?? []).map((doubt) =>
        plain(
          WORDS[this.#language].failed(
            `${doubt.figure[this.#language]} ${doubt.period}`,
            doubt.names[this.#language],
          ),
        ),
      )
      if (entry.origin.kind === 'fact') return [`${about}${doubts.join(semicolon)}`]
      const { derived } = entry.origin
      const term = termOf(this.#figures.about, derived.formula)
      const definition = term
        ? this.#language === 'zh'
          ? term.definition_zh
          : term.definition
        : derived.formula
      const inputs = this.#leaves(derived.inputs).map((fact) => this.#cite(fact))
      const rest = doubts.length > 0 ? ` — ${doubts.join(semicolon)}` : ''
      return [`${about}${plain(definition)} — ${inputs.join(semicolon)}${rest}`]
    })
  }

  #cite(fact: Fact): string {
    const label = termOf(this.#figures.about, fact.concept)?.[this.#language] ?? fact.concept
    return `${plain(label)} ${fact.period} ${link(this.#digits(fact), fact.source_url)}`
  }

  /** A split is written as a number of shares for one share, not as a percentage. */
  #digits({ concept, value, unit }: Fact): string {
    if (concept === 'stock_split_ratio')
      return this.#language === 'zh' ? `1 股变 ${value} 股` : `${value} for 1`
    return formatFigure(value, unit, this.#language)
  }

  /**
   * Follows a list of inputs through derived figures to the filed facts, and returns each fact
   * once.
   */
  #leaves(ids: readonly string[], seen = new Set<string>()): Fact[] {
    return ids.flatMap((id) => {
      if (seen.has(id)) return []
      seen.add(id)
      const origin = this.#figures.byId(id)?.origin
      if (origin?.kind === 'fact') return [origin.fact]
      return origin ? this.#leaves(origin.derived.inputs, seen) : []
    })
  }
}

const isOfTheWeb = (url: string): boolean => /^https?:\/\//i.test(url)

/**
 * A link; the text alone where the address is none of the web. Parentheses, spaces and angle
 * brackets would end it early.
 */
export const link = (text: string, url: string): string =>
  isOfTheWeb(url)
    ? `[${text}](${url
        .replace(/[()<>\s]/g, encodeURIComponent)
        .replaceAll('(', '%28')
        .replaceAll(')', '%29')})`
    : text
