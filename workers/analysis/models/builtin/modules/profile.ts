/**
 * Writes the company profile: the source of the figures, the size of the company, and the kind of
 * business that its accounts describe.
 */
import { dayOf } from '#shared/days.ts'
import { cell } from '../../../exhibits/table.ts'
import { type Evidence, RESULTS } from '../evidence.ts'
import { type Cite, cite } from '../finding.ts'
import type { LateYears, ProfileBasis, Trait } from '../prose/pack.ts'
import {
  type Briefing,
  heading,
  interimBlocks,
  labelOf,
  missingBlocks,
  paragraph,
  recordTable,
  youngBlocks,
  type ModuleWriter,
} from './common.ts'
import { breakBlocks } from './breaks.ts'
import { doubtBlocks } from './doubts.ts'

const KEY = [
  'revenue',
  'gross_profit',
  'operating_income',
  'net_income',
  'total_assets',
  'total_liabilities',
  'total_equity',
]
/**
 * Shares of assets or of revenue from which a trait marks the kind of business. For `markup_low`
 * the share must be at or below the line.
 */
const MARKS = {
  plant: 0.35,
  stock: 0.15,
  credit: 0.25,
  cash: 0.3,
  acquired: 0.3,
  research: 0.1,
  markup_high: 0.6,
  markup_low: 0.2,
}
/** The costs that are known are called the largest when no more than this part is not told. */
const UNTOLD_COSTS = 0.1
/** Most traits that are named. A longer list would describe almost any company. */
const MOST_TRAITS = 3

const now = (e: Evidence, name: string): Cite | null => {
  const point = e.now(name)
  return point && cite(point)
}
/** Of the newest year, else of the newest day that is known. */
const balance = (e: Evidence, name: string): Cite | null => {
  const point = e.now(name) ?? e.newBalance(name)
  return point && cite(point)
}
const balancesOf = (e: Evidence) => ({
  assets: balance(e, 'total_assets'),
  equity: balance(e, 'total_equity') ?? balance(e, 'equity_parent'),
  loans: balance(e, 'loans'),
  deposits: balance(e, 'deposits'),
})

const CHINESE = /[\u4e00-\u9fff]/

/** The industry where it is registered in the language of the text. */
const industryIn = ({ context, language }: Briefing): string | null => {
  const { industry } = context.instrument
  return industry !== null && CHINESE.test(industry) === (language === 'zh') ? industry : null
}

/** Fiscal years that are missing between the first and the last. */
const gapsOf = (years: readonly string[]): string[] => {
  const known = years.map((year) => Number(year.slice(2)))
  const [first = 0] = known
  const span = Math.max(0, (known.at(-1) ?? first) - first)
  return Array.from({ length: span }, (_, at) => first + at)
    .filter((year) => !known.includes(year))
    .map((year) => `FY${year}`)
}

/** After so many days from its end the annual report of a year has been published everywhere. */
const DAYS_TO_PUBLISH = 180
const DAYS_OF_YEAR = 365

/**
 * The fiscal years that are over and missing: between the newest year and a later part of a year,
 * or by the day on which the figures were read.
 */
const lateOf = ({ evidence, context }: Briefing): LateYears | null => {
  const { anchor, basis, interim } = evidence
  if (anchor === null || basis !== 'year') return null
  const newest = Number(anchor.slice(2))
  const part = interim ? Number(interim.period.slice(0, 4)) : newest
  const years = Array.from({ length: Math.max(0, part - newest - 1) }, (_, at) => newest + 1 + at)
  if (years.length > 0) return { years: years.map((year) => `FY${year}`), after: anchor }
  const end = context.figures.find(({ period }) => period === anchor)?.end
  if (end === undefined) return null
  const age = dayOf(context.as_of.slice(0, 10)) - dayOf(end)
  return age > DAYS_OF_YEAR + DAYS_TO_PUBLISH ? { years: [], after: anchor } : null
}

/** The end of the newest period of a result. */
const newestEnd = (figures: Briefing['context']['figures']): string | null =>
  figures
    .filter(({ name }) => RESULTS.includes(name))
    .map(({ end }) => end)
    .toSorted()
    .at(-1) ?? null

const basisOf = ({ evidence, context, language }: Briefing): ProfileBasis => ({
  company: cell(context.instrument.names[language] ?? context.instrument.name),
  id: context.instrument.id,
  currency: context.reporting_currency,
  as_of: context.as_of.slice(0, 10),
  provider: context.provider,
  recorded: context.recorded,
  first: evidence.years[0] ?? null,
  last: evidence.years.at(-1) ?? null,
  years: evidence.years.length,
  gaps: gapsOf(evidence.years),
  newest: newestEnd(context.figures),
})

