import { expect, test } from 'vitest'
import { framePeriod } from './period-name.ts'

test.each([
  ['a calendar year', '2009-01-01', '2009-12-31', 'CY2009'],
  ['a year that ends in January is one of the year before', '2009-02-01', '2010-01-31', 'CY2009'],
  ['a year that ends in June lies half and half', '2008-07-01', '2009-06-30', 'CY2008'],
  ['a year that ends in September', '2008-09-28', '2009-09-26', 'CY2009'],
  ['53 weeks', '2009-12-28', '2011-01-02', 'CY2010'],
  ['a quarter', '2010-01-01', '2010-03-31', 'CY2010Q1'],
  ['a quarter across the turn of the year', '2009-11-01', '2010-01-31', 'CY2009Q4'],
  ['a first half', '2009-01-01', '2009-06-30', 'CY2009H1'],
  ['a half that lies in the second half', '2009-07-01', '2009-12-31', 'CY2009H2'],
  ['nine months', '2009-01-01', '2009-09-30', 'CY2009M9'],
  ['a transition period', '2009-01-01', '2009-05-31', 'CY2009X'],
])('%s', (_, start, end, name) => {
  expect(framePeriod(start, end)).toBe(name)
})

test.each([
  ['2009-12-31', 'CY2009Q4I'],
  ['2010-01-31', 'CY2009Q4I'],
  ['2010-02-28', 'CY2010Q1I'],
  ['2009-09-26', 'CY2009Q3I'],
  ['2010-01-02', 'CY2009Q4I'],
  ['2010-11-30', 'CY2010Q4I'],
])('a balance on %s', (end, name) => {
  expect(framePeriod(null, end)).toBe(name)
})
