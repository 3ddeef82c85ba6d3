/** Reads the first sheet of an XLSX workbook as rows of text by column letter. */
import { XMLParser } from 'fast-xml-parser'
import { strFromU8, unzipSync } from 'fflate'
import { z } from 'zod'

const list = <T extends z.ZodType>(item: T) => z.array(item).default([])
/** A text; with an attribute where its spaces are to be kept. */
const runSchema = z.union([
  z.string(),
  z.object({ '#text': z.string().default('') }).transform((run) => run['#text']),
])
/** A text, or a text in runs of one style each. */
const textSchema = z.object({
  t: runSchema.optional(),
  r: list(z.object({ t: runSchema.default('') })),
})
const stringsSchema = z.object({ sst: z.object({ si: list(textSchema) }) })
const cellSchema = z.object({
  '@r': z.string(),
  '@t': z.string().optional(),
  v: z.string().optional(),
  is: textSchema.optional(),
})
const sheetSchema = z.object({
  worksheet: z.object({ sheetData: z.object({ row: list(z.object({ c: list(cellSchema) })) }) }),
})

const LISTS = new Set(['si', 'r', 'row', 'c'])
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  trimValues: false,
  processEntities: { maxTotalExpansions: Number.POSITIVE_INFINITY, maxExpandedLength: 1e9 },
  isArray: (name, path) => LISTS.has(name) && !String(path).endsWith('@r'),
})

const plain = ({ t, r }: z.infer<typeof textSchema>): string => t ?? r.map((run) => run.t).join('')

export const xlsxRows = (workbook: Uint8Array): Record<string, string>[] => {
  const files = unzipSync(workbook)
  const parsed = (path: string): unknown => {
    const file = files[path]
    if (!file) throw new Error(`the workbook has no ${path}`)
    return parser.parse(strFromU8(file))
  }
  const strings = stringsSchema.parse(parsed('xl/sharedStrings.xml')).sst.si.map(plain)
  const { row } = sheetSchema.parse(parsed('xl/worksheets/sheet1.xml')).worksheet.sheetData
  return row.map(({ c }) =>
    Object.fromEntries(
      c.map(({ '@r': at, '@t': type, v = '', is }) => [
        at.replace(/\d+$/, ''),
        is ? plain(is) : type === 's' ? (strings[Number(v)] ?? '') : v,
      ]),
    ),
  )
}
