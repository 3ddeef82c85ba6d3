/**
 * The list as a workbook: numbers as numbers, texts as texts and never as formulas, and a second
 * sheet that says what the list is.
 */
import { writeXlsx as write } from 'hucre/xlsx'
import type { Sheet } from './sheet.ts'

/** What the list is: its text, its day, its sources. */
export type ExportAbout = readonly (readonly [name: string, value: string])[]

const PERCENT = '0.0%'
const NUMBER = '#,##0.00##'
const NAME_WIDTH = 28
const WIDTH = 16
/** The column of the company's name. */
const NAME_AT = 1

export const writeXlsx = (
  { head, percent, rows }: Sheet,
  about: ExportAbout,
  names: { list: string; about: string },
): Promise<Uint8Array> =>
  write({
    sheets: [
      {
        name: names.list,
        columns: head.map((_, at) => ({
          width: at === NAME_AT ? NAME_WIDTH : WIDTH,
          numFmt: percent[at] ? PERCENT : NUMBER,
        })),
        rows: [head, ...rows],
        freezePane: { rows: 1, columns: 2 },
      },
      {
        name: names.about,
        columns: [{ width: WIDTH }, { width: 4 * NAME_WIDTH }],
        rows: about.map(([name, value]) => [name, value]),
      },
    ],
  })