/** The traits that the accounts show. A bank is named first, then the most pronounced traits. */
const traitsOf = (e: Evidence): { trait: Trait; part: Cite; whole: Cite; weight: number }[] => {
  const share = (trait: Trait, part: string, whole: string, line: number, below = false) => {
    const [p, w] = [e.now(part), e.now(whole)]
    if (!p || !w || w.value <= 0) return []
    const of = p.value / w.value
    if (below ? of > line || of < 0 : of < line) return []
    return [
      {
        trait,
        part: cite(p),
        whole: cite(w),
        weight: below ? line / Math.max(of, line / 3) : of / line,
      },
    ]
  }
  const bank = share('bank', 'loans', 'total_assets', 0.3)
  const found = [
    ...share('plant', 'property_plant_equipment', 'total_assets', MARKS.plant),
    ...share('stock', 'inventory', 'total_assets', MARKS.stock),
    ...share('credit', 'receivables', 'total_assets', MARKS.credit),
    ...share('cash', 'cash', 'total_assets', MARKS.cash),
    ...share('acquired', 'goodwill', 'total_assets', MARKS.acquired),
    ...share('research', 'research_and_development', 'revenue', MARKS.research),
    ...share('software_like', 'gross_profit', 'revenue', MARKS.markup_high),
    ...share('low_markup', 'gross_profit', 'revenue', MARKS.markup_low, true),
  ]
  return [...bank, ...found.sort((a, b) => b.weight - a.weight)].slice(0, MOST_TRAITS)
}

const costs = (briefing: Briefing): string[] => {
  const { evidence, pack } = briefing
  const revenue = evidence.now('revenue')
  const operating = evidence.now('operating_income')
  const parts = [
    'cost_of_revenue',
    'research_and_development',
    'selling_general_administrative',
  ].flatMap((name) => evidence.now(name) ?? [])
  if (!revenue || parts.length < 2) return []
  const spent = operating ? revenue.value - operating.value : null
  const known = parts.reduce((sum, { value }) => sum + value, 0)
  const isWhole = spent !== null && spent > 0 && known >= spent * (1 - UNTOLD_COSTS)
  const largest = parts
    .sort((a, b) => b.value - a.value)
    .map((p) => ({ label: labelOf(briefing, p.name), cite: cite(p) }))
  return [(isWhole ? pack.profile.costs : pack.profile.some_costs)(cite(revenue), largest)]
}

export const writeProfile: ModuleWriter = (briefing) => {
  const { evidence, pack, language } = briefing
  const words = pack.profile
  if (evidence.anchor === null)
    return [
      heading(words.basis_title),
      words.basis(basisOf(briefing)),
      pack.no_figures,
      ...words.balances(balancesOf(evidence)),
      ...interimBlocks(briefing),
      words.limits(industryIn(briefing)),
    ]
  const scale = {
    revenue: now(evidence, 'revenue'),
    profit: now(evidence, 'net_income'),
    assets: balancesOf(evidence).assets,
    equity: balancesOf(evidence).equity,
    loss: (evidence.now('net_income')?.value ?? 0) < 0,
    isYear: evidence.basis === 'year',
    isOfYear: evidence.now('total_assets') !== null,
  }
  const traits = traitsOf(evidence).map(({ trait, part, whole }) =>
    words.traits[trait](part, whole, scale.loss),
  )
  const counted = evidence.latest('shares_outstanding')
  const weighted = evidence.now('shares_diluted')
  const shares = counted
    ? [words.shares(cite(counted))]
    : weighted
      ? [words.weighted_shares(cite(weighted))]
      : []
  const record = recordTable(briefing, KEY)
  const shape = [...traits, ...costs(briefing)]
  const late = lateOf(briefing)
  return [
    heading(words.basis_title),
    words.basis(basisOf(briefing)),
    ...(late ? [words.late(late)] : []),
    ...youngBlocks(briefing),
    heading(words.scale_title),
    paragraph(language, [words.scale(scale), ...shares]),
    ...(shape.length ? [paragraph(language, shape)] : []),
    ...(record ? [heading(words.record_title), record] : []),
    ...breakBlocks(briefing, ['currency', 'standard']),
    ...doubtBlocks(briefing),
    ...missingBlocks(briefing, KEY),
    words.limits(industryIn(briefing)),
  ]
}
