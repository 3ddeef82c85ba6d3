/** For tests: a list of figures, screens of every shape over it, and small tables of companies. */
import fc from 'fast-check'
import type {
  Condition,
  Expression,
  FieldNode,
  NumberNode,
  Screen,
  TextField,
  Within,
} from './ast.ts'
import type { Field, FieldScope, FieldUnit } from './fields.ts'
import { INDUSTRY_KINDS } from '../industry.ts'
import { MAX_CONDITIONS } from './limits.ts'
import { MARKETS } from '../names.ts'
import { CELL_REASONS, type Column, type Companies, IN_DOUBT, type ScreenTable } from './table.ts'
import { columnKey, ratesOf, tableOf } from './tables.ts'
import { fits, unitOf } from './units.ts'
import { COMPARE_OPS, CROSS_FORMS, CURRENCIES, OVER_FORMS, WITHIN } from './words.ts'

const YEARS = 10

const field = (
  id: string,
  en: string,
  zh: string,
  unit: FieldUnit,
  scope: FieldScope,
  aliases: readonly string[] = [],
): Field => ({
  id,
  en,
  zh,
  aliases,
  unit,
  scope,
  group: 'test',
  definition: { en, zh },
  years: scope === 'annual' ? YEARS : 1,
})

export const FIELDS: readonly Field[] = [
  field('roe', 'Return on equity', '净资产收益率', 'ratio', 'annual', ['ROE 净资产']),
  field('roic', 'Return on invested capital', '投入资本回报率', 'ratio', 'annual'),
  field('revenue', 'Revenue', '营业总收入', 'money', 'annual', ['sales', '营收']),
  field('net_income', "Net income to the parent's owners", '归属母公司净利润', 'money', 'annual', [
    'net profit',
    '净利润',
  ]),
  field('noninterest_income', 'Noninterest income', '非利息收入', 'money', 'annual'),
  field('eps_diluted', 'Diluted EPS', '稀释每股收益', 'money/share', 'annual', ['EPS']),
  field('shares_diluted', 'Weighted average shares, diluted', '加权平均股数', 'shares', 'annual'),
  field('debt_to_equity', 'Debt to equity', '有息负债权益比', 'x', 'annual'),
  field('inventory_days', 'Inventory days', '存货周转天数', 'days', 'annual'),
  field('net_debt_to_ebitda', 'Net debt to EBITDA', '净负债 / EBITDA', 'x', 'annual'),
  field('asset_turnover', 'Asset turnover', '总资产周转率', 'per_year', 'annual'),
  field('f_score', 'Piotroski F-score', 'F 分数', 'score', 'newest'),
  field('market_cap', 'Market capitalisation', '总市值', 'money', 'market', ['market cap', '市值']),
  field('pe', 'Price to earnings', '市盈率', 'x', 'market', ['P/E', 'price-to-earnings']),
  field('fcf_yield', 'Free cash flow yield', '自由现金流收益率', 'ratio', 'market'),
  field('earnings_yield', 'Earnings yield', '盈利收益率', 'ratio', 'market'),
  field('revenue_ttm', 'Revenue, trailing', '滚动营收', 'money', 'ttm'),
]

export const unitOfField = ({ field: id }: FieldNode): FieldUnit | null =>
  FIELDS.find((one) => one.id === id)?.unit ?? null

const annual = FIELDS.filter(({ scope }) => scope === 'annual')

/** The year is kept small, so that `each` and forms over years have room above it. */
const fieldNode = (among: readonly Field[], lags: number): fc.Arbitrary<FieldNode> =>
  fc.record({
    kind: fc.constant('field'),
    field: fc.constantFrom(...among.map(({ id }) => id)),
    lag: fc.nat(lags),
  })
const anyField: fc.Arbitrary<FieldNode> = fc.oneof(
  fieldNode(annual, 3),
  fieldNode(
    FIELDS.filter(({ scope }) => scope !== 'annual'),
    0,
  ),
)

/** All finite numbers but the negative zero, which no text has. */
const anyNumber = fc
  .double({ noNaN: true, noDefaultInfinity: true })
  .map((value) => (value === 0 ? 0 : value))
const shortNumber = fc.tuple(
  fc.integer({ min: -9999, max: 9999 }),
  fc.integer({ min: -4, max: 12 }),
)

