/** The arguments of `npm run mutate`, and the choice of mutants by them. Pure. */
import { parseArgs } from 'node:util'

export interface MutateArguments {
  /** Paths or globs from the root of the repository. */
  files: string[]
  /** How many of the mutants are tried; all when absent. */
  sample?: number
  seed: number
  /** How many test files are run for a mutant, the nearest; all when absent. */
  tests?: number
}

/** The files without time, network and storage, of which every line can be tested directly. */
const PURE_FILES = [
  'workers/shared/**/*.ts',
  'workers/aggregator/{quotes,limits,metrics,time,facts,chain}/**/*.ts',
  'workers/gateway/gate/**/*.ts',
  'workers/orchestrator/run/**/*.ts',
  'workers/config/documents.ts',
]

export const USAGE = `usage: npm run mutate -- [--files GLOB]... [GLOB]... [--sample N] [--seed S] [--tests N]
  Puts one small fault after the other into the files and runs the unit tests that load them. A fault that no test notices survives and is listed.
  --sample tries N of the faults, chosen by --seed. --tests runs only the N nearest test files for each.
  Without files: ${PURE_FILES.join(' ')}`

const count = (name: string, text: string | undefined): number | undefined => {
  if (text === undefined) return undefined
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new Error(`--${name} takes a number from 1`)
  return Number(text)
}

/** Returns the arguments, or what is wrong with them. */
export const parseMutateArguments = (argv: string[]): MutateArguments | { wrong: string } => {
  try {
    const { values, positionals } = parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        files: { type: 'string', multiple: true, default: [] },
        sample: { type: 'string' },
        seed: { type: 'string' },
        tests: { type: 'string' },
      },
    })
    const named = [...values.files, ...positionals]
    const sample = count('sample', values.sample)
    const tests = count('tests', values.tests)
    return {
      files: named.length > 0 ? named : PURE_FILES,
      seed: count('seed', values.seed) ?? 1,
      ...(sample !== undefined && { sample }),
      ...(tests !== undefined && { tests }),
    }
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : String(error) }
  }
}

/** A well-mixed number of 32 bits for each number (the finalizer of MurmurHash3). */
const mixed = (value: number): number => {
  let bits = value | 0
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return (bits ^ (bits >>> 16)) >>> 0
}

/** `size` of the things, the same ones for the same seed, in their order. */
export const sampleOf = <T>(things: readonly T[], size: number, seed: number): T[] =>
  things
    .map((thing, at) => ({ thing, at, rank: mixed(mixed(seed) + at) }))
    .sort((a, b) => a.rank - b.rank)
    .slice(0, size)
    .sort((a, b) => a.at - b.at)
    .map(({ thing }) => thing)
