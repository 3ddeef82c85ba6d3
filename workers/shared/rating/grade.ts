/** From the scores of the groups to the two grades, by the stated rules. Pure. */
import type { RatedGroup, RatedTest, RatingExhibit } from '../contracts/rating.ts'
import type { Input } from '../valuation/company-figures.ts'
import type { RatedFigures } from './figures.ts'
import {
  DANGER_CODES,
  DANGERS,
  type DangerCode,
  type Grade,
  type PriceGrade,
  RATING_RULES as RULES,
  type UnratedReason,
} from './names.ts'
import { fitsCompany, isMadeTest, meanOf, tokensOf } from './score-tests.ts'
import { isNoTrust, isTrading } from './tests/kinds.ts'

/** Operating profit under so many times the interest. */
const LEAST_COVER = 1.5
/** A fall of the newest quarter's profit that may not be passed over. */
const COLLAPSE = -0.5
/** Years of free cash flow that are looked at, and how many of them make a pattern. */
const CASH_YEARS = { of: 5, negative: 3 }

const sound = (input: Input | null | undefined): Input | null =>
  input && !input.doubted ? input : null

const FINDERS: Record<DangerCode, (figures: RatedFigures) => (Input | null)[] | null> = {
  loss: (f) => {
    const [now, year] = [sound(f.newest('net_income')), sound(f.annual('net_income').at(-1))]
    const lost = [now, year].filter((one) => one !== null && one.value < 0)
    return lost.length > 0 ? lost : null
  },
  negative_equity: (f) => {
    const equity = sound(f.newest('equity_parent')) ?? sound(f.newest('total_equity'))
    if (!equity || equity.value >= 0) return null
    const bought = -f.annual('buybacks').reduce((sum, { value }) => sum + value, 0)
    return bought > -equity.value ? null : [equity]
  },
  interest_uncovered: (f) => {
    if (!isNoTrust(f.kind)) return null
    const cover = sound(f.annual('interest_cover').find(({ period }) => period === f.year))
    const cash = sound(f.newest('net_cash'))
    return cover && cover.value < LEAST_COVER && (cash?.value ?? -1) < 0 ? [cover] : null
  },
  cash_burn: (f) => {
    if (!isTrading(f.kind)) return null
    const years = f.annual('free_cash_flow').slice(-CASH_YEARS.of)
    const burnt = years.filter(({ value, doubted }) => !doubted && value < 0)
    const isNow = burnt.at(-1)?.period === f.year
    return isNow && burnt.length >= CASH_YEARS.negative ? burnt : null
  },
  profit_collapse: (f) => {
    const quarter = f.quarters('net_income').at(-1)
    const growth = sound(f.quarters('net_income_growth').at(-1))
    if (!sound(quarter) || !quarter) return null
    if (growth && growth.end === quarter.end && growth.value <= COLLAPSE) return [growth]
    return quarter.value < 0 && (sound(f.newest('net_income'))?.value ?? 0) >= 0 ? [quarter] : null
  },
}

export type Danger = RatingExhibit['fundamentals']['dangers'][number]

export const dangersOf = (figures: RatedFigures): Danger[] =>
  DANGER_CODES.flatMap((code) => {
    const found = FINDERS[code](figures)
    return found ? [{ code, tokens: tokensOf(found.filter((one) => one !== null)) }] : []
  })

const ORDER: readonly Grade[] = ['weak', 'mixed', 'sound', 'strong']
const lowerOf = (a: Grade, b: Grade): Grade => (ORDER.indexOf(a) <= ORDER.indexOf(b) ? a : b)

const capped = (grade: Grade, dangers: readonly Danger[]): Grade => {
  const grave = dangers.filter(({ code }) => DANGERS[code].cap === 'mixed')
  if (grave.length >= RULES.dangers) return 'weak'
  return dangers.reduce((now, { code }) => lowerOf(now, DANGERS[code].cap), grade)
}

const gradeOf = (score: number, lowest: number): Grade => {
  if (score >= RULES.strong.score && lowest >= RULES.strong.group) return 'strong'
  if (score >= RULES.sound.score && lowest >= RULES.sound.group) return 'sound'
  return score >= RULES.mixed.score ? 'mixed' : 'weak'
}

const isWeighted = (id: RatedGroup['id']): id is keyof typeof RULES.weights => id in RULES.weights

/** The grade of the fundamentals: four groups, weighed, and held down by dangers. */
export const fundamentalsOf = (
  figures: Pick<RatedFigures, 'year'>,
  { tests, groups }: { tests: readonly RatedTest[]; groups: readonly RatedGroup[] },
  dangers: Danger[],
): RatingExhibit['fundamentals'] => {
  const own = tests.filter((test) => test.group !== 'valuation' && fitsCompany(test))
  const made = own.filter(isMadeTest)
  const counted = groups.flatMap(({ id, score }) =>
    score !== null && isWeighted(id) ? [{ score, weight: RULES.weights[id] }] : [],
  )
  const doubted = own.filter((test) => !test.made && test.reason === 'in_doubt')
  const missing: UnratedReason[] = []
  if (figures.year === null) missing.push('no_annual_report')
  if (doubted.length > (made.length + doubted.length) * RULES.doubt) missing.push('too_much_doubt')
  if (made.length < RULES.tests) missing.push('too_few_tests')
  if (counted.length < RULES.groups) missing.push('too_few_groups')
  if (missing.length > 0) return { grade: 'not_rated', score: null, missing, dangers }
  const weight = counted.reduce((sum, one) => sum + one.weight, 0)
  const score = counted.reduce((sum, one) => sum + one.score * one.weight, 0) / weight
  const lowest = Math.min(...counted.map((one) => one.score))
  return {
    grade: capped(gradeOf(score, lowest), dangers),
    score: meanOf([score]),
    missing,
    dangers,
  }
}

/** The grade of the price, by its own tests alone. */
export const priceOf = (tests: readonly RatedTest[]): RatingExhibit['price'] => {
  const own = tests.filter((test) => test.group === 'valuation' && fitsCompany(test))
  const degrees = own.filter(isMadeTest).map(({ degree }) => degree)
  if (degrees.length < RULES.price_tests) {
    const isPriceless = own.some((test) => !test.made && test.reason === 'no_price')
    return {
      grade: 'not_rated',
      score: null,
      missing: [isPriceless ? 'no_price' : 'too_few_tests'],
    }
  }
  const score = meanOf(degrees)
  const grade: PriceGrade =
    score >= RULES.undemanding ? 'undemanding' : score >= RULES.fair ? 'fair' : 'demanding'
  return { grade, score, missing: [] }
}
