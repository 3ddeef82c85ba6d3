import { unzipSync } from 'fflate'
import { parse } from 'papaparse'
import { expect, test } from 'vitest'
import { INJECTIONS } from '#shared/exhibits/injections.fixture.ts'
import type { Companies } from '#shared/screen/table.ts'
import { sheetOf } from './sheet.ts'
import { writeCsv } from './write-csv.ts'
import { writeXlsx } from './write-xlsx.ts'

const companies: Companies = {
  ids: ['US:AAA', 'HK:00700', 'US:BBB'],
  names: [{ en: '=HYPERLINK("http://x","y")' }, { zh: '腾讯控股' }, { en: 'Comma, "Quote" Inc' }],
  markets: ['US', 'HK', 'US'],
  exchanges: [null, null, null],
  industries: ['+Trade', null, '@Media'],
  kinds: [null, null, null],
  currencies: ['USD', 'CNY', 'USD'],
  year_ends: ['2009-12-31', '2009-12-31', null],
  known_times: [[], [], []],
  known_at: [null, null, null],
}
const words = {
  code: 'Code',
  market: 'Market',
  name: 'Company',
  industry: 'Industry',
  currency: 'Currency',
  year_end: 'Year end',
}
const sheet = sheetOf(
  companies,
  [2, 0, 1],
  [
    {
      label: 'Margin',
      text: 'net_margin',
      of: { kind: 'field', field: 'net_margin', lag: 0 },
      values: Float64Array.of(-0.125, Number.NaN, 0.5),
      percent: true,
    },
  ],
  words,
  (row) => companies.names[row]?.en ?? companies.names[row]?.zh ?? '',
)

test('the rows stand in the order of the list, numbers in full, what is missing is empty', () => {
  expect(sheet.head.at(-1)).toBe('Margin [net_margin]')
  expect(sheet.rows.map((row) => row.at(-1))).toEqual([0.5, -0.125, null])
  // Leading zeros of a code belong to it.
  expect(sheet.rows[2]?.[0]).toBe('00700')
})

test('in CSV no text is a formula, and a negative number stays a number', () => {
  const lines = writeCsv(sheet).split('\r\n')
  expect(lines[0]?.startsWith('\ufeffCode,')).toBe(true)
  expect(lines[1]).toBe('BBB,"Comma, ""Quote"" Inc",US,"\'@Media",USD,,0.5')
  expect(lines[2]).toContain('"\'=HYPERLINK(""http://x"",""y"")"')
  expect(lines[2]).toContain("'+Trade")
  expect(lines[2]?.endsWith(',-0.125')).toBe(true)
  expect(lines[3]).toContain('腾讯控股')
})

test('in a workbook numbers are numbers, texts are texts, and there is no formula', async () => {
  const about = [['Screen as text', '=1+1']] as const
  const files = unzipSync(await writeXlsx(sheet, about, { list: 'Companies', about: 'About' }))
  const text = (name: string) => new TextDecoder().decode(files[name])
  const rows = text('xl/worksheets/sheet1.xml')
  expect(rows).toMatch(/<v>-0\.125<\/v>/)
  expect(rows).toMatch(/<v>0\.5<\/v>/)
  const all = Object.keys(files).map(text).join('\n')
  expect(all).not.toMatch(/<f[ >]/)
  expect(all).toContain('HYPERLINK')
  expect(all).toContain('腾讯控股')
  expect(text('xl/worksheets/sheet2.xml')).toMatch(/t="(?:s|inlineStr)"/)
})

test.each(INJECTIONS)('a name stays one cell, and no formula: %s', (_, name) => {
  const csv = writeCsv({ head: ['Code', name, 'Margin'], rows: [['AAA', name, 1]] })
  const { data } = parse<string[]>(csv.replace('\ufeff', ''), { delimiter: ',' })
  const [head = [], row = []] = data
  expect([data.length, head.length, row.length]).toEqual([2, 3, 3])
  for (const cell of [head[1], row[1]]) {
    expect(cell?.replace(/^'/, '').replaceAll('\r\n', '\n')).toBe(name.replaceAll('\r\n', '\n'))
    expect(cell).not.toMatch(/^[=+@\-\t\r]/)
  }
})
