/**
 * One section of a filing from `financials-reported`: lines of `{concept: us-gaap_Assets, unit:
 * usd, value}` in units of one. A concept with the company's own prefix is not a standard concept.
 * Values may be "N/A". Old filings give a section as an object of values without units. Pure.
 */
import { Decimal } from 'decimal.js'
import { z } from 'zod'
import { type ConceptId, conceptOf } from '#shared/concepts.ts'
import { statedCurrency } from '#shared/units/stated-currency.ts'
import { isCurrency, type Currency } from '#shared/units/unit.ts'
import { decimalOf } from '#shared/units/decimal.ts'
import { isDecimal } from '../numeric.ts'
import type { ProviderResult } from '../../model/provider.ts'
import { CHAINS } from '../sec/chains.ts'
import { DEBT_CONCEPTS, debtOf } from '../sec/debt/split.ts'
import { debtTagsOf, US_GAAP_DEBT } from '../sec/debt/tags.ts'
import type { TagSum } from '../sec/sources.ts'
import { malformed } from '../statement-row.ts'

/** A line in pence or cents fits no concept: in small letters `GBp` would be pounds. */
const IN_HUNDREDTHS = 'hundredths'
const unitIn = (unit: string): string =>
  statedCurrency(unit)?.per_unit === 100 ? IN_HUNDREDTHS : unit.toLowerCase()

const lineSchema = z.object({ concept: z.string(), unit: z.string().nullish(), value: z.unknown() })
export const sectionSchema = z
  .union([z.array(lineSchema), z.record(z.string(), z.unknown())])
  .nullish()
export type RawSection = z.infer<typeof sectionSchema>

export interface ReportedLine {
  /** The tag as Finnhub writes it, with its prefix. */
  field: string
  value: string
  unit: string | null
}
/** Lines by the tag's name without its prefix. */
export type FinnhubSection = ReadonlyMap<string, ReportedLine>

const TAG = /^(?:us-gaap[_:])?([A-Za-z0-9]+)$/

/** Null when there is no figure ("N/A", empty), undefined when the type is wrong. */
const decimalIn = (given: unknown): string | null | undefined => {
  if (given === null || given === undefined || given === '' || given === 'N/A') return null
  if (typeof given === 'number' && Number.isFinite(given)) return decimalOf(given)
  return typeof given === 'string' && isDecimal(given) ? given : undefined
}

/**
 * The one line of a tag. Different values under the same tag are a total and its parts: then the
 * total counts. If no value is the sum of the others, there is no figure.
 */
const settled = (lines: readonly ReportedLine[]): ReportedLine | null => {
  const [first] = lines
  if (!first || lines.every((line) => line.value === first.value)) return first ?? null
  const sum = lines.reduce((total, line) => total.plus(line.value), new Decimal(0))
  return lines.find((line) => sum.minus(line.value).eq(line.value)) ?? null
}

export const readSection = (given: RawSection, where: string): ProviderResult<FinnhubSection> => {
  const lines = Array.isArray(given)
    ? given
    : Object.entries(given ?? {}).map(([concept, value]) => ({ concept, unit: null, value }))
  const byTag = new Map<string, ReportedLine[]>()
  for (const { concept, unit, value: raw } of lines) {
    const tag = TAG.exec(concept)?.[1]
    if (!tag) continue
    const value = decimalIn(raw)
    if (value === undefined) return malformed('finnhub', `${where} ${concept}`)
    if (value !== null)
      byTag.set(tag, [
        ...(byTag.get(tag) ?? []),
        { field: concept, value, unit: unit ? unitIn(unit) : null },
      ])
  }
  const section = new Map<string, ReportedLine>()
  for (const [tag, all] of byTag) {
    const line = settled(all)
    if (line) section.set(tag, line)
  }
  return { ok: true, data: section }
}

/** The currency of most lines with amounts of money; null when no line has a unit. */
export const currencyOf = (sections: readonly FinnhubSection[]): Currency | null => {
  const counts = new Map<Currency, number>()
  for (const section of sections)
    for (const { unit } of section.values()) {
      const currency = unit?.toUpperCase() ?? ''
      if (isCurrency(currency)) counts.set(currency, (counts.get(currency) ?? 0) + 1)
    }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null
}

const fits = (line: ReportedLine, concept: ConceptId, currency: string): boolean => {
  const money = currency.toLowerCase()
  const units = {
    money: [money],
    'money/share': [`${money}/share`, `${money}/shares`, `${money}pershare`],
    shares: ['shares'],
    x: ['pure'],
  }
  return line.unit === null || units[conceptOf(concept).unit].includes(line.unit)
}

const tagOf = (name: string): string | null =>
  name.startsWith('us-gaap:') ? name.slice('us-gaap:'.length) : null

const read = (
  source: TagSum,
  section: FinnhubSection,
  filed: ReadonlySet<string>,
  fit: (line: ReportedLine) => boolean,
): { field: string; value: string } | null => {
  const has = (name: string): boolean => filed.has(tagOf(name) ?? '')
  if (source.unless.some(has) || source.unlessBeside.some(has)) return null
  const take = (names: readonly string[]): ReportedLine[] =>
    names.flatMap((name) => section.get(tagOf(name) ?? '') ?? []).filter(fit)
  const [plus, minus] = [take(source.plus), take(source.minus)]
  if (plus.length === 0 || plus.length < source.plus.length || minus.length < source.minus.length)
    return null
  const counted =
    source.onceIfEqual && plus.every((line) => line.value === plus[0]?.value)
      ? plus.slice(0, 1)
      : plus
  const value = minus.reduce(
    (rest, line) => rest.minus(line.value),
    counted.reduce((total, line) => total.plus(line.value), new Decimal(0)),
  )
  const field = [...counted.map((line) => line.field), ...minus.map((line) => `- ${line.field}`)]
    .join(' + ')
    .replaceAll('+ - ', '- ')
  return { field, value: value.toFixed() }
}

const DEBT_TAGS = debtTagsOf(US_GAAP_DEBT).flatMap((name) => tagOf(name) ?? [])

/** Debt is read as in EDGAR's own data: from a whole, or from all its lines. */
const debtIn = (
  concept: (typeof DEBT_CONCEPTS)[number],
  section: FinnhubSection,
  currency: string,
): { field: string; value: string } | null => {
  const values = new Map<string, number>()
  for (const tag of DEBT_TAGS) {
    const line = section.get(tag)
    if (line && fits(line, concept, currency)) values.set(tag, Number(line.value))
  }
  const figure = debtOf(US_GAAP_DEBT, values)[concept]
  // Finnhub's own way to write a tag: `us-gaap_Assets`.
  return figure && { field: figure.field.replaceAll('us-gaap:', 'us-gaap_'), value: figure.value }
}

/**
 * A concept's figure in a section, found by the same chains of tags as in EDGAR's own data. `filed`
 * holds all tags of the filing.
 */
export const figureOf = (
  concept: ConceptId,
  section: FinnhubSection,
  filed: ReadonlySet<string>,
  currency: string,
): { field: string; value: string } | null => {
  const debt = DEBT_CONCEPTS.find((id) => id === concept)
  if (debt) return debtIn(debt, section, currency)
  for (const source of CHAINS[concept] ?? []) {
    const figure = read(source, section, filed, (line) => fits(line, concept, currency))
    if (figure) return figure
  }
  return null
}
