/** Checks that only the whole table of holdings allows. */
import { expect, it } from 'vitest'
import { recordedText } from '../test/case.ts'
import { readInformationTable } from './thirteen-f.ts'

it('the table recorded has 255 holdings of 350,153,407 dollars together', () => {
  const table = readInformationTable(
    recordedText('sec/ownership/13F-HR.infotable.xml'),
    '2023-03-23',
  )
  if (!table.ok) throw new Error(table.field)
  expect(table.data).toHaveLength(255)
  expect(table.data.reduce((total, { value }) => total + Number(value), 0)).toBe(350_153_407)
})
