/**
 * Reads the text of a screen, or of one expression, by descent: or, and, not, comparison, sum,
 * product, sign, and what stands in parentheses. Depth is bounded, each token is read once.
 */
import type {
  ArithmeticOp,
  Condition,
  CrossForm,
  Expression,
  FieldNode,
  NumberNode,
  OverForm,
  Screen,
  TextSpan,
  TextField,
  Within,
} from './ast.ts'
import { type Catalogue, catalogueOf } from './catalogue.ts'
import {
  expressionFault,
  type Hint,
  screenFault,
  tooManyConditions,
  type TreeFault,
  type TreeNode,
} from './check.ts'
import type { FieldList } from './fields.ts'
import { defaultDirection } from './order.ts'
import { MAX_CONDITIONS, MAX_LIMIT, MAX_NESTING, MAX_SCREEN_TEXT, MAX_VALUES } from './limits.ts'
import { type ScreenFault, makeFault, type ScreenProblem, shown } from './problem.ts'
import { type Token, tokensOf } from './tokens.ts'
import { type ExpressionUnit, unitOf, unitsFrom } from './units.ts'
import { currencyOf, checkedValue } from './values.ts'
import {
  CROSS_FORMS,
  type Keyword,
  LOCAL,
  OVER_FORMS,
  TEXT_FIELD_WORDS,
  WITHIN_WORDS,
  YUAN_OR_YEN,
} from './words.ts'

/** Where each node of a tree stands in the text. */
export type Spans = ReadonlyMap<object, TextSpan>

/** What a person should look at again, though it can be run. */
export interface TextHint {
  detail: string
  detail_zh: string
  at: TextSpan
}

export type ScreenResult =
  | { ok: true; screen: Screen; spans: Spans; hints: TextHint[] }
  | { ok: false; problem: ScreenProblem }
export type ExpressionResult =
  | { ok: true; expression: Expression; unit: ExpressionUnit; spans: Spans }
  | { ok: false; problem: ScreenProblem }

/** Ends the reading at the first fault. It never leaves this file. */
class Stop extends Error {
  readonly fault: ScreenFault
  readonly at: TextSpan
  constructor(of: ScreenFault, at: TextSpan) {
    super(of.detail)
    this.fault = of
    this.at = at
  }
}

type ParsedPart = { expression: Expression } | { condition: Condition }

/** What the id of a figure on the basis of the newest split ends in. */
const ADJUSTED = '_adjusted'

const isIn = <const List extends readonly string[]>(
  list: List,
  word: string,
): word is List[number] => list.includes(word)

class Parser {
  readonly spans = new Map<object, TextSpan>()
  readonly hints: Hint[] = []
  readonly #text: string
  readonly #catalogue: Catalogue
  readonly #tokens: readonly Token[]
  #at = 0
  #depth = 0
  #conditions = 0

  constructor(text: string, catalogue: Catalogue) {
    this.#text = text
    this.#catalogue = catalogue
    this.#tokens = tokensOf(text, catalogue)
  }

  screen(): Screen {
    const isWhole =
      this.#token.kind === 'end' || this.#isKeyword('order') || this.#isKeyword('limit')
    const where = isWhole ? null : this.#condition()
    let order: Screen['order'] = null
    let limit: Screen['limit'] = null
    if (this.#takeKeyword('order')) {
      this.#takeKeyword('by')
      const by = this.#expression(this.#sum())
      const isDescending = this.#takeKeyword('desc')
      const isAscending = !isDescending && this.#takeKeyword('asc')
      order = { by, direction: isDescending ? 'desc' : isAscending ? 'asc' : defaultDirection(by) }
    }
    if (this.#takeKeyword('limit')) limit = this.#limit()
    this.#end()
    return { where, order, limit }
  }

  expression(): Expression {
    const found = this.#expression(this.#sum())
    this.#end()
    return found
  }

  get #token(): Token {
    return this.#tokens[this.#at] ?? { kind: 'end', from: this.#text.length, to: this.#text.length }
  }

