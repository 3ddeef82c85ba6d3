/**
 * The figures of an exported report: digits with a link to the filing, or with a footnote that
 * leads to the filings. Pure.
 */
import type { Fact, Financials } from '#shared/contracts/facts.ts'
import type { Language } from '#shared/names.ts'
import { type FigureEntry, type FigureIndex, indexFigures, termOf } from '#shared/figures.ts'
import { formatFigure } from '#shared/format-figure.ts'

/** Escapes a text that is data (a name, a detail) for Markdown: no markup, no HTML, one line. */
export const plain = (text: string): string =>
  text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>|~]/g, (mark) => `\\${mark}`)

/** Removes HTML from the prose of a model and keeps its Markdown. */
export const withoutHtml = (text: string): string => text.replaceAll('<', '&lt;')

export class FigureWriter {
  readonly #language: Language
  readonly #figures: FigureIndex
  /** Tokens of derived figures in the order of their footnotes. */
  readonly #noted: string[] = []

  constructor(financials: Financials, language: Language) {
    this.#language = language
    this.#figures = indexFigures(financials)
  }

  entry(token: string): FigureEntry | undefined {
    return this.#figures.byToken.get(token)
  }

  /**
   * Returns `[$416.16 billion](filing)` or `26.92%[^1]`; the token as code when no figure has it.
   */
  figure(token: string): string {
    const entry = this.#figures.byToken.get(token)
    if (!entry) return `\`{{${token}}}\``
    const digits = formatFigure(entry.value, entry.unit, this.#language)
    return entry.origin.kind === 'fact'
      ? link(digits, entry.origin.fact.source_url)
      : `${digits}[^${this.#noteOf(token)}]`
  }

  #noteOf(token: string): number {
    if (!this.#noted.includes(token)) this.#noted.push(token)
    return this.#noted.indexOf(token) + 1
  }

  /**
   * Returns one line for each derived figure that was written: what it is, how it is computed, and
   * the filed figures it comes from.
   */
  footnotes(): string[] {
    return this.#noted.flatMap((token, i) => {
      const entry = this.#figures.byToken.get(token)
      if (entry?.origin.kind !== 'derived') return []
      const { derived } = entry.origin
      const term = termOf(this.#figures.financials, derived.formula)
      const definition = term
        ? this.#language === 'zh'
          ? term.definition_zh
          : term.definition
        : derived.formula
      const inputs = this.#leaves(derived.inputs).map((fact) => this.#cite(fact))
      const [comma, colon, semicolon] =
        this.#language === 'zh' ? ['，', '：', '；'] : [', ', ': ', '; ']
      return [
        `[^${i + 1}]: ${plain(entry.label[this.#language])}${comma}${entry.period}${colon}${plain(definition)} — ${inputs.join(semicolon)}`,
      ]
    })
  }

  #cite(fact: Fact): string {
    const label = termOf(this.#figures.financials, fact.concept)?.[this.#language] ?? fact.concept
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
      const origin = this.#figures.byId.get(id)?.origin
      if (origin?.kind === 'fact') return [origin.fact]
      return origin ? this.#leaves(origin.derived.inputs, seen) : []
    })
  }
}

/** Parentheses and spaces would end a Markdown link early. */
const link = (text: string, url: string): string =>
  `[${text}](${url
    .replace(/[()\s]/g, encodeURIComponent)
    .replaceAll('(', '%28')
    .replaceAll(')', '%29')})`
