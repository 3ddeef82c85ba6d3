/**
 * Reads the JSON form of a screen, by hand: the page has no schemas. Bounds are those of a text.
 */
import type { ArithmeticOp, Condition, Expression, FieldNode, NumberNode, Screen } from './ast.ts'
import { type Catalogue, catalogueOf } from './catalogue.ts'
import { screenFault, tooManyConditions } from './check.ts'
import type { FieldList } from './fields.ts'
import {
  MAX_CONDITIONS,
  MAX_DEPTH,
  MAX_LIMIT,
  MAX_NESTING,
  MAX_SCREEN_TEXT,
  MAX_VALUES,
} from './limits.ts'
import { printScreen } from './print.ts'
import { type ScreenFault, makeFault, type ScreenProblem, shown } from './problem.ts'
import { currencyOf, checkedValue } from './values.ts'
import { COMPARE_OPS, CROSS_FORMS, OVER_FORMS, TEXT_FIELDS, WITHIN } from './words.ts'

export type ScreenJsonResult =
  | { ok: true; screen: Screen }
  | { ok: false; problem: ScreenProblem & { path: string } }

type Path = readonly (string | number)[]

/** Ends the reading at the first fault. It never leaves this file. */
class JsonStop extends Error {
  readonly fault: ScreenFault
  readonly path: Path
  constructor(of: ScreenFault, path: Path) {
    super(of.detail)
    this.fault = of
    this.path = path
  }
}

const NUMBER_UNITS = ['plain', 'percent', 'money', 'x', 'days', 'years'] as const
const ARITHMETIC_OPS = ['+', '-', '*', '/'] as const satisfies readonly ArithmeticOp[]
const DIRECTIONS = ['asc', 'desc'] as const

type JsonFields = Readonly<Record<string, unknown>>

const wrong = (path: Path, en: string, zh: string): never => {
  throw new JsonStop(makeFault('syntax', `here must be ${en}`, `此处应为${zh}`), path)
}

const record = (value: unknown, path: Path): JsonFields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as JsonFields)
    : wrong(path, 'an object', '一个对象')

/** Only what is listed may stand in it: a misspelled key must not be passed over. */
const onlyKeys = (json: JsonFields, keys: readonly string[], path: Path): void => {
  for (const key of Object.keys(json))
    if (!keys.includes(key))
      wrong([...path, shown(key)], `no other key than ${keys.join(', ')}`, `${keys.join('、')}之一`)
}

const list = (value: unknown, path: Path): readonly unknown[] =>
  Array.isArray(value) ? value : wrong(path, 'a list', '一个列表')

const oneOf = <const List extends readonly string[]>(
  options: List,
  value: unknown,
  path: Path,
): List[number] =>
  options.find((option) => option === value) ??
  wrong(path, `one of ${options.join(', ')}`, `${options.join('、')}之一`)

const whole = (value: unknown, least: number, most: number, path: Path): number =>
  typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most
    ? value
    : wrong(path, `a whole number from ${least} to ${most}`, `${least} 到 ${most} 的整数`)

const flag = (value: unknown, path: Path): boolean =>
  typeof value === 'boolean' ? value : wrong(path, 'true or false', 'true 或 false')

/** More than any figure has; the check of the tree says how many it has. */
const MOST_YEARS_WRITTEN = 1_000