const numberNode: fc.Arbitrary<NumberNode> = fc
  .tuple(
    fc.oneof(
      anyNumber,
      shortNumber.map(([digits, power]) => Number(`${digits || 0}e${power}`)).map((n) => n || 0),
    ),
    fc.constantFrom<NumberNode['unit']>('plain', 'percent', 'money', 'x', 'days', 'years'),
    fc.option(fc.constantFrom(...CURRENCIES)),
  )
  .map(([value, unit, currency]) => ({
    kind: 'number',
    value,
    unit,
    currency: unit === 'money' ? currency : null,
  }))

const hasFigure = (of: Expression): boolean => {
  switch (of.kind) {
    case 'number':
      return false
    case 'arithmetic':
      return hasFigure(of.left) || hasFigure(of.right)
    case 'cross':
    case 'minus':
      return hasFigure(of.of)
    case 'field':
    case 'over':
      return true
  }
}
const isSound = (of: Expression): boolean => unitOf(of, unitOfField).ok

/** What a condition may be ranked within. */
const OF_THE_TABLE = WITHIN.filter((within) => within !== 'passing')

const expressionOf = (
  fields: fc.Arbitrary<FieldNode>,
  within: readonly Within[] = OF_THE_TABLE,
): fc.Arbitrary<Expression> => {
  const { expression } = fc.letrec<{ expression: Expression }>((tie) => {
    const inner = tie('expression')
    return {
      expression: fc.oneof(
        { maxDepth: 4, depthIdentifier: 'expression' },
        fields,
        numberNode,
        fc.record({
          kind: fc.constant('over' as const),
          form: fc.constantFrom(...OVER_FORMS),
          of: fieldNode(annual, 2),
          years: fc.integer({ min: 1, max: 4 }),
        }),
        fc.record({
          kind: fc.constant('cross' as const),
          form: fc.constantFrom(...CROSS_FORMS),
          of: inner.filter((of) => hasFigure(of) && isSound(of)),
          within: fc.constantFrom(...within),
        }),
        fc
          .record({
            kind: fc.constant('arithmetic' as const),
            op: fc.constantFrom('+', '-', '*', '/'),
            left: inner,
            right: inner,
          })
          .filter(isSound),
        fc.record({ kind: fc.constant('minus' as const), of: inner }),
      ),
    }
  })
  return expression
}

export const anyExpression: fc.Arbitrary<Expression> = expressionOf(anyField, WITHIN).filter(
  (of) => hasFigure(of) && isSound(of),
)
const annualExpression = expressionOf(fieldNode(annual, 1))

const comparison = (
  sides: fc.Arbitrary<Expression>,
  each: fc.Arbitrary<number | null>,
): fc.Arbitrary<Condition> =>
  fc
    .record({
      kind: fc.constant('compare' as const),
      left: sides,
      op: fc.constantFrom(...COMPARE_OPS),
      right: sides,
      each,
    })
    .filter(({ left, right }) => {
      const [one, other] = [unitOf(left, unitOfField), unitOf(right, unitOfField)]
      const hasOne = hasFigure(left) || hasFigure(right)
      return one.ok && other.ok && hasOne && fits(one.unit, other.unit)
    })

const VALUES: Readonly<Record<TextField, fc.Arbitrary<string>>> = {
  market: fc.constantFrom(...MARKETS),
  kind: fc.constantFrom(...INDUSTRY_KINDS),
  currency: fc.constantFrom(...CURRENCIES),
  industry: fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
    .map((text) => text.replaceAll(/\s+/g, ' ').trim())
    .filter((text) => text !== ''),
  exchange: fc.constantFrom('NYSE', 'Nasdaq "GS"', '上交所', 'a\\b', "it's", 'and', '15%'),
}

const listed: fc.Arbitrary<Condition> = fc
  .constantFrom<TextField>('market', 'industry', 'exchange', 'kind', 'currency')
  .chain((name) =>
    fc.record({
      kind: fc.constant('in' as const),
      field: fc.constant(name),
      values: fc.array(VALUES[name], { minLength: 1, maxLength: 4 }),
      negated: fc.boolean(),
    }),
  )

const leaf: fc.Arbitrary<Condition> = fc.oneof(
  comparison(expressionOf(anyField), fc.constant(null)),
  comparison(annualExpression, fc.integer({ min: 1, max: 4 })),
  listed,
  fc.record({ kind: fc.constant('has' as const), of: anyField, negated: fc.boolean() }),
)

const leavesIn = (of: Condition): number =>
  of.kind === 'and' || of.kind === 'or'
    ? of.of.reduce((sum, part) => sum + leavesIn(part), 0)
    : of.kind === 'not'
      ? leavesIn(of.of)
      : 1

