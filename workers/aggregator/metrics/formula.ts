/**
 * What a formula is: names, inputs and refusal cases as data, and one small pure function over
 * numbers. An input is written `name` (this period; balances at its end), `name@open` (the balance
 * on the day before the period starts), `name@t-1` (the same period one year earlier) or
 * `name@fy-2` (two fiscal years before the newest one); `a|b` means the first that is available.
 */
import type { FigureGroup } from '#shared/figure-groups.ts'
import type { IndustryKind } from '#shared/industry.ts'
import type Decimal from 'decimal.js'
import type { Absence, Basis, Fact } from '#shared/contracts/facts.ts'
import type { SystemConfig } from '#shared/contracts/config-documents.ts'

export type FormulaAssumptions = SystemConfig['valuation']

/** A figure as formulas use it. `text` is exact; `n` is the nearest double. */
export interface Value {
  id: string
  text: string
  n: number
  unit: string
  /** The accounting standard; null when no input states one. */
  standard: Basis['standard'] | null
  /**
   * The newest filing that the figure uses. It tells on which side of a split a per-share figure
   * stands.
   */
  known_at: string
  /** The filed figures that it rests on, through all steps, each once. */
  leaves: readonly Fact[]
}

/** A reason in both languages. */
export interface ReasonText {
  en: string
  zh: string
}

export interface MissingInput {
  absent: Absence['absent']
  /** The reason, for people. */
  detail: string
  /** The same in Chinese, where it is a sentence of ours without names of figures. */
  detail_zh?: string | undefined
}
/** For numbers for which the formula does not hold. */
export const refuse = (detail: string, detail_zh?: string): MissingInput => ({
  absent: 'refused',
  detail,
  detail_zh,
})
/** For an input that is not filed and that only some companies need. */
export const lacking = (detail: string): MissingInput => ({ absent: 'not_reported', detail })

/**
 * Exact decimals for money, doubles for ratios. `used` names the inputs that were used, when not
 * all were needed.
 */
export type Computed = number | Decimal | MissingInput | { value: number | Decimal; used: string[] }

/**
 * A `newest` figure is computed once, at the trailing twelve months (otherwise at the newest fiscal
 * year).
 */
export type FormulaScope = 'annual' | 'quarter' | 'ttm' | 'newest'

export interface FormulaSpec<K extends string, O extends string> {
  id: string
  en: string
  zh: string
  /** `score`: a count of points, a flag (1 or 0), or a weighted sum of ratios. */
  unit: 'ratio' | 'x' | 'days' | 'money' | 'money/share' | 'shares' | 'score'
  /** Default: annual and ttm. */
  scopes?: readonly FormulaScope[]
  /** False when the figure has no meaning for a bank or an insurer. Default: true. */
  banks?: boolean
  /** The kinds of company that the figure belongs to; absent for a figure of every company. */
  industries?: readonly IndustryKind[]
  /** Kinds that are near to these, and why the figure is refused for them. */
  not_for?: Partial<Record<IndustryKind, ReasonText>>
  inputs: Record<K, string>
  /** Inputs that are used when filed and left out otherwise. */
  optional?: Record<O, string>
  /**
   * Optional balances that are filed on dates before and after. When one is absent on a date in
   * between, a part is unknown; it does not count as zero.
   */
  whole?: readonly NoInfer<O>[]
  /** Inputs that must be above zero; otherwise the figure is refused. */
  positive?: readonly NoInfer<K>[]
  /**
   * True when the figure is held against the price of one share. It is refused where what is traded
   * may be a depositary share.
   */
  against_price?: boolean
  definition: { en: string; zh: string }
  compute(
    values: Record<K, Value> & { [P in O]?: Value },
    assumptions: FormulaAssumptions,
  ): Computed
}

export interface InputRef {
  key: string
  required: boolean
  /** Alternatives, best first. */
  sources: {
    name: string
    at: 'now' | 'open' | 'back' | 'fy'
    years: number
  }[]
}

export interface Formula {
  id: string
  en: string
  zh: string
  group: FigureGroup
  unit: FormulaSpec<string, string>['unit']
  scopes: readonly FormulaScope[]
  banks: boolean
  /** Null for a figure of every company. */
  industries: readonly IndustryKind[] | null
  not_for: Partial<Record<IndustryKind, ReasonText>>
  refs: InputRef[]
  /** The inputs that must be above zero. */
  positive: readonly InputRef[]
  /** Keys of optional balances that must not be missing between dates on which they are filed. */
  whole: readonly string[]
  against_price: boolean
  definition: { en: string; zh: string }
  compute(values: Record<string, Value | undefined>, assumptions: FormulaAssumptions): Computed
}

const SOURCE = /^([a-z][a-z0-9_]*)(?:@(?:(open)|t-(\d+)|fy(?:-(\d+))?))?$/

const parseSource = (text: string): InputRef['sources'][number] => {
  const match = SOURCE.exec(text)
  if (!match?.[1]) throw new Error(`not an input: ${text}`)
  const [, name, open, back, fy] = match
  if (open) return { name, at: 'open', years: 0 }
  if (back) return { name, at: 'back', years: Number(back) }
  if (text.includes('@fy')) return { name, at: 'fy', years: Number(fy ?? 0) }
  return { name, at: 'now', years: 0 }
}

const parseRefs = (inputs: Record<string, string>, required: boolean): InputRef[] =>
  Object.entries(inputs).map(([key, text]) => ({
    key,
    required,
    sources: text.split('|').map(parseSource),
  }))

/** A formula of one group, its inputs parsed once. */
export const formulaOf =
  (group: FigureGroup) =>
  <K extends string, O extends string = never>(spec: FormulaSpec<K, O>): Formula => {
    const required = parseRefs(spec.inputs, true)
    const positive: readonly string[] = spec.positive ?? []
    return {
      id: spec.id,
      en: spec.en,
      zh: spec.zh,
      group,
      unit: spec.unit,
      scopes: spec.scopes ?? ['annual', 'ttm'],
      banks: spec.banks ?? true,
      industries: spec.industries ?? null,
      not_for: spec.not_for ?? {},
      refs: [...required, ...parseRefs(spec.optional ?? {}, false)],
      positive: required.filter((ref) => positive.includes(ref.key)),
      whole: spec.whole ?? [],
      against_price: spec.against_price ?? false,
      definition: spec.definition,
      compute: spec.compute,
    }
  }

export const average = (closing: Value, opening: Value): number => (closing.n + opening.n) / 2