  #next(): Token {
    const token = this.#token
    this.#at++
    return token
  }

  #isKeyword(keyword: Keyword, ahead = 0): boolean {
    const token = this.#tokens[this.#at + ahead]
    return token?.kind === 'keyword' && token.keyword === keyword
  }

  #takeKeyword(keyword: Keyword): boolean {
    const isThere = this.#isKeyword(keyword)
    if (isThere) this.#at++
    return isThere
  }

  #isSymbol(symbol: string, ahead = 0): boolean {
    const token = this.#tokens[this.#at + ahead]
    return token?.kind === 'symbol' && token.symbol === symbol
  }

  #takeSymbol(symbol: string): boolean {
    const isThere = this.#isSymbol(symbol)
    if (isThere) this.#at++
    return isThere
  }

  #expectSymbol(symbol: string): void {
    if (!this.#takeSymbol(symbol)) this.#expected(`"${symbol}"`, `“${symbol}”`)
  }

  #written(at: TextSpan): string {
    return this.#text.slice(at.from, at.to)
  }

  #fail(of: ScreenFault, at: TextSpan): never {
    throw new Stop(of, { from: at.from, to: at.to })
  }

  #expected(en: string, zh: string): never {
    const token = this.#token
    if (token.kind === 'open_string')
      return this.#fail(makeFault('syntax', 'this quotation does not end', '引号没有结束'), token)
    const found = token.kind === 'end' ? 'the end' : `"${shown(this.#written(token))}"`
    const foundZh = token.kind === 'end' ? '结尾' : `“${shown(this.#written(token))}”`
    return this.#fail(
      makeFault('syntax', `here must be ${en}, not ${found}`, `此处应为${zh}，而不是${foundZh}`),
      token,
    )
  }

  #end(): void {
    if (this.#token.kind === 'end') return
    if (this.#isSymbol(')'))
      this.#fail(
        makeFault('syntax', 'no parenthesis is open here', '没有与此对应的左括号'),
        this.#token,
      )
    this.#expected(
      '"and", "or", "order by", "limit" or the end',
      '“and”“or”“order by”“limit”或结尾',
    )
  }

  /** Remembers the place of a node, from a token to the last that was read. */
  #placed<Node extends TreeNode>(from: number, node: Node): Node {
    this.spans.set(node, { from, to: this.#tokens[this.#at - 1]?.to ?? from })
    return node
  }

  #deeper<Result>(work: () => Result, at: TextSpan): Result {
    this.#depth++
    if (this.#depth > MAX_NESTING)
      this.#fail(
        makeFault(
          'too_deep',
          `parentheses and signs nest at most ${MAX_NESTING} deep`,
          `括号与正负号最多嵌套 ${MAX_NESTING} 层`,
        ),
        at,
      )
    const result = work()
    this.#depth--
    return result
  }

  #expression(of: ParsedPart): Expression {
    if ('expression' in of) return of.expression
    return this.#fail(
      makeFault(
        'syntax',
        'here must be a figure or a number, not a condition',
        '此处应为指标或数字，而不是条件',
      ),
      this.spans.get(of.condition) ?? this.#token,
    )
  }

  #conditionOf(of: ParsedPart): Condition {
    if ('condition' in of) return of.condition
    // What stands here is no condition yet; what is missing is a comparison.
    if (this.#token.kind !== 'end' && !this.#isSymbol(')') && this.#token.kind !== 'keyword')
      return this.#noComparison()
    return this.#fail(
      makeFault('syntax', 'this needs a comparison, such as ">= 15%"', '这里缺少比较，如“>= 15%”'),
      this.spans.get(of.expression) ?? this.#token,
    )
  }

  /** A range is two comparisons, which other languages write as one. */
  #noComparison(): never {
    const { from, to } = this.#token
    return /^(?:between|介于|在)$/i.test(this.#text.slice(from, to))
      ? this.#fail(
          makeFault(
            'syntax',
            'a range is two comparisons, such as "pe >= 5 and pe <= 15"',
            '区间请写成两个比较，如“pe >= 5 and pe <= 15”',
          ),
          this.#token,
        )
      : this.#expected('a comparison such as ">="', '比较符号，如“>=”')
  }

  #condition(): Condition {
    return this.#conditionOf(this.#or())
  }

  #or(): ParsedPart {
    return this.#joined('or', () => this.#and())
  }

  #and(): ParsedPart {
    return this.#joined('and', () => this.#not())
  }

  #joined(keyword: 'and' | 'or', part: () => ParsedPart): ParsedPart {
    const { from } = this.#token
    const first = part()
    if (!this.#isKeyword(keyword)) return first
    const of = [this.#conditionOf(first)]
    while (this.#takeKeyword(keyword)) of.push(this.#conditionOf(part()))
    return { condition: this.#placed<Condition>(from, { kind: keyword, of }) }
  }

  #not(): ParsedPart {
    const token = this.#token
    if (!this.#takeKeyword('not')) return this.#comparison()
    const of = this.#deeper(() => this.#conditionOf(this.#not()), token)
    const isHas = of.kind === 'has' && !of.negated && !this.#isApart(token, of)
    return {
      condition: this.#placed(token.from, isHas ? { ...of, negated: true } : { kind: 'not', of }),
    }
  }

  /** Whether a condition stands in parentheses of its own after `not`. */
  #isApart(not: TextSpan, of: Condition): boolean {
    const at = this.spans.get(of)
    return at !== undefined && this.#text.slice(not.to, at.from).trim() !== ''
  }

  #comparison(): ParsedPart {
    const { from } = this.#token
    const listed = this.#listed()
    if (listed) return { condition: this.#placed(from, this.#counted(listed)) }
    const left = this.#sum()
    const token = this.#token
    if (token.kind !== 'compare') return left
    this.#next()
    const right = this.#expression(this.#sum())
    if (this.#token.kind === 'compare')
      this.#fail(
        makeFault(
          'syntax',
          'one comparison at a time: join two by "and"',
          '一次只能比较一次，两个条件请用“and”连接',
        ),
        this.#token,
      )
    const each = this.#each()
    const of: Condition = {
      kind: 'compare',
      left: this.#expression(left),
      op: token.op,
      right,
      each,
    }
    return { condition: this.#placed(from, this.#counted(of)) }
  }

  #counted(of: Condition): Condition {
    this.#conditions++
    if (this.#conditions > MAX_CONDITIONS)
      this.#fail(tooManyConditions(this.#conditions), this.#tokens[this.#at - 1] ?? this.#token)
    return of
  }

  #each(): number | null {
    if (!this.#takeKeyword('each')) return null
    return this.#years()
  }

  #years(): number {
    const token = this.#token
    const isCount =
      token.kind === 'number' &&
      token.currency === null &&
      (token.unit === 'years' || token.unit === 'plain') &&
      Number.isInteger(token.value) &&
      token.value >= 1
    if (!isCount) return this.#expected('a number of years, such as 5y', '年数，如 5y')
    this.#next()
    return token.value
  }

  #limit(): number {
    const token = this.#token
    const isCount =
      token.kind === 'number' &&
      token.currency === null &&
      token.unit === 'plain' &&
      Number.isInteger(token.value) &&
      token.value >= 1 &&
      token.value <= MAX_LIMIT
    if (!isCount)
      return this.#expected(`a whole number from 1 to ${MAX_LIMIT}`, `1 到 ${MAX_LIMIT} 的整数`)
    this.#next()
    return token.value
  }

  /** `market in (CN, HK)`, `industry not in ("Banks")`, `market = CN`. */
  #listed(): Condition | null {
    const token = this.#token
    const field = token.kind === 'word' ? TEXT_FIELD_WORDS[token.text] : undefined
    if (field === undefined) return null
    const isNegated = this.#isKeyword('not', 1)
    if (this.#isKeyword('in', isNegated ? 2 : 1)) {
      this.#at += isNegated ? 3 : 2
      return { kind: 'in', field, values: this.#values(field), negated: isNegated }
    }
    const sign = this.#tokens[this.#at + 1]
    if (sign?.kind !== 'compare' || (sign.op !== '=' && sign.op !== '!=')) {
      if (token.kind !== 'word' || token.fields.length > 0 || sign?.kind === 'word') return null
      this.#next()
      return this.#expected('"in", "not in", "=" or "!="', '“in”“not in”“=”或“!=”')
    }
    this.#at += 2
    return { kind: 'in', field, values: [this.#value(field, false)], negated: sign.op === '!=' }
  }

  #values(field: TextField): string[] {
    if (!this.#takeSymbol('(')) return [this.#value(field, false)]
    const values = [this.#value(field, true)]
    while (this.#takeSymbol(',')) {
      if (values.length === MAX_VALUES)
        this.#fail(
          makeFault(
            'too_many_values',
            `a list has at most ${MAX_VALUES} values`,
            `一个列表最多 ${MAX_VALUES} 个值`,
          ),
          this.#token,
        )
      values.push(this.#value(field, true))
    }
    this.#expectSymbol(')')
    return values
  }

  /** Whether a bare value goes on with this token: in a list up to a comma or its end. */
  #isOfValue(isInList: boolean): boolean {
    const { kind } = this.#token
    if (kind === 'word' || kind === 'number') return true
    return isInList && (kind === 'keyword' || kind === 'compare' || kind === 'other')
  }

  /** A quotation, or words as they stand. */
  #value(field: TextField, isInList: boolean): string {
    const first = this.#token
    let written = ''
    if (first.kind === 'string') {
      this.#next()
      written = first.text
    } else {
      let last: TextSpan | null = null
      while (this.#isOfValue(isInList)) last = this.#next()
      if (!last) return this.#expected('a value', '一个值')
      written = this.#text.slice(first.from, last.to)
    }
    const value = checkedValue(field, written)
    if (value.ok) return value.value
    return this.#fail(value.fault, {
      from: first.from,
      to: this.#tokens[this.#at - 1]?.to ?? first.to,
    })
  }

  #sum(): ParsedPart {
    return this.#chain(['+', '-'], () => this.#product())
  }

  #product(): ParsedPart {
    return this.#chain(['*', '/'], () => this.#signed())
  }

  /** Operators of one rank, from the left. */
  #chain(ops: readonly ArithmeticOp[], part: () => ParsedPart): ParsedPart {
    const { from } = this.#token
    let left = part()
    for (;;) {
      const token = this.#token
      const op = token.kind === 'symbol' ? ops.find((one) => one === token.symbol) : undefined
      if (op === undefined) return left
      const first = this.#expression(left)
      this.#next()
      const right = this.#expression(part())
      left = {
        expression: this.#placed<Expression>(from, { kind: 'arithmetic', op, left: first, right }),
      }
    }
  }

  #signed(): ParsedPart {
    const token = this.#token
    if (this.#takeSymbol('+')) return this.#deeper(() => this.#signed(), token)
    if (!this.#takeSymbol('-')) return this.#primary()
    const next = this.#token
    if (next.kind === 'number' || next.kind === 'currency') {
      const number = this.#number()
      return {
        expression: this.#placed(token.from, { ...number, value: 0 - number.value }),
      }
    }
    const of = this.#deeper(() => this.#expression(this.#signed()), token)
    return { expression: this.#placed(token.from, { kind: 'minus', of }) }
  }

  #primary(): ParsedPart {
    const token = this.#token
    if (token.kind === 'symbol' && token.symbol === '(') {
      this.#next()
      const inner = this.#deeper(() => this.#or(), token)
      if (!this.#takeSymbol(')')) {
        if (this.#token.kind === 'end')
          this.#fail(makeFault('syntax', 'this parenthesis does not end', '括号没有结束'), token)
        this.#expected('")"', '“)”')
      }
      return inner
    }
    if (token.kind === 'number' || token.kind === 'currency')
      return { expression: this.#placed(token.from, this.#number()) }
    if (token.kind === 'word' && this.#isSymbol('(', 1)) {
      const call = this.#call(token.text)
      if (call) return call
    }
    if (token.kind === 'word' || token.kind === 'string') return { expression: this.#field() }
    return this.#expected('a figure, a number or "("', '指标、数字或“(”')
  }

  #call(name: string): ParsedPart | null {
    const { from } = this.#token
    if (name === 'has') {
      this.#at += 2
      const of = this.#field()
      this.#expectSymbol(')')
      return { condition: this.#placed(from, this.#counted({ kind: 'has', of, negated: false })) }
    }
    if (isIn(OVER_FORMS, name)) return { expression: this.#over(name) }
    if (isIn(CROSS_FORMS, name)) return { expression: this.#cross(name) }
    return null
  }

  #over(form: OverForm): Expression {
    const { from } = this.#token
    this.#at += 2
    const of = this.#onOneBasis(this.#field())
    this.#expectSymbol(',')
    const years = this.#years()
    this.#expectSymbol(')')
    return this.#placed(from, { kind: 'over', form, of, years })
  }

  /**
   * A split between two years changes figures of one share and counts of shares as they were filed.
   * Over several years they are taken on the basis of the newest split, where there is such a
   * figure.
   */
  #onOneBasis(of: FieldNode): FieldNode {
    const field = this.#catalogue.byId(of.field)
    if (field?.unit !== 'money/share' && field?.unit !== 'shares') return of
    if (field.id.endsWith(ADJUSTED)) return of
    const adjusted = this.#catalogue.byId(`${field.id}${ADJUSTED}`)
    const node = adjusted ? { ...of, field: adjusted.id } : of
    const at = this.spans.get(of)
    if (at && node !== of) this.spans.set(node, at)
    this.hints.push(
      adjusted
        ? {
            node,
            detail: `over several years ${adjusted.id} is taken, which stands on the basis of the newest split`,
            detail_zh: `跨年计算改用 ${adjusted.id}（按最近一次拆股的口径）`,
          }
        : {
            node,
            detail: `${field.id} is as filed in each year: a split between the years changes it`,
            detail_zh: `${field.id} 为各年披露的数值：其间的拆股会使其变化`,
          },
    )
    return node
  }

  #cross(form: CrossForm): Expression {
    const token = this.#token
    this.#at += 2
    const of = this.#deeper(() => this.#expression(this.#sum()), token)
    const within = this.#takeSymbol(',') ? this.#within() : 'market'
    this.#expectSymbol(')')
    return this.#placed(token.from, { kind: 'cross', form, of, within })
  }

  #within(): Within {
    const token = this.#token
    const within = token.kind === 'word' ? WITHIN_WORDS[token.text] : undefined
    if (within === undefined)
      return this.#expected('"market", "industry" or "passing"', '“market”、“industry”或“passing”')
    this.#next()
    return within
  }

  /** An amount with its currency before it or after it. */
  #number(): NumberNode {
    const first = this.#next()
    const before = first.kind === 'currency' ? first.code : null
    const token = first.kind === 'currency' ? this.#next() : first
    if (token.kind !== 'number') {
      this.#at--
      return this.#expected('an amount', '金额')
    }
    const { value, unit } = token
    if (!Number.isFinite(value))
      this.#fail(makeFault('bad_number', 'this number is too large', '这个数字太大'), token)
    const currency = before ?? token.currency
    if (before !== null && token.currency !== null && token.currency !== before)
      this.#fail(makeFault('syntax', 'an amount has one currency', '一个金额只能有一种货币'), token)
    if (currency === null) return { kind: 'number', value, unit, currency }
    if (unit !== 'plain')
      this.#fail(
        makeFault('syntax', 'an amount of money has no other unit', '金额不能再带其他单位'),
        token,
      )
    if (currency === YUAN_OR_YEN)
      this.#fail(
        makeFault(
          'bad_number',
          '"¥" is yuan and yen: write CNY or JPY',
          '“¥”既是人民币也是日元：请写 CNY 或 JPY',
          ['CNY', 'JPY'],
        ),
        token,
      )
    if (currency === LOCAL) return { kind: 'number', value, unit: 'money', currency: null }
    const known = currencyOf(currency)
    return { kind: 'number', value, unit: 'money', currency: known.ok ? known.value : currency }
  }

  #field(): FieldNode {
    const token = this.#next()
    if (token.kind !== 'word' && token.kind !== 'string') {
      this.#at--
      return this.#expected('a figure', '指标')
    }
    const fields = token.kind === 'word' ? token.fields : this.#catalogue.named(token.text)
    const [field] = fields
    if (field === undefined) return this.#unknown(token)
    if (fields.length > 1)
      this.#fail(
        makeFault(
          'ambiguous_field',
          `several figures are called ${shown(this.#written(token))}`,
          `有多个指标都叫${shown(this.#written(token))}`,
          fields.slice(0, MAX_VALUES).map(({ id }) => id),
        ),
        token,
      )
    return this.#placed(token.from, { kind: 'field', field: field.id, lag: this.#lag() })
  }

  #lag(): number {
    if (!this.#takeSymbol('[')) return 0
    const isBack = this.#takeSymbol('-')
    const token = this.#token
    const isCount =
      token.kind === 'number' &&
      token.currency === null &&
      (token.unit === 'plain' || token.unit === 'years') &&
      Number.isInteger(token.value) &&
      (isBack || token.value === 0)
    if (!isCount) return this.#expected('a number of years back, such as -1', '往前的年数，如 -1')
    this.#next()
    this.#expectSymbol(']')
    return token.value
  }

  /** With the words that follow: together they are what the person meant. */
  #unknown(first: Token): never {
    let { to } = first
    for (
      let token = this.#token;
      token.kind === 'word' && token.fields.length === 0;
      token = this.#token
    ) {
      if (this.#isSymbol('(', 1)) break
      to = token.to
      this.#next()
    }
    const at = { from: first.from, to }
    const name = first.kind === 'string' ? first.text : this.#written(at)
    const isCall = this.#isSymbol('(')
    const en = isCall ? 'function' : 'figure'
    const near = isCall ? [...OVER_FORMS, ...CROSS_FORMS, 'has'] : this.#catalogue.near(name)
    const more = near.length > 0 ? `; near to it: ${near.join(', ')}` : ''
    const moreZh = near.length > 0 ? `；相近的有：${near.join('、')}` : ''
    return this.#fail(
      makeFault(
        isCall ? 'syntax' : 'unknown_field',
        `there is no ${en} "${shown(name)}"${more}`,
        `没有名为“${shown(name)}”的${isCall ? '函数' : '指标'}${moreZh}`,
        near,
      ),
      at,
    )
  }
}

