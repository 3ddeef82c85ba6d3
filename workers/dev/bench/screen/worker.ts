/** Runs the screen of the bench in the Worker's runtime: `?runs=N` times in one request. */
import { compileScreen } from '../../../shared/screen/evaluate.ts'
import { parseScreen } from '../../../shared/screen/parse.ts'
import type { ScreenTable } from '../../../shared/screen/table.ts'
import { tableOf } from '../../../shared/screen/tables.ts'
import { FIELDS, makeColumn, makeCompanies, METRICS, metricName, TEXT } from './market.ts'

let made: ScreenTable | null = null
const market = (): ScreenTable => {
  made ??= tableOf(
    makeCompanies(),
    new Map(
      Array.from({ length: METRICS }, (_, number) => [
        `${metricName(number)}@0`,
        makeColumn(number),
      ]),
    ),
  )
  return made
}

export default {
  fetch(request: Request): Response {
    const runs = Number(new URL(request.url).searchParams.get('runs'))
    const table = market()
    let passed = 0
    for (let run = 0; run < runs; run++) {
      const parsed = parseScreen(TEXT, FIELDS)
      if (!parsed.ok) return new Response(parsed.problem.detail, { status: 500 })
      passed = compileScreen(parsed.screen, FIELDS).run(table).passed
    }
    return Response.json({ passed })
  },
}
