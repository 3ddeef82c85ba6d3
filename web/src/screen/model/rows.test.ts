import { expect, test } from 'vitest'
import { parse, parseCondition, print, printCondition } from './engine.ts'
import { FIELDS } from './market.fixture.ts'
import {
  conditionOf,
  conditionsOf,
  formOf,
  inForm,
  rowOf,
  withConditions,
  yearsOf,
} from './rows.ts'

const conditionFrom = (text: string) => {
  const read = parseCondition(text, FIELDS)
  if (!read.ok) throw new Error(read.problem.detail)
  return read.condition
}

test.each([
  ['roe >= 15%', 'compare'],
  ['roe >= -15%', 'compare'],
  ['roe >= 15% each 5y', 'compare'],
  ['avg(roe, 3y) > 10%', 'compare'],
  ['percentile(net_margin, industry) >= 80', 'compare'],
  ['rank(roe, market) <= 50', 'compare'],
  ['roe + net_margin > 20%', 'compare'],
  ['revenue > USD 1bn', 'compare'],
  ['market in (US, CN)', 'list'],
  ['industry not in ("Oil")', 'list'],
  ['has(roe)', 'text'],
  ['roe > net_margin', 'text'],
  ['not (roe > 10%)', 'text'],
  ['roe > 10% or net_margin > 10%', 'text'],
] as const)('%s is a row of kind %s, and comes back as it was', (text, kind) => {
  const condition = conditionFrom(text)
  const row = rowOf(condition)
  expect(row.kind).toBe(kind)
  expect(printCondition(conditionOf(row))).toBe(printCondition(condition))
})

test('what the controls cannot show is a row with its expression as text', () => {
  const row = rowOf(conditionFrom('percentile(avg(roe, 3y), market) >= 80'))
  expect(row).toMatchObject({ kind: 'compare', measure: null })
})

test.each([
  ['roe >= 15%', 'value'],
  ['roe >= 15% each 5y', 'each'],
  ['cagr(revenue, 3y) > 10%', 'cagr'],
  ['percentile(roe, industry) >= 80', 'percentile.industry'],
  ['rank(roe, market) <= 50', 'rank.market'],
] as const)('%s is looked at as %s', (text, form) => {
  const row = rowOf(conditionFrom(text))
  expect(row.kind === 'compare' && formOf(row)).toBe(form)
})

test('another form keeps the years that it can have', () => {
  const measure = {
    field: { kind: 'field', field: 'roe', lag: 0 },
    over: { form: 'avg', years: 4 },
    cross: null,
  } as const
  expect(inForm({ measure, each: null }, 'each', 5)).toMatchObject({ each: 4 })
  expect(inForm({ measure, each: null }, 'cagr', 4).measure.over).toEqual({
    form: 'cagr',
    years: 3,
  })
  expect(inForm({ measure, each: 3 }, 'value', 5)).toMatchObject({ each: null })
  expect(yearsOf('avg', 3, 0)).toEqual([2, 3])
  expect(yearsOf('cagr', 3, 1)).toEqual([1])
})

test('the conditions of a screen are lines of its text, and the text is the same screen', () => {
  const text = 'roe >= 15% and (net_margin > 5% or roe > 30%) order by roe desc limit 10'
  const read = parse(text, FIELDS)
  if (!read.ok) throw new Error(read.problem.detail)
  const written = print(read.screen)
  expect(written.split('\n')).toEqual([
    'roe >= 15%',
    'and (net_margin > 5% or roe > 30%)',
    'order by roe desc limit 10',
  ])
  expect(parse(written, FIELDS)).toMatchObject({ ok: true, screen: read.screen })
})

test('no, one or several conditions make the screen again', () => {
  const screen = { where: null, order: null, limit: null }
  const one = conditionFrom('roe >= 15%')
  const two = conditionFrom('net_margin > 5%')
  for (const conditions of [[], [one], [one, two]])
    expect(conditionsOf(withConditions(screen, conditions))).toEqual(conditions)
})