const tooLong = (text: string): ScreenProblem => ({
  ...makeFault(
    'too_long',
    `a screen has at most ${MAX_SCREEN_TEXT} characters, and this has ${text.length}`,
    `一个筛选最多 ${MAX_SCREEN_TEXT} 个字符，这里有 ${text.length} 个`,
  ),
  at: { from: MAX_SCREEN_TEXT, to: text.length },
})

const placedFault = ({ fault: of, node }: TreeFault, spans: Spans): ScreenProblem => ({
  ...of,
  at: spans.get(node) ?? { from: 0, to: 0 },
})

const read = <Result>(
  text: string,
  catalogue: Catalogue,
  work: (parser: Parser) => Result,
):
  | { ok: true; result: Result; spans: Spans; hints: Hint[] }
  | { ok: false; problem: ScreenProblem } => {
  if (text.length > MAX_SCREEN_TEXT) return { ok: false, problem: tooLong(text) }
  const parser = new Parser(text, catalogue)
  try {
    return { ok: true, result: work(parser), spans: parser.spans, hints: parser.hints }
  } catch (error) {
    if (error instanceof Stop) return { ok: false, problem: { ...error.fault, at: error.at } }
    throw error
  }
}

export const parseScreen = (text: string, fields: FieldList): ScreenResult => {
  const catalogue = catalogueOf(fields)
  const parsed = read(text, catalogue, (parser) => parser.screen())
  if (!parsed.ok) return parsed
  const { result: screen, spans, hints } = parsed
  const wrong = screenFault(screen, catalogue, hints)
  if (wrong) return { ok: false, problem: placedFault(wrong, spans) }
  return {
    ok: true,
    screen,
    spans,
    hints: hints.map(({ node, ...hint }) => ({
      ...hint,
      at: spans.get(node) ?? { from: 0, to: 0 },
    })),
  }
}

/** One expression, as a column shows it: a figure, `roe[-1]`, `avg(roe, 5y)`, sums, ranks. */
export const parseExpression = (text: string, fields: FieldList): ExpressionResult => {
  const catalogue = catalogueOf(fields)
  const parsed = read(text, catalogue, (parser) => parser.expression())
  if (!parsed.ok) return parsed
  const { result: expression, spans } = parsed
  const wrong = expressionFault(expression, catalogue)
  if (wrong) return { ok: false, problem: placedFault(wrong, spans) }
  const units = unitOf(expression, unitsFrom(catalogue))
  return units.ok
    ? { ok: true, expression, unit: units.unit, spans }
    : { ok: false, problem: placedFault({ fault: units.fault, node: units.node }, spans) }
}
