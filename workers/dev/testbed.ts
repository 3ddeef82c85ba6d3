/**
 * `npm run testbed -- FOLDER`: maps all annual reports of one year in the SEC's Financial Statement
 * Data Sets, and prints for how many filers each concept is had and how many checks pass, by
 * industry. Each failed check is explained by what stands in the filer's reports
 * (testbed/evidence.ts), or as read by hand (testbed/explained.json, for fiscal year 2009); the
 * command exits with 1 when one is not. FOLDER holds the zip archives of the
 * quarters. `--year 2009` is the fiscal year, `--why roic` names the reasons for which a figure is
 * not had; `--examples 3` shows so many failures of each check and so many filers without a filed
 * figure.
 */
import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { absencesOf } from './testbed/absences.ts'
import { coverageOf } from './testbed/coverage.ts'
import { DEBT_VERDICTS, type DebtVerdict, judgeDebt } from './testbed/debt-truth.ts'
import { evidenceOf } from './testbed/evidence.ts'
import { EXPLAINED, explain, falseAlarmsOf } from './testbed/explained.ts'
import { failuresOf, MEND } from './testbed/failures.ts'
import { filersOf } from './testbed/filers.ts'
import { goalsOf } from './testbed/goals.ts'
import { identitiesOf } from './testbed/identities.ts'
import { INDUSTRIES, industryOf } from './testbed/industries.ts'
import { mapFiler } from './testbed/mapped.ts'
import { mendsOf } from './testbed/mends.ts'
import { share, table } from './testbed/table.ts'

const USAGE = 'npm run testbed -- FOLDER [--year 2009] [--examples 3] [--why roic]'
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    year: { type: 'string', default: '2009' },
    examples: { type: 'string', default: '0' },
    why: { type: 'string', multiple: true, default: [] },
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
console.log('\nThe figures that are asked for first: had of filed, rightly refused, and missed\n')
console.log(
  table([
    ['figure', 'filed', 'had', '%', 'rightly refused', 'why', 'missed', '% of what can be had'],
    ...goalsOf(filers).map(({ figure, filed, had, refused, missed }) => {
      const count = refused.reduce((sum, { names }) => sum + names.length, 0)
      return [
        figure,
        `${filed}`,
        `${had}`,
        share(had, filed),
        `${count}`,
        refused.map(({ reason }) => reason).join('; '),
        missed.length > 0 ? `${missed.length} (${missed.join('; ')})` : '0',
        share(had, filed - count),
      ]
    }),
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
const judged = filers.flatMap((filer) => judgeDebt(filer) ?? [])
const filersWith = (verdict: DebtVerdict) => judged.filter((one) => one.verdict === verdict)
console.log(
  '\nTotal debt against the debt of the balance sheets as presented, own tags among them\n',
)
console.log(
  table([
    [
      'total debt',
      'filers',
      'of these with debt under own tags',
      ...groups.map(({ name }) => name),
    ],
    ...DEBT_VERDICTS.map((verdict) => {
      const of = filersWith(verdict)
      return [
        verdict,
        `${of.length}`,
        `${of.filter(({ hasOwn }) => hasOwn).length}`,
        ...groups.map(({ name }) => `${of.filter(({ industry }) => industry === name).length}`),
      ]
    }),
  ]),
)
for (const figure of values.why) {
  console.log(`\nWhy ${figure} of the year is not had\n`)
  console.log(
    table([
      ['reason', 'filers', 'for example'],
      ...absencesOf(filers, figure).map(({ reason, filers: names }) => [
        reason,
        `${names.length}`,
        names.slice(0, Math.max(1, examples)).join('; '),
      ]),
    ]),
  )
}
const byCik = new Map(filers.map((filer) => [filer.report.cik, filer]))
const { rows, unexplained, gone } = explain(filers.flatMap(failuresOf), EXPLAINED, (failure) => {
  const filer = byCik.get(failure.cik)
  return filer ? evidenceOf(filer, failure) : null
})
console.log('\nWhy checks fail, as the values of the reports tell or as read in the statements\n')
console.log(
  table([
    ['kind', 'check', 'failures', 'told by the values', 'filers', 'what it is'],
    ...rows.map(({ kind, check, failures, computed, filers: of, text }) => [
      kind,
      check,
      `${failures}`,
      `${computed}`,
      `${of}`,
      text,
    ]),
  ]),
)
console.log('\nMended values: a mark of its own on the value, beside the filed one\n')
console.log(
  table([
    ['check that asked for it', 'change', 'values', 'filers', 'for example'],
    ...mendsOf(filers).map(({ check, change, values, names }) => [
      check,
      change,
      `${values}`,
      `${names.length}`,
      names.slice(0, Math.max(1, examples)).join('; '),
    ]),
  ]),
)
const falseAlarms = falseAlarmsOf(rows, EXPLAINED)
console.log('\nOf the failures, those on filings that are right\n')
console.log(
  table([
    ['check', 'made', 'failed', '% passed', 'of a right filing', '% without right alarms'],
    ...identities
      .filter(({ check, failed }) => failed > 0 && check !== MEND)
      .map(({ check, made, failed }) => {
        const wrong = falseAlarms.get(check) ?? 0
        return [
          check,
          `${made}`,
          `${failed}`,
          share(made - failed, made),
          `${wrong}`,
          share(made - wrong, made),
        ]
      }),
  ]),
)
console.log(`\nUnexplained: ${unexplained.length}`)
for (const { name, check, period, detail } of unexplained)
  console.log(`  ${name} ${period} ${check}: ${detail}`)
if (gone.length > 0) console.log(`\nExplained, but not failing: ${gone.join('; ')}`)
if (unexplained.length > 0) process.exitCode = 1
if (examples > 0) {
  for (const verdict of DEBT_VERDICTS.filter((one) => one !== 'right'))
    for (const { name, shown, presented } of filersWith(verdict).slice(0, examples))
      console.log(`\n${verdict}: ${name}, ${shown ?? 'absent'} of ${presented}`)
  for (const { figure, missing } of coverage)
    if (missing.length > 0)
      console.log(`\n${figure} not had: ${missing.slice(0, examples).join('; ')}`)
  for (const { check, examples: texts } of identities)
    if (texts.length > 0) console.log(`\n${check}:\n  ${texts.slice(0, examples).join('\n  ')}`)
}
