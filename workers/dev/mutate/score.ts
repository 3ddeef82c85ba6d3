/** What came of the mutants, in lines for the terminal. Pure. */

export interface MutantOutcome {
  file: string
  line: number
  change: string
  /** `untested` where no unit test loads the file. */
  fate: 'killed' | 'timeout' | 'survived' | 'untested'
}

const PERCENT = 100
const isKilled = ({ fate }: MutantOutcome): boolean => fate === 'killed' || fate === 'timeout'

const scoreLine = (name: string, outcomes: readonly MutantOutcome[]): string => {
  const killed = outcomes.filter(isKilled).length
  const share = Math.floor((killed / outcomes.length) * PERCENT)
  return `${String(share).padStart(4)} %  ${String(killed).padStart(5)} of ${String(outcomes.length).padEnd(5)} ${name}`
}

/** A line for each file and for all, then a line for each mutant that no test noticed. */
export const scoreLines = (outcomes: readonly MutantOutcome[]): string[] => {
  if (outcomes.length === 0) return ['no mutant was tried']
  const files = Map.groupBy(outcomes, ({ file }) => file)
  return [
    ...[...files].map(([file, ofFile]) => scoreLine(file, ofFile)),
    scoreLine('all', outcomes),
    ...outcomes
      .filter((outcome) => !isKilled(outcome))
      .map(({ file, line, change, fate }) => `${fate}  ${file}:${line}  ${change}`),
  ]
}
