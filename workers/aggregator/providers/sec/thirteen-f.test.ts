import { describe, expect, it } from 'vitest'
import { caseContext, recordedText } from '../test/case.ts'
import { filedXml } from './client.ts'
import { readInformationTable } from './thirteen-f.ts'

const TABLE = 'sec/ownership/13F-HR.infotable.xml'
const read = (text: string, filedAt: string) => {
  const table = readInformationTable(text, filedAt)
  if (!table.ok) throw new Error(table.field)
  return table.data
}

const table = (rows: string): string =>
  `<n1:informationTable xmlns:n1="http://www.sec.gov/edgar/document/thirteenf/informationtable">${rows}</n1:informationTable>`
const row = (more = '', type = 'SH', value = '111') =>
  `<n1:infoTable><n1:nameOfIssuer>EXAMPLE &amp; CO</n1:nameOfIssuer><n1:titleOfClass>COM</n1:titleOfClass><n1:cusip>11111111a</n1:cusip><n1:value>${value}</n1:value>
   <n1:shrsOrPrnAmt><n1:sshPrnamt>222</n1:sshPrnamt><n1:sshPrnamtType>${type}</n1:sshPrnamtType></n1:shrsOrPrnAmt>${more}</n1:infoTable>`

describe('as recorded', () => {
  it('a table of holdings, values in dollars: 3M at 175.44 a share', () => {
    const holdings = read(recordedText(TABLE), '2023-03-23')
    expect(holdings[0]).toEqual({
      issuer: '3M CO',
      security: 'COM',
      cusip: '88579Y101',
      value: '409469',
      shares: '2334',
      principal: null,
      option: null,
    })
    expect(holdings.find(({ principal }) => principal !== null)).toMatchObject({ shares: null })
  })

  it('the page that EDGAR makes of a table is no table: the document beside its xsl folder is', async () => {
    const page = recordedText('sec/ownership/form.13FHR.xml')
    expect(readInformationTable(page, '2023-11-01').ok).toBe(false)
    const { context } = caseContext({ answers: [{ match: 'xslForm13F_X02', body: () => page }] })
    expect(
      await filedXml(
        'https://www.sec.gov/Archives/edgar/data/1/1/xslForm13F_X02/infotable.xml',
        context,
      ),
    ).toMatchObject({
      ok: false,
      reason: 'transient',
    })
  })

  it('the cover of a 13F is no table', () => {
    expect(
      readInformationTable(
        recordedText('sec/ownership/metlife.13F-HR.primarydoc.xml'),
        '2023-03-23',
      ),
    ).toEqual({ ok: false, field: 'informationTable' })
  })
})

it('values are in dollars since the filings of 2023-01-03, in thousands before, whatever quarter is reported', () => {
  expect(read(table(row()), '2023-01-03').map(({ value }) => value)).toEqual(['111'])
  expect(read(table(row()), '2022-12-30').map(({ value }) => value)).toEqual(['111000'])
})

it('bonds have a principal amount and no shares; shares under an option are not held', () => {
  const [bond, option] = read(
    table(row('', 'PRN') + row('<n1:putCall>Put</n1:putCall>')),
    '2024-02-14',
  )
  expect(bond).toMatchObject({
    issuer: 'EXAMPLE & CO',
    cusip: '11111111A',
    shares: null,
    principal: '222',
    option: null,
  })
  expect(option).toMatchObject({ shares: '222', option: 'put' })
})

it('a wrong value is named', () => {
  expect(readInformationTable(table(row() + row('', 'SH', 'many')), '2024-02-14')).toEqual({
    ok: false,
    field: 'informationTable.infoTable.1.value',
  })
})
