/** What is printed reads as the same tree, and what is read prints in one way only. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { screenFromJson } from './json.ts'
import { parseExpression, parseScreen } from './parse.ts'
import { printExpression, printScreen } from './print.ts'
import { anyExpression, anyScreen, FIELDS } from './screen.fixture.ts'

const read = (text: string) => {
  const result = parseScreen(text, FIELDS)
  if (!result.ok) throw new Error(`${result.problem.detail}: ${text}`)
  return result.screen
}

describe('a screen', () => {
  test('property: its text reads as the same tree', () => {
    fc.assert(
      fc.property(anyScreen, (screen) => {
        const text = printScreen(screen)
        expect(read(text)).toEqual(screen)
        expect(printScreen(read(text))).toBe(text)
      }),
    )
  })

  test('property: its JSON form reads as the same tree', () => {
    fc.assert(
      fc.property(anyScreen, (screen) => {
        const result = screenFromJson(JSON.parse(JSON.stringify(screen)), FIELDS)
        expect(result).toEqual({ ok: true, screen })
      }),
    )
  })

  test('property: the text of an expression reads as the same tree', () => {
    fc.assert(
      fc.property(anyExpression, (expression) => {
        const result = parseExpression(printExpression(expression), FIELDS)
        expect(result.ok && result.expression).toEqual(expression)
      }),
    )
  })
})
