/**
 * Makes the text of a screen from a sentence in English or Chinese, by the rules of
 * `translate-rules.ts`. Nothing is guessed: each condition is told with the words it was made of,
 * and all words that no rule knows are told as not understood. Nothing is run.
 */
import { type Catalogue, catalogueOf } from './catalogue.ts'
import { isIdeograph, nameKey, normalised } from './characters.ts'
import type { Field, FieldList } from './fields.ts'
import type { IndustryKind } from '../industry.ts'
import { MAX_VALUES } from './limits.ts'
import type { Market } from '../names.ts'
import { parseScreen } from './parse.ts'
import { topConditions } from './tree.ts'
import { printCondition, printScreen } from './print.ts'
import { shown } from './problem.ts'
import { type WrittenAmount, type Item, itemsOf, type Metric } from './sentence.ts'
import type { WordLevel } from './translate-grammar.ts'
import { BRANCHES, type BranchRule } from './translate-groups.ts'
import {
  HIGH_PERCENTILE,
  type IdeaRule,
  LOW_PERCENTILE,
  RISING_YEARS,
  type SizeRule,
} from './translate-rules.ts'

/** Longer sentences are not read: a person states a screen in a few lines. */
export const MAX_SENTENCE = 1_000

export interface Translation {
  /** The screen in its printed form; empty when nothing was understood. */
  text: string
  /** Each with the words of the sentence and what they became. */
  understood: string[]
  not_understood: string[]
}

export interface TranslateOptions {
  /** Names of the industries of the universe, of which a branch takes those that fit. */
  industries?: readonly string[]
}

/** What is being said of one metric or idea, until the next begins. */
interface Saying {
  from: number
  to: number
  metric?: Metric
  idea?: IdeaRule
  level?: WordLevel
  op?: string
  amount?: WrittenAmount
  range?: readonly [WrittenAmount, WrittenAmount]
  years?: number
  isAverage?: boolean
  end?: 'high' | 'low' | 'best'
  isOrder?: boolean
  direction?: 'asc' | 'desc'
  isExcluded?: boolean
}

/** A bare number above this, beside a ratio, is a percentage: ROE above 15. */
const BARE_PERCENT = 1

/** The names of industries that belong to a branch. */
const INDUSTRIES_OF: ReadonlyMap<BranchRule, RegExp> = new Map(
  BRANCHES.flatMap((branch) =>
    branch.industries ? [[branch, new RegExp(branch.industries.join('|'), 'i')] as const] : [],
  ),
)

