/** What was asked for, as a screen that can be run: read from its text or its tree, and bounded. */
import { fail, failAt, ok, type Result } from '#shared/contracts/problem.ts'
import { MAX_SCREEN_TEXT } from '#shared/screen/limits.ts'
import { MARKETS, type Market } from '#shared/names.ts'
import type { Condition, Expression, Screen } from '#shared/screen/ast.ts'
import type { FieldList } from '#shared/screen/fields.ts'
import { screenFromJson } from '#shared/screen/json.ts'
import { parseExpression, parseScreen, type TextHint } from '#shared/screen/parse.ts'
import { printExpression, printScreen } from '#shared/screen/print.ts'
import type { ScreenProblem } from '#shared/screen/problem.ts'
import { textFaultOf } from '#shared/screen/text-fault.ts'

export interface ReadScreen {
  screen: Screen
  /** In its one printed form. */
  text: string
  hints: TextHint[]
}

const refused = (problem: ScreenProblem, path: string): Result<never> =>
  fail('screen_invalid', `${path}: ${problem.detail}`, {
    text_faults: [textFaultOf(problem, path)],
  })

const one = (message: string): Result<never> => failAt([{ path: 'body', message }])

/** The printed form names figures by their ids, so it may be longer than what was written. */
const printed = (screen: Screen, hints: TextHint[]): Result<ReadScreen> => {
  const text = printScreen(screen)
  return text.length > MAX_SCREEN_TEXT
    ? one(`the screen in its printed form has over ${MAX_SCREEN_TEXT} characters`)
    : ok({ screen, text, hints })
}

export const readText = (text: string, fields: FieldList, path: string): Result<ReadScreen> => {
  const parsed = parseScreen(text, fields)
  return parsed.ok ? printed(parsed.screen, parsed.hints) : refused(parsed.problem, path)
}

export const readScreen = (
  given: { text?: string | undefined; screen?: unknown },
  fields: FieldList,
): Result<ReadScreen> => {
  const { text, screen } = given
  if (text === undefined && screen === undefined) return one('give the screen as text or as a tree')
  if (text !== undefined && screen !== undefined)
    return one('give the screen as text or as a tree, not both')
  if (text !== undefined) return readText(text, fields, 'body.text')
  const read = screenFromJson(screen, fields)
  return read.ok ? printed(read.screen, []) : refused(read.problem, 'body.screen')
}

export interface ShownColumn {
  text: string
  expression: Expression
}

export const shownColumn = (expression: Expression): ShownColumn => ({
  text: printExpression(expression),
  expression,
})

export const readColumns = (texts: readonly string[], fields: FieldList): Result<ShownColumn[]> => {
  const columns: ShownColumn[] = []
  for (const [at, text] of texts.entries()) {
    const parsed = parseExpression(text, fields)
    if (!parsed.ok) return refused(parsed.problem, `body.columns.${at}`)
    columns.push(shownColumn(parsed.expression))
  }
  return ok(columns)
}

/** The markets whose companies can pass; null where the condition says nothing of markets. */
const passing = (condition: Condition): readonly Market[] | null => {
  switch (condition.kind) {
    case 'in': {
      const { field, values, negated } = condition
      if (field !== 'market') return null
      return MARKETS.filter((market) => values.includes(market) !== negated)
    }
    case 'and': {
      const parts = condition.of.map(passing).filter((part) => part !== null)
      return parts.length === 0
        ? null
        : MARKETS.filter((market) => parts.every((part) => part.includes(market)))
    }
    case 'or': {
      const parts = condition.of.map(passing)
      return parts.includes(null)
        ? null
        : MARKETS.filter((market) => parts.some((part) => part?.includes(market)))
    }
    case 'not': {
      const { of } = condition
      return of.kind === 'in' ? passing({ ...of, negated: !of.negated }) : null
    }
    case 'compare':
    case 'has':
      return null
  }
}

/** Where nobody says otherwise. */
const DEFAULT_MARKETS: readonly Market[] = ['US']

/** The markets to be tested: those that the text names, else the default. */
export const marketsNamed = ({ where }: Screen): Market[] => {
  const named = where ? passing(where) : null
  return named && named.length > 0 ? [...named] : [...DEFAULT_MARKETS]
}