export const anyCondition: fc.Arbitrary<Condition> = fc
  .letrec<{ condition: Condition }>((tie) => {
    const parts = fc.array(tie('condition'), { minLength: 2, maxLength: 4 })
    return {
      condition: fc.oneof(
        { maxDepth: 3, depthIdentifier: 'condition' },
        leaf,
        fc.record({ kind: fc.constant('and' as const), of: parts }),
        fc.record({ kind: fc.constant('or' as const), of: parts }),
        fc.record({ kind: fc.constant('not' as const), of: tie('condition') }),
      ),
    }
  })
  .condition.filter((of) => leavesIn(of) <= MAX_CONDITIONS)

export const anyScreen: fc.Arbitrary<Screen> = fc.record({
  where: fc.option(anyCondition),
  order: fc.option(
    fc.record({ by: anyExpression, direction: fc.constantFrom('asc' as const, 'desc' as const) }),
  ),
  limit: fc.option(fc.integer({ min: 1, max: 10_000 })),
})

/** Few different values, so that ties and equal comparisons are frequent. */
const cell = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(-2, -0.5, 0, 0.1, 0.15, 0.5, 1, 3, 20, 5e9) },
  { weight: 2, arbitrary: anyNumber.filter((value) => Math.abs(value) < 1e12) },
)
const reasonOfCell = fc.oneof(
  { weight: 6, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.constant(IN_DOUBT) },
  { weight: 2, arbitrary: fc.integer({ min: 1, max: CELL_REASONS.length - 1 }) },
)

export const anyColumn = (rows: number): fc.Arbitrary<Column> =>
  fc
    .tuple(
      fc.array(cell, { minLength: rows, maxLength: rows }),
      fc.array(reasonOfCell, { minLength: rows, maxLength: rows }),
    )
    .map(([values, reasons]) => ({
      values: Float64Array.from(values, (value, row) =>
        ((reasons[row] ?? 0) & ~IN_DOUBT) === 0 ? value : Number.NaN,
      ),
      reasons: Uint8Array.from(reasons),
    }))

const columnOfTexts = <Text>(texts: readonly Text[], rows: number): fc.Arbitrary<Text[]> =>
  fc.array(fc.constantFrom(...texts), { minLength: rows, maxLength: rows })

export const anyCompanies = (rows: number, markets: readonly string[]): fc.Arbitrary<Companies> =>
  fc
    .record({
      markets: columnOfTexts(markets, rows),
      exchanges: columnOfTexts(['NYSE', '上交所', null], rows),
      industries: columnOfTexts(['Banks', 'Software', '白酒', null], rows),
      kinds: columnOfTexts(['bank', 'general', null], rows),
      currencies: columnOfTexts(['USD', 'CNY', 'CNY', 'JPY', 'XAF', null], rows),
      order: fc.shuffledSubarray(
        Array.from({ length: rows }, (_, row) => row),
        { minLength: rows, maxLength: rows },
      ),
    })
    .map(({ order, ...texts }) => ({
      ...texts,
      ids: order.map((number, row) => `${texts.markets[row]}:${number}`),
      names: order.map((number) => ({ en: `Company ${number}`, zh: `公司${number}` })),
      year_ends: order.map(() => '2025-12-31'),
      known_times: order.map(() => ['2026-03-01T00:00:00.000Z']),
      known_at: order.map(() => null),
    }))

const RATES = ratesOf(
  new Map([
    ['USD', 1],
    ['CNY', 0.14],
    ['HKD', 0.128],
    ['JPY', 0.0065],
  ]),
)

/** Every column that a screen over `FIELDS` may read, some left out. */
export const anyTable = (
  rows: number,
  markets: readonly string[] = MARKETS,
): fc.Arbitrary<ScreenTable> => {
  const names = FIELDS.flatMap(({ id, years }) =>
    Array.from({ length: years }, (_, lag) => columnKey({ field: id, lag })),
  )
  return fc
    .tuple(
      anyCompanies(rows, markets),
      fc.array(fc.option(anyColumn(rows), { freq: 12 }), {
        minLength: names.length,
        maxLength: names.length,
      }),
    )
    .map(([companies, columns]) =>
      tableOf(
        companies,
        new Map(
          names.flatMap((name, at): [string, Column][] => {
            const column = columns[at]
            return column ? [[name, column]] : []
          }),
        ),
        RATES,
      ),
    )
}
