/**
 * A company's figures as market figures and valuation read them: the newest of a name, and its
 * fiscal years. Each keeps its token, so that what is computed from it names it. Pure.
 */
import type { BookIndex, FigureEntry } from '../book/figure-index.ts'
import { startOf } from '../book/figure-index.ts'
import type { IndustryKind } from '../industry.ts'

/** A figure as a formula here uses it. */
export interface Input {
  token: string
  name: string
  period: string
  value: number
  /** The last day of the period, or the day of the balance. */
  end: string
  unit: string
  /** It, or what it rests on, failed a check. */
  doubted: boolean
}

export interface CompanyFigures {
  kind: IndustryKind
  currency: string
  /** Twelve months for a flow or a ratio, else the newest balance or fiscal year. */
  newest(name: string): Input | null
  /** Of the fiscal years, oldest first. */
  annual(name: string): readonly Input[]
}

const inputOf = ({ token, name, period, value, end, unit, doubts }: FigureEntry): Input => ({
  token,
  name,
  period,
  value: Number(value),
  end,
  unit,
  doubted: doubts !== undefined,
})

const isYear = (period: string): boolean => period.startsWith('FY')
const TWELVE_MONTHS = 'TTM'

/** Balances, fiscal years and the newest twelve months; quarters and halves are not read. */
const isRead = (entry: FigureEntry): boolean =>
  entry.period === TWELVE_MONTHS || isYear(entry.period) || startOf(entry) === null

export const companyFigures = (index: BookIndex): CompanyFigures => {
  const byName = new Map<string, Input[]>()
  for (const entry of index.entries()) {
    if (!isRead(entry)) continue
    const known = byName.get(entry.name)
    if (known) known.push(inputOf(entry))
    else byName.set(entry.name, [inputOf(entry)])
  }
  for (const inputs of byName.values()) inputs.sort((a, b) => a.end.localeCompare(b.end))
  const { industry_kind: kind, reporting_currency: currency } = index.about
  return {
    kind: kind ?? 'general',
    currency,
    newest(name) {
      const inputs = byName.get(name) ?? []
      return inputs.find(({ period }) => period === TWELVE_MONTHS) ?? inputs.at(-1) ?? null
    },
    annual: (name) => (byName.get(name) ?? []).filter(({ period }) => isYear(period)),
  }
}

/** Banks, insurers and brokers: what they owe is their business. Health insurers are not meant. */
const FINANCIAL: ReadonlySet<IndustryKind> = new Set([
  'bank',
  'life_insurer',
  'property_insurer',
  'insurer',
  'broker',
])
export const isFinancialKind = (kind: IndustryKind): boolean => FINANCIAL.has(kind)

/** Net income over operating income. Above this, something besides the business earned it. */
const OUTSIDE_INCOME = 1.1

/** Whether the newest twelve months hold large gains from outside the business. */
export const hasOutsideGains = (figures: CompanyFigures): boolean => {
  const [net, operating] = [figures.newest('net_income'), figures.newest('operating_income')]
  if (isFinancialKind(figures.kind) || !net || !operating || net.end !== operating.end) return false
  return operating.value > 0 && net.value > operating.value * OUTSIDE_INCOME
}