class Translator {
  readonly conditions: string[] = []
  readonly understood: string[] = []
  readonly notUnderstood: string[] = []
  order: string | null = null
  limit: number | null = null
  readonly #sentence: string
  readonly #fields: FieldList
  readonly #catalogue: Catalogue
  readonly #industries: readonly string[]
  readonly #isChinese: boolean
  readonly #markets: { in: Market[]; out: Market[] } = { in: [], out: [] }
  readonly #kinds: { in: Set<IndustryKind>; out: Set<IndustryKind> } = {
    in: new Set(),
    out: new Set(),
  }
  readonly #branches: { in: Set<string>; out: Set<string> } = { in: new Set(), out: new Set() }
  #saying: Saying | null = null
  /** Of what was said last: "ROE above 15% and below 25%". */
  #lastMetric: Metric | undefined
  #isExcluding = false

  constructor(sentence: string, fields: FieldList, { industries = [] }: TranslateOptions) {
    this.#sentence = sentence
    this.#fields = fields
    this.#catalogue = catalogueOf(fields)
    this.#industries = industries
    this.#isChinese = [...sentence].some(isIdeograph)
  }

  translate(): void {
    const items = itemsOf(normalised(this.#sentence), this.#catalogue)
    for (const [at, item] of items.entries()) this.#take(item, items, at)
    this.#flush()
    this.#placeCompanies()
  }

  #words(from: number, to: number): string {
    return shown(this.#sentence.slice(from, to))
  }

  #miss(words: string, why?: string): void {
    this.notUnderstood.push(why === undefined ? words : `${words}: ${why}`)
  }

  #says(en: string, zh: string): string {
    return this.#isChinese ? zh : en
  }

  /** Takes a condition when the grammar does; else tells why not. */
  #accept(words: string, condition: string): boolean {
    const result = parseScreen(condition, this.#fields)
    if (!result.ok) {
      this.#miss(words, this.#isChinese ? result.problem.detail_zh : result.problem.detail)
      return false
    }
    for (const one of topConditions(result.screen).map(printCondition))
      if (!this.conditions.includes(one)) this.conditions.push(one)
    this.understood.push(`${words}: ${printScreen(result.screen)}`)
    return true
  }

  #fieldOf(ids: readonly string[], isYearly: boolean): Field | null {
    const fields = ids.map((id) => this.#catalogue.byId(id)).filter((field) => field !== null)
    const annual = isYearly ? fields.find(({ scope }) => scope === 'annual') : undefined
    return annual ?? fields[0] ?? null
  }

  #take(item: Item, items: readonly Item[], at: number): void {
    switch (item.kind) {
      case 'empty':
      case 'counted':
        return
      case 'joining':
        this.#flush()
        return
      case 'unknown':
        this.#flush()
        this.#miss(this.#words(item.from, item.to))
        return
      case 'excluding':
        this.#flush()
        this.#isExcluding = true
        return
      case 'size':
        this.#takeSize(item.size, item)
        return
      case 'market':
        this.#takeMarket(item.market, item)
        return
      case 'branch':
        this.#takeBranch(item.branch, item)
        return
      case 'number':
        if (this.#takeCount(item, items, at)) return
        break
      case 'comparison':
        // "15% and above" ends a bound; "above 15% and below 25%" begins another one.
        if (item.isAfter && (this.#saying?.amount === undefined || this.#saying.op !== undefined)) {
          this.#flush()
          this.#saying = { from: item.from, to: item.to, op: item.op === '>=' ? '>' : '<' }
          return
        }
        break
      default:
    }
    if (this.#saying && !this.#fits(this.#saying, item, items, at)) this.#flush()
    const saying: Saying = this.#saying ?? { from: item.from, to: item.to }
    saying.to = item.to
    this.#saying = saying
    if (this.#isExcluding) {
      saying.isExcluded = true
      this.#isExcluding = false
    }
    this.#add(saying, item)
  }

  #add(saying: Saying, item: Item): void {
    switch (item.kind) {
      case 'metric':
        saying.metric = item.metric
        break
      case 'idea':
        saying.idea = item.idea
        break
      case 'level':
        saying.level = item.level
        break
      case 'comparison':
        saying.op = item.op
        break
      case 'number':
        saying.amount = item.amount
        break
      case 'range':
        saying.range = [item.low, item.high]
        break
      case 'years':
        saying.years = item.years
        break
      case 'average':
        saying.isAverage = true
        break
      case 'end':
        saying.end = item.end
        break
      case 'ordering':
        saying.isOrder = true
        break
      case 'direction':
        saying.direction = item.direction
        break
      default:
    }
  }

  /** Whether an item goes on with what is being said, or begins something new. */
  #fits(saying: Saying, item: Item, items: readonly Item[], at: number): boolean {
    const isWhole = this.#isWhole(saying)
    switch (item.kind) {
      case 'metric':
        return saying.metric === undefined && saying.idea === undefined
      case 'idea':
        return (
          saying.metric === undefined && saying.idea === undefined && saying.level === undefined
        )
      case 'level':
        return saying.level === undefined && saying.idea === undefined && !isWhole
      case 'comparison':
        return saying.op === undefined && (item.isAfter || !isWhole)
      case 'number':
        return saying.amount === undefined && saying.range === undefined
      case 'range':
        return saying.amount === undefined && saying.range === undefined
      case 'years':
        // Before something new it belongs to that: high ROE, for five years paying dividends.
        return saying.years === undefined && !(isWhole && this.#beginsNew(items, at + 1))
      case 'average':
        return saying.isAverage === undefined
      case 'end':
        return saying.end === undefined && !isWhole
      case 'ordering':
        return saying.end !== undefined && saying.metric === undefined
      case 'direction':
        return saying.metric !== undefined
      default:
        return false
    }
  }

  #isWhole(saying: Saying): boolean {
    if (saying.idea) return true
    const isCompared = saying.op !== undefined && saying.amount !== undefined
    return (
      saying.metric !== undefined &&
      (saying.level !== undefined || isCompared || saying.range !== undefined)
    )
  }

  #beginsNew(items: readonly Item[], from: number): boolean {
    for (let at = from; at < items.length; at++) {
      const kind = items[at]?.kind
      if (kind === 'empty') continue
      return kind === 'metric' || kind === 'idea' || kind === 'level'
    }
    return false
  }

  /** `top 20`, `前30只`, `the 20 companies with the highest ROE`: how many, not how much. */
  #takeCount(item: Item & { kind: 'number' }, items: readonly Item[], at: number): boolean {
    const { amount } = item
    if (!amount.isBare || !Number.isInteger(amount.value) || amount.value < 1) return false
    const next = items[at + 1]?.kind
    const isCounted = next === 'counted' || next === 'end'
    const isEnd = this.#saying?.end !== undefined && this.#saying.op === undefined
    if (!isEnd && (!isCounted || this.#saying?.op !== undefined)) return false
    this.limit = amount.value
    if (this.#saying) {
      this.#saying.isOrder = true
      this.#saying.to = item.to
    }
    this.understood.push(`${this.#words(item.from, item.to)}: limit ${amount.value}`)
    return true
  }

  #flush(): void {
    const saying = this.#saying
    this.#saying = null
    if (!saying) return
    const words = this.#words(saying.from, saying.to)
    const isOnlyBound = saying.op !== undefined && saying.amount !== undefined
    if (!saying.idea && !saying.metric && isOnlyBound && this.#lastMetric)
      saying.metric = this.#lastMetric
    this.#lastMetric = saying.metric
    if (saying.idea) this.#sayIdea(saying.idea, saying, words)
    else if (saying.metric) this.#sayMetric(saying.metric, saying, words)
    else if (saying.isOrder !== true || this.limit === null) this.#miss(words)
  }

  #negated(saying: Saying, condition: string): string {
    return saying.isExcluded === true ? `not (${condition})` : condition
  }

  #noField(words: string): void {
    this.#miss(words, this.#says('there is no figure for this here', '这里没有相应的指标'))
  }

  #sayIdea(idea: Omit<IdeaRule, 'words'>, saying: Saying, words: string): void {
    const years = saying.years ?? idea.years
    const field = this.#fieldOf(idea.fields, years !== undefined)
    if (!field) {
      this.#noField(words)
      return
    }
    if (saying.years !== undefined && idea.yearly === undefined)
      this.#miss(words, this.#says('not over several years', '不能按多年计算'))
    const form = years !== undefined && idea.yearly !== undefined ? idea.yearly : idea.once
    const text = form.replaceAll('{f}', field.id).replaceAll('{n}', String(years))
    this.#accept(words, this.#negated(saying, text))
  }

  #sayMetric(metric: Metric, saying: Saying, words: string): void {
    const { years } = saying
    const isOverYears =
      years !== undefined || saying.level === 'rising' || saying.level === 'falling'
    const field = this.#fieldOf(metric.fields, isOverYears)
    if (!field) {
      this.#noField(words)
      return
    }
    const isEnd = saying.end !== undefined
    if (isEnd && saying.amount?.text.includes('%')) {
      const top = saying.amount.value * 100
      const isHigh = this.#isHighEnd(metric, saying)
      const bound = isHigh ? `>= ${Number((100 - top).toFixed(6))}` : `<= ${Number(top.toFixed(6))}`
      this.#accept(words, this.#negated(saying, `percentile(${field.id}, market) ${bound}`))
      return
    }
    if (isEnd || saying.isOrder === true) {
      this.#sayOrder(metric, field, saying, words)
      return
    }
    const value =
      saying.isAverage === true && years !== undefined ? `avg(${field.id}, ${years}y)` : field.id
    const each = years !== undefined && saying.isAverage !== true ? ` each ${years}y` : ''
    const bounds = this.#boundsOf(metric, field, saying)
    if (saying.level === 'rising' || saying.level === 'falling') {
      this.#sayTrend(field, saying, words)
      return
    }
    const isAlone = saying.level === undefined && saying.amount === undefined
    if (bounds.length === 0 && isAlone && metric.alone) {
      this.#sayIdea(metric.alone, saying, words)
      return
    }
    if (bounds.length === 0) {
      this.#miss(
        words,
        this.#says('neither high nor low nor a number is said', '没有说明高低或数值'),
      )
      return
    }
    for (const bound of bounds) {
      const subject = bound.isPercentile ? `percentile(${value}, market)` : value
      this.#accept(words, this.#negated(saying, `${subject} ${bound.text}${each}`))
    }
  }

  /** Each year above the year before it, or below. */
  #sayTrend({ id }: Field, saying: Saying, words: string): void {
    const sign = saying.level === 'rising' ? '>' : '<'
    const years = saying.years ?? RISING_YEARS
    this.#accept(words, this.#negated(saying, `${id} ${sign} ${id}[-1] each ${years}y`))
  }

  #isHighEnd(metric: Metric, { end }: Saying): boolean {
    if (end !== 'best') return end === 'high'
    return metric.isBadWhenHigh !== true
  }

  #sayOrder(metric: Metric, field: Field, saying: Saying, words: string): void {
    const isDescending =
      saying.direction === undefined
        ? saying.end === undefined
          ? metric.isBadWhenHigh !== true
          : this.#isHighEnd(metric, saying)
        : saying.direction === 'desc'
    const text = `${field.id} ${isDescending ? 'desc' : 'asc'}`
    if (this.order !== null && this.order !== text) {
      this.#miss(words, this.#says('a list has one order', '一个列表只能有一种排序'))
      return
    }
    this.order = text
    this.understood.push(`${words}: order by ${text}`)
  }

  #boundsOf(
    metric: Metric,
    field: Field,
    { level, op, amount, range }: Saying,
  ): { text: string; isPercentile: boolean }[] {
    const written = ({ text, isBare, value }: WrittenAmount): string =>
      isBare && field.unit === 'ratio' && Math.abs(value) > BARE_PERCENT ? `${text}%` : text
    const plain = (text: string) => ({ text, isPercentile: false })
    if (range) return [plain(`>= ${written(range[0])}`), plain(`<= ${written(range[1])}`)]
    if (amount) return op === undefined ? [] : [plain(`${op} ${written(amount)}`)]
    if (level === undefined) return []
    const isHigh = level === 'high' || level === (metric.isBadWhenHigh === true ? 'bad' : 'good')
    const bound = isHigh ? metric.high : metric.low
    if (bound !== undefined) return [plain(bound)]
    return [
      {
        text: isHigh ? `>= ${HIGH_PERCENTILE}` : `<= ${LOW_PERCENTILE}`,
        isPercentile: true,
      },
    ]
  }

  #takeExcluding(): boolean {
    this.#flush()
    const isExcluding = this.#isExcluding
    this.#isExcluding = false
    return isExcluding
  }

  #takeSize(size: SizeRule, item: Item): void {
    const isExcluded = this.#takeExcluding()
    const words = this.#words(item.from, item.to)
    const field = this.#fieldOf(['market_cap'], false)
    if (!field) {
      this.#noField(words)
      return
    }
    const isYuan =
      this.#markets.in.length > 0
        ? this.#markets.in.every((market) => market === 'CN')
        : this.#isChinese
    const [from, to] = isYuan ? size.cny : size.usd
    const text = [
      ...(from === null ? [] : [`${field.id} >= ${from}`]),
      ...(to === null ? [] : [`${field.id} < ${to}`]),
    ].join(' and ')
    if (isExcluded) this.#accept(words, `not (${text})`)
    else for (const one of text.split(' and ')) this.#accept(words, one)
  }

  #takeMarket(market: Market, item: Item): void {
    const side = this.#takeExcluding() ? 'out' : 'in'
    if (!this.#markets[side].includes(market)) this.#markets[side].push(market)
    const sign = side === 'in' ? 'in' : 'not in'
    this.understood.push(`${this.#words(item.from, item.to)}: market ${sign} (${market})`)
  }

  #takeBranch(branch: BranchRule, item: Item): void {
    const side = this.#takeExcluding() ? 'out' : 'in'
    const sign = side === 'in' ? 'in' : 'not in'
    const words = this.#words(item.from, item.to)
    if (branch.kinds) {
      for (const kind of branch.kinds) this.#kinds[side].add(kind)
      this.understood.push(`${words}: kind ${sign} (${branch.kinds.join(', ')})`)
      return
    }
    const names = this.#industriesOf(branch)
    if (names.length === 0) {
      this.#miss(
        words,
        this.#says('none of the industries at hand is called so', '现有的行业名单中没有相应的行业'),
      )
      return
    }
    for (const name of names) this.#branches[side].add(name)
    this.understood.push(
      `${words}: ${this.#says(`${names.length} industries`, `${names.length} 个行业`)} (${shown(names.join(', '))})`,
    )
  }

  #industriesOf(branch: BranchRule): string[] {
    const pattern = INDUSTRIES_OF.get(branch)
    if (!pattern) return []
    return this.#industries.filter((name) => pattern.test(nameKey(name))).slice(0, MAX_VALUES)
  }

  /** The markets and branches stand before all other conditions. */
  #placeCompanies(): void {
    const quoted = (names: Iterable<string>): string =>
      [...names]
        .slice(0, MAX_VALUES)
        .map((name) => `"${name.replaceAll(/["\\]/g, '\\$&')}"`)
        .join(', ')
    const found: string[] = []
    const { in: markets, out: otherMarkets } = this.#markets
    if (markets.length > 0) found.push(`market in (${markets.join(', ')})`)
    if (otherMarkets.length > 0) found.push(`market not in (${otherMarkets.join(', ')})`)
    const kinds = [...this.#kinds.in]
    const either = [
      ...(kinds.length > 0 ? [`kind in (${kinds.join(', ')})`] : []),
      ...(this.#branches.in.size > 0 ? [`industry in (${quoted(this.#branches.in)})`] : []),
    ]
    if (either.length === 2) found.push(`(${either.join(' or ')})`)
    else found.push(...either)
    const others = [...this.#kinds.out]
    if (others.length > 0) found.push(`kind not in (${others.join(', ')})`)
    if (this.#branches.out.size > 0) found.push(`industry not in (${quoted(this.#branches.out)})`)
    this.conditions.unshift(...found)
  }
}

export const translate = (
  sentence: string,
  fields: FieldList,
  options: TranslateOptions = {},
): Translation => {
  if (sentence.length > MAX_SENTENCE)
    return {
      text: '',
      understood: [],
      not_understood: [`${shown(sentence)}: over ${MAX_SENTENCE} characters`],
    }
  const translator = new Translator(sentence, fields, options)
  translator.translate()
  const { conditions, order, limit, understood, notUnderstood } = translator
  const text = [
    conditions.join(' and '),
    order === null ? '' : `order by ${order}`,
    limit === null ? '' : `limit ${limit}`,
  ]
    .filter((part) => part !== '')
    .join(' ')
  const result = parseScreen(text, fields)
  if (result.ok)
    return { text: printScreen(result.screen), understood, not_understood: notUnderstood }
  return { text: '', understood: [], not_understood: [...notUnderstood, result.problem.detail] }
}
