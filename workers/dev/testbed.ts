/**
 * `npm run testbed -- FOLDER`: maps all annual reports of one year in the SEC's Financial Statement
 * Data Sets, and prints for how many filers each concept is had and how many checks pass, by
 * industry. FOLDER holds the zip archives of the quarters. `--year 2009` is the fiscal year,
 * `--examples 3` shows so many failures of each check and so many filers without a filed figure.
 */
import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { coverageOf } from './testbed/coverage.ts'
import { filersOf } from './testbed/filers.ts'
import { identitiesOf } from './testbed/identities.ts'
import { INDUSTRIES, industryOf } from './testbed/industries.ts'
import { mapFiler } from './testbed/mapped.ts'
import { share, table } from './testbed/table.ts'

const USAGE = 'npm run testbed -- FOLDER [--year 2009] [--examples 3]'
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    year: { type: 'string', default: '2009' },
    examples: { type: 'string', default: '0' },
  },
})
const [folder] = positionals
if (folder === undefined || !existsSync(folder)) {
  console.error(
    `${folder === undefined ? 'No folder was given' : `There is no folder ${folder}`}: name one with zip archives of the SEC's Financial Statement Data Sets.\n${USAGE}`,
  )
  process.exit(2)
}
const examples = Number(values.examples)
const began = performance.now()
const read = await filersOf(folder, Number(values.year))
const readAfter = performance.now() - began
const filers = read.map(mapFiler)
const mappedAfter = performance.now() - began - readAfter

const groups = INDUSTRIES.map((name) => ({
  name,
  filers: filers.filter(({ report }) => industryOf(report.sic) === name),
})).filter((group) => group.filers.length > 0)
console.log(
  `${filers.length} annual reports of fiscal year ${values.year}; read in ${(readAfter / 1000).toFixed(1)} s, mapped, checked and derived in ${(mappedAfter / 1000).toFixed(1)} s\n`,
)

const coverage = coverageOf(filers)
const byGroup = groups.map((group) => coverageOf(group.filers))
console.log('Figures of the year: filed in some tag of the concept, and had of these\n')
console.log(
  table([
    [
      'figure',
      'filed',
      'had',
      '%',
      ...groups.map(({ name, filers: of }) => `${name} (${of.length})`),
    ],
    ...coverage.map(({ figure, filed, had }, at) => [
      figure,
      `${filed}`,
      `${had}`,
      share(had, filed),
      ...byGroup.map((rows) => share(rows[at]?.had ?? 0, rows[at]?.filed ?? 0)),
    ]),
  ]),
)
const identities = identitiesOf(filers)
const identitiesByGroup = groups.map((group) => identitiesOf(group.filers))
console.log('\nChecks over all periods: made, failed, and passed in %\n')
console.log(
  table([
    ['check', 'made', 'failed', '%', ...groups.map(({ name }) => name)],
    ...identities.map(({ check, made, failed }) => [
      check,
      `${made}`,
      `${failed}`,
      share(made - failed, made),
      ...identitiesByGroup.map((rows) => {
        const row = rows.find((one) => one.check === check)
        return row ? share(row.made - row.failed, row.made) : '-'
      }),
    ]),
  ]),
)
if (examples > 0) {
  for (const { figure, missing } of coverage)
    if (missing.length > 0)
      console.log(`\n${figure} not had: ${missing.slice(0, examples).join('; ')}`)
  for (const { check, examples: texts } of identities)
    if (texts.length > 0) console.log(`\n${check}:\n  ${texts.slice(0, examples).join('\n  ')}`)
}
