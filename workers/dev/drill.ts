/**
 * `npm run drill`: kills a whole stack at twenty moments of a report's run, starts it again each
 * time, and has one module's text kill its Worker. Prints a table; ends with 1 when a report was
 * not complete, a stored module was paid for twice, or a seal does not fit. `npm run drill --
 * --from 8 --to 14` takes some of the moments alone; with `--to 0` there is only the text.
 */
import { parseArgs } from 'node:util'
import { checkOut } from '../e2e/checkout.ts'
import { MOMENTS, momentInWords } from './drill/moments.ts'
import { type DrillRow, runDrill } from './drill/run-drill.ts'
import { textTable } from './text-table.ts'

const isFine = ({ status, unwritten, twice, sealFits }: DrillRow): boolean =>
  status === 'complete' && unwritten.length === 0 && twice.length === 0 && sealFits

const { values } = parseArgs({ options: { from: { type: 'string' }, to: { type: 'string' } } })
const moments = MOMENTS.slice(
  Number(values.from ?? 1) - 1,
  values.to === undefined ? MOMENTS.length : Number(values.to),
)
const isWhole = values.from === undefined
const checkout = checkOut({ built: true })
try {
  const { rows, poisoned } = await runDrill(
    checkout.root,
    { moments, ...(isWhole && { poisoned: 'valuation' }) },
    ({ moment, status, calls, twice }) =>
      console.error(`${momentInWords(moment)}: ${status}, ${calls} calls, twice: ${twice.length}`),
  )
  const table = textTable(
    [
      { title: 'killed when', align: 'left' },
      { title: 'report', align: 'left' },
      { title: 'stored before', align: 'right' },
      { title: 'calls', align: 'right' },
      { title: 'asked twice', align: 'left' },
      { title: 'not written', align: 'left' },
      { title: 'seal', align: 'left' },
    ],
    rows.map((row) => [
      momentInWords(row.moment),
      row.status,
      String(row.stored),
      String(row.calls),
      row.twice.join() || 'none',
      row.unwritten.join() || 'none',
      row.sealFits ? 'fits' : 'does not fit',
    ]),
  )
  for (const line of table) console.log(line)
  const fine = rows.filter(isFine).length
  console.log(`${fine} of ${rows.length} complete, paid once, sealed`)
  process.exitCode = fine === rows.length ? 0 : 1
  if (poisoned) {
    const { asked, alive, report } = poisoned
    const section = report.sections.find(({ module }) => module === 'valuation')
    console.log(
      `a text that kills its Worker: asked ${asked} times, its section ${section?.status} (${section?.reason}), the report ${report.status}, the stack ${alive ? 'answers' : 'is gone'}`,
    )
    if (!alive || section?.reason !== 'cut_off_twice') process.exitCode = 1
  }
} finally {
  checkout.remove()
}