class JsonReader {
  readonly paths = new Map<object, Path>()
  readonly #catalogue: Catalogue
  #conditions = 0

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue
  }

  screen(value: unknown): Screen {
    const json = record(value, [])
    onlyKeys(json, ['where', 'order', 'limit'], [])
    const { where = null, order = null, limit = null } = json
    return {
      where: where === null ? null : this.#condition(where, ['where'], 0),
      order: order === null ? null : this.#order(order, ['order']),
      limit: limit === null ? null : whole(limit, 1, MAX_LIMIT, ['limit']),
    }
  }

  #order(value: unknown, path: Path): Screen['order'] {
    const json = record(value, path)
    onlyKeys(json, ['by', 'direction'], path)
    return {
      by: this.#expression(json.by, [...path, 'by'], 0),
      direction: oneOf(DIRECTIONS, json.direction, [...path, 'direction']),
    }
  }

  #at<Node extends object>(path: Path, node: Node): Node {
    this.paths.set(node, path)
    return node
  }

  #deep(depth: number, path: Path): void {
    if (depth > MAX_NESTING)
      throw new JsonStop(
        makeFault('too_deep', `a tree is at most ${MAX_DEPTH} deep`, `最多嵌套 ${MAX_DEPTH} 层`),
        path,
      )
  }

  #condition(value: unknown, path: Path, depth: number): Condition {
    this.#deep(depth, path)
    const json = record(value, path)
    const kinds = ['compare', 'in', 'has', 'and', 'or', 'not'] as const
    const kind = oneOf(kinds, json.kind, [...path, 'kind'])
    switch (kind) {
      case 'and':
      case 'or':
        return this.#at<Condition>(path, { kind, of: this.#parts(json, path, depth) })
      case 'not':
        onlyKeys(json, ['kind', 'of'], path)
        return this.#at(path, { kind, of: this.#condition(json.of, [...path, 'of'], depth + 1) })
    }
    this.#conditions++
    if (this.#conditions > MAX_CONDITIONS)
      throw new JsonStop(tooManyConditions(this.#conditions), path)
    switch (kind) {
      case 'compare':
        return this.#compare(json, path)
      case 'in':
        return this.#in(json, path)
      case 'has': {
        onlyKeys(json, ['kind', 'of', 'negated'], path)
        const of = this.#field(json.of, [...path, 'of'])
        return this.#at(path, { kind, of, negated: flag(json.negated, [...path, 'negated']) })
      }
    }
  }

  #parts(json: JsonFields, path: Path, depth: number): Condition[] {
    onlyKeys(json, ['kind', 'of'], path)
    const at = [...path, 'of']
    const of = list(json.of, at)
    if (of.length < 2) wrong(at, 'at least two conditions', '至少两个条件')
    if (of.length > MAX_CONDITIONS) throw new JsonStop(tooManyConditions(of.length), at)
    return of.map((one, place) => this.#condition(one, [...at, place], depth + 1))
  }

  #compare(json: JsonFields, path: Path): Condition {
    onlyKeys(json, ['kind', 'left', 'op', 'right', 'each'], path)
    const { each = null } = json
    return this.#at(path, {
      kind: 'compare',
      left: this.#expression(json.left, [...path, 'left'], 0),
      op: oneOf(COMPARE_OPS, json.op, [...path, 'op']),
      right: this.#expression(json.right, [...path, 'right'], 0),
      each: each === null ? null : whole(each, 1, MOST_YEARS_WRITTEN, [...path, 'each']),
    })
  }

  #in(json: JsonFields, path: Path): Condition {
    onlyKeys(json, ['kind', 'field', 'values', 'negated'], path)
    const field = oneOf(TEXT_FIELDS, json.field, [...path, 'field'])
    const at = [...path, 'values']
    const values = list(json.values, at)
    if (values.length < 1) wrong(at, 'at least one value', '至少一个值')
    if (values.length > MAX_VALUES)
      throw new JsonStop(
        makeFault(
          'too_many_values',
          `a list has at most ${MAX_VALUES} values`,
          `一个列表最多 ${MAX_VALUES} 个值`,
        ),
        at,
      )
    return this.#at(path, {
      kind: 'in',
      field,
      values: values.map((value, place) => {
        const text = typeof value === 'string' ? value : wrong([...at, place], 'a text', '文本')
        const known = checkedValue(field, text)
        if (!known.ok) throw new JsonStop(known.fault, [...at, place])
        return known.value
      }),
      negated: flag(json.negated, [...path, 'negated']),
    })
  }

  #expression(value: unknown, path: Path, depth: number): Expression {
    this.#deep(depth, path)
    const json = record(value, path)
    const kinds = ['number', 'field', 'over', 'cross', 'arithmetic', 'minus'] as const
    const kind = oneOf(kinds, json.kind, [...path, 'kind'])
    const inner = (key: string): Expression =>
      this.#expression(json[key], [...path, key], depth + 1)
    switch (kind) {
      case 'number':
        return this.#number(json, path)
      case 'field':
        return this.#field(json, path)
      case 'over':
        onlyKeys(json, ['kind', 'form', 'of', 'years'], path)
        return this.#at(path, {
          kind,
          form: oneOf(OVER_FORMS, json.form, [...path, 'form']),
          of: this.#field(json.of, [...path, 'of']),
          years: whole(json.years, 1, MOST_YEARS_WRITTEN, [...path, 'years']),
        })
      case 'cross':
        onlyKeys(json, ['kind', 'form', 'of', 'within'], path)
        return this.#at(path, {
          kind,
          form: oneOf(CROSS_FORMS, json.form, [...path, 'form']),
          of: inner('of'),
          within: oneOf(WITHIN, json.within, [...path, 'within']),
        })
      case 'arithmetic':
        onlyKeys(json, ['kind', 'op', 'left', 'right'], path)
        return this.#at(path, {
          kind,
          op: oneOf(ARITHMETIC_OPS, json.op, [...path, 'op']),
          left: inner('left'),
          right: inner('right'),
        })
      case 'minus':
        onlyKeys(json, ['kind', 'of'], path)
        return this.#at(path, { kind, of: inner('of') })
    }
  }

  #number(json: JsonFields, path: Path): NumberNode {
    onlyKeys(json, ['kind', 'value', 'unit', 'currency'], path)
    const { value, currency = null } = json
    const unit = oneOf(NUMBER_UNITS, json.unit, [...path, 'unit'])
    if (typeof value !== 'number' || !Number.isFinite(value))
      return wrong([...path, 'value'], 'a finite number', '有限的数字')
    const at = [...path, 'currency']
    if (currency !== null && (unit !== 'money' || typeof currency !== 'string'))
      return wrong(at, 'null, or of money a currency', 'null，金额则为货币代码')
    const code = currency === null ? null : currencyOf(String(currency))
    if (code !== null && !code.ok) throw new JsonStop(code.fault, at)
    return this.#at(path, {
      kind: 'number',
      // There is no negative zero in a text.
      value: value === 0 ? 0 : value,
      unit,
      currency: code?.value ?? null,
    })
  }

  #field(value: unknown, path: Path): FieldNode {
    const json = record(value, path)
    onlyKeys(json, ['kind', 'field', 'lag'], path)
    oneOf(['field'], json.kind, [...path, 'kind'])
    const { field: name, lag = 0 } = json
    const field = typeof name === 'string' ? this.#catalogue.byId(name) : null
    if (!field) {
      const near = typeof name === 'string' ? this.#catalogue.near(name) : []
      const written = typeof name === 'string' ? shown(name) : typeof name
      throw new JsonStop(
        makeFault(
          'unknown_field',
          `there is no figure "${written}"${near.length > 0 ? `; near to it: ${near.join(', ')}` : ''}`,
          `没有名为“${written}”的指标${near.length > 0 ? `；相近的有：${near.join('、')}` : ''}`,
          near,
        ),
        [...path, 'field'],
      )
    }
    return this.#at(path, {
      kind: 'field',
      field: field.id,
      lag: whole(lag, 0, MOST_YEARS_WRITTEN, [...path, 'lag']),
    })
  }
}

const problem = (of: ScreenFault, path: Path): ScreenJsonResult => ({
  ok: false,
  problem: { ...of, at: { from: 0, to: 0 }, path: path.join('.') },
})

export const screenFromJson = (value: unknown, fields: FieldList): ScreenJsonResult => {
  const catalogue = catalogueOf(fields)
  const reader = new JsonReader(catalogue)
  try {
    const screen = reader.screen(value)
    const found = screenFault(screen, catalogue)
    if (found) return problem(found.fault, reader.paths.get(found.node) ?? [])
    const { length } = printScreen(screen)
    if (length <= MAX_SCREEN_TEXT) return { ok: true, screen }
    return problem(
      makeFault(
        'too_long',
        `as text a screen has at most ${MAX_SCREEN_TEXT} characters, and this has ${length}`,
        `写成文本最多 ${MAX_SCREEN_TEXT} 个字符，这里有 ${length} 个`,
      ),
      [],
    )
  } catch (error) {
    if (error instanceof JsonStop) return problem(error.fault, error.path)
    throw error
  }
}
