/**
 * `npm run mutate`: puts one small fault after the other into source files, in memory alone, and
 * runs the unit tests that load the file. Prints how many faults the tests noticed, and each that
 * they did not.
 */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseMutateArguments, sampleOf, USAGE } from './mutate/arguments.ts'
import { importsOf, testsOf } from './mutate/imports.ts'
import { type Mutant, mutantsOf } from './mutate/mutants.ts'
import { type MutantOutcome, scoreLines } from './mutate/score.ts'
import { Tests } from './mutate/tests.ts'
import { ROOT } from './paths.ts'

/** A mutant may take this many times as long as the files as they are, and some seconds more. */
const SLOWER_TIMES = 4
const SLOWER_MS = 5_000
/** A test file that takes longer than this without a fault is not run. */
const LONGEST_MS = 20_000
const NO_SOURCE = /\.(test|fixture|d)\.tsx?$|\/(test|tests|node_modules)\//

const say = (line: string): void => console.error(`  ${line}`)
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8')
const filesOf = (globs: readonly string[]): string[] =>
  globSync([...globs], { cwd: ROOT }).map((file) => file.replaceAll('\\', '/'))

/** Milliseconds that each test file takes without a fault; null for one that is not run. */
const durations = new Map<string, number | null>()

const durationOf = async (test: string, running: Tests): Promise<number | null> => {
  const known = durations.get(test)
  if (known !== undefined) return known
  await running.start()
  const started = Date.now()
  const failed = await running.run({ tests: [test], instead: null }, LONGEST_MS)
  if (failed === null) say(`${test} is left out: it takes over ${LONGEST_MS / 1_000} s`)
  else if (failed.length > 0) say(`${test} is left out: it fails without a fault`)
  const took = failed?.length === 0 ? Date.now() - started : null
  durations.set(test, took)
  return took
}

/** What came of the mutants of one file. */
const tried = async (
  file: string,
  mutants: readonly Mutant[],
  related: readonly string[],
  running: Tests,
): Promise<MutantOutcome[]> => {
  const tests: string[] = []
  let limitMs = SLOWER_MS
  for (const test of related) {
    const took = await durationOf(test, running)
    if (took === null) continue
    tests.push(test)
    limitMs += took * SLOWER_TIMES
  }
  const outcomes: MutantOutcome[] = []
  for (const { line, change, text } of mutants) {
    const order = { tests, instead: { file, text } }
    await running.start()
    const failed = tests.length > 0 ? await running.run(order, limitMs) : []
    const unnoticed = tests.length > 0 ? 'survived' : 'untested'
    const fate = failed === null ? 'timeout' : failed.length > 0 ? 'killed' : unnoticed
    outcomes.push({ file, line, change, fate })
    if (fate !== 'killed') say(`${fate} ${file}:${line} ${change}`)
  }
  return outcomes
}

const main = async (): Promise<number> => {
  const wanted = parseMutateArguments(process.argv.slice(2))
  if ('wrong' in wanted) {
    console.error(`${wanted.wrong}\n${USAGE}`)
    return 2
  }
  const files = filesOf(wanted.files).filter((file) => !NO_SOURCE.test(file))
  if (files.length === 0) {
    console.error(`no source file fits ${wanted.files.join(' ')}`)
    return 2
  }
  const imports = filesOf(['workers/**/*.ts', 'web/src/**/*.{ts,tsx}']).flatMap((file) =>
    importsOf(file, read(file)),
  )
  const all = files.flatMap((file) =>
    mutantsOf(file, read(file)).map((mutant) => ({ file, mutant })),
  )
  const chosen = sampleOf(all, wanted.sample ?? all.length, wanted.seed)
  say(`${chosen.length} of ${all.length} mutants of ${files.length} files, seed ${wanted.seed}`)
  const running = new Tests()
  const outcomes: MutantOutcome[] = []
  try {
    for (const [file, group] of Map.groupBy(chosen, (one) => one.file)) {
      const related = testsOf(file, imports).slice(0, wanted.tests)
      const mutants = group.map(({ mutant }) => mutant)
      outcomes.push(...(await tried(file, mutants, related, running)))
    }
  } finally {
    running.stop()
  }
  for (const line of scoreLines(outcomes)) console.log(line)
  return 0
}

process.exitCode = await main()
