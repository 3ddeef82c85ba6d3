import stringWidth from 'string-width'
import { expect, test } from 'vitest'
import { cutToWidth, plainText, textTable } from './text-table.ts'

test('columns stand under each other, also with characters of two cells', () => {
  const lines = textTable(
    [
      { title: 'company', align: 'left' },
      { title: 'ROE', align: 'right' },
      { title: 'known', align: 'left' },
    ],
    [
      ['Apple Inc.', '21.50%', '2010-01-25'],
      ['腾讯控股有限公司', '8.00%', '2010-03-17'],
      ['ソニー', '-1.00%'],
    ],
  )
  expect(lines).toEqual([
    'company              ROE  known',
    '----------------  ------  ----------',
    'Apple Inc.        21.50%  2010-01-25',
    '腾讯控股有限公司   8.00%  2010-03-17',
    'ソニー            -1.00%',
  ])
})

test.each([
  ['Apple', 5, 'Apple'],
  ['Apple', 4, 'App…'],
  ['腾讯控股', 8, '腾讯控股'],
  ['腾讯控股', 7, '腾讯控…'],
  ['腾讯控股', 6, '腾讯…'],
  ['e\u0301e\u0301e\u0301', 2, 'e\u0301…'],
])('%s in %d cells is %s', (text, most, expected) => {
  expect(cutToWidth(text, most)).toBe(expected)
  expect(stringWidth(cutToWidth(text, most))).toBeLessThanOrEqual(most)
})

test('nothing that a terminal obeys is passed on', () => {
  expect(plainText('\u001b[31mRed\u001b[0m\u0007 Co.\r\nLtd\u202e')).toBe('Red Co. Ltd')
  expect(textTable([{ title: 'a', align: 'left', most: 3 }], [['\u001b]0;x\u0007long']])).toEqual([
    'a',
    '---',
    'lo…',
  ])
})
