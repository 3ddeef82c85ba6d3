/**
 * Makes the mutants of one source text: the same text with one small fault in it. A test that
 * guards the changed place fails for the mutant. Pure.
 */
import { type ESTree, parseSync, Visitor } from 'vite'

export interface Mutant {
  line: number
  /** What stood there and what stands there now, each on one line. */
  change: string
  /** The whole text with the fault. */
  text: string
}

const COMPARISONS: Readonly<Record<string, string>> = {
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
  '===': '!==',
  '!==': '===',
}
const LOGICAL: Readonly<Record<string, string>> = { '&&': '||', '||': '&&' }
/** Names of functions and properties by which a function answers that it refuses. */
const REFUSAL = /^(fail|refus|absen|reject|mismatch|reason|wrong|fault)/i

/** A statement may have to stand there, as after `else`. */
const NOTHING = ';'

interface Range {
  start: number
  end: number
}

const SHOWN = 60
const oneLine = (text: string): string => {
  const flat = text.replaceAll(/\s+/g, ' ').trim()
  return flat.length > SHOWN ? `${flat.slice(0, SHOWN)}…` : flat
}

/** The calls and the properties of an answer name a refusal, or it is an empty one. */
const isRefusal = (answer: ESTree.Expression | null): boolean => {
  switch (answer?.type) {
    case 'CallExpression':
      return answer.callee.type === 'Identifier' && REFUSAL.test(answer.callee.name)
    case 'ObjectExpression':
      return answer.properties.some(
        (entry) =>
          entry.type === 'Property' &&
          entry.key.type === 'Identifier' &&
          ((entry.key.name === 'ok' &&
            entry.value.type === 'Literal' &&
            entry.value.value === false) ||
            REFUSAL.test(entry.key.name)),
      )
    case 'Literal':
      return answer.value === null || answer.value === false
    case 'Identifier':
      return answer.name === 'undefined' || REFUSAL.test(answer.name)
    case 'ArrayExpression':
      return answer.elements.length === 0
    default:
      return false
  }
}

/** The only statement of a branch, for which a condition that is false does the same. */
const onlyStatement = (branch: ESTree.Statement): ESTree.Statement | undefined =>
  branch.type !== 'BlockStatement' ? branch : branch.body.length === 1 ? branch.body[0] : undefined

/** All mutants of a source text, in the order of the text. */
export const mutantsOf = (file: string, source: string): Mutant[] => {
  const { program, errors } = parseSync(file, source)
  if (errors.length > 0) throw new Error(`${file} cannot be parsed: ${errors[0]?.message}`)
  const found: { range: Range; now: string; note: string }[] = []
  const textOf = ({ start, end }: Range): string => source.slice(start, end)
  const replace = (range: Range, now: string): void => {
    found.push({
      range,
      now,
      note: `${oneLine(textOf(range))} → ${now === NOTHING ? 'nothing' : oneLine(now)}`,
    })
  }
  const swapped = (
    { left, right, ...range }: Range & { left: Range; right: Range },
    operator: string,
    instead: string,
  ): void => {
    const at = source.indexOf(operator, left.end)
    const before = source.slice(range.start, at)
    replace(range, `(${before}${instead}${source.slice(at + operator.length, range.end)})`)
  }
  const condition = (test: Range): void => {
    for (const now of ['true', 'false']) if (textOf(test) !== now) replace(test, now)
  }
  /** Numbers in types, and statements that were mutated together with their condition. */
  const passedOver = new Set<unknown>()

  new Visitor({
    TSLiteralType: ({ literal }) => {
      passedOver.add(literal)
      if (literal.type === 'UnaryExpression') passedOver.add(literal.argument)
    },
    BinaryExpression: (node) => {
      const instead = COMPARISONS[node.operator]
      if (instead) swapped(node, node.operator, instead)
    },
    LogicalExpression: (node) => {
      const instead = LOGICAL[node.operator]
      if (instead) swapped(node, node.operator, instead)
    },
    IfStatement: ({ test, consequent, alternate }) => {
      condition(test)
      if (!alternate) passedOver.add(onlyStatement(consequent))
    },
    ConditionalExpression: ({ test }) => condition(test),
    UnaryExpression: (node) => {
      if (node.operator === '!') replace(node, textOf(node.argument))
    },
    Literal: (node) => {
      if (typeof node.value !== 'number' || passedOver.has(node)) return
      replace(node, node.value === 0 ? '1' : `(${node.raw} * 2)`)
    },
    ReturnStatement: (node) => {
      if (isRefusal(node.argument) && !passedOver.has(node)) replace(node, NOTHING)
    },
    ThrowStatement: (node) => {
      if (!passedOver.has(node)) replace(node, NOTHING)
    },
  }).visit(program)

  return found
    .sort((a, b) => a.range.start - b.range.start)
    .map(({ range, now, note }) => ({
      line: source.slice(0, range.start).split('\n').length,
      change: note,
      text: source.slice(0, range.start) + now + source.slice(range.end),
    }))
}
