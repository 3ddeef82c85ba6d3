/**
 * A process that keeps the unit tests loaded and runs some of them with one file's text replaced,
 * in memory alone. It answers each `TestOrder` with a `TestVerdict`. Whoever started it ends it
 * when a mutant never finishes.
 */
import { join } from 'node:path'
import type {} from 'vitest/config'
import { createVitest } from 'vitest/node'
import { UNIT_TESTS } from '../../../.ci/unit-tests.ts'
import { ROOT } from '../paths.ts'

export interface TestOrder {
  /** Test files from the root of the repository, in the order in which they run. */
  tests: string[]
  /** The file and its text, or null for the files as they are. */
  instead: { file: string; text: string } | null
}
export interface TestVerdict {
  /** The first test file that failed, or none. */
  failed: string[]
}

let instead: TestOrder['instead'] = null
const order: string[] = []
const isChanged = (id: string): boolean => instead !== null && id === join(ROOT, instead.file)

const vitest = await createVitest(
  'test',
  {
    ...UNIT_TESTS,
    root: ROOT,
    config: false,
    watch: false,
    reporters: [{}],
    silent: true,
    bail: 1,
    pool: 'threads',
    isolate: false,
    maxWorkers: 1,
    cache: false,
    sequence: {
      sequencer: class {
        async shard<T>(specs: T[]): Promise<T[]> {
          return specs
        }
        async sort<T extends { moduleId: string }>(specs: T[]): Promise<T[]> {
          return specs.toSorted((a, b) => order.indexOf(a.moduleId) - order.indexOf(b.moduleId))
        }
      },
    },
  },
  {
    plugins: [
      {
        name: 'mutant',
        enforce: 'pre',
        configureVitest: ({ defineCacheKeyGenerator }) =>
          // The kept transformed modules are those of the files as they are.
          defineCacheKeyGenerator(({ id }) => (isChanged(id) ? false : undefined)),
        load: (id) => (isChanged(id) ? instead?.text : null),
      },
    ],
  },
)
const all = await vitest.globTestSpecifications()

const run = async ({ tests, instead: mutant }: TestOrder): Promise<TestVerdict> => {
  const changed = [instead?.file, mutant?.file].filter((file) => file !== undefined)
  instead = mutant
  for (const file of changed) vitest.invalidateFile(join(ROOT, file))
  order.splice(0, order.length, ...tests.map((test) => join(ROOT, test)))
  vitest.state.filesMap.clear()
  const specs = all.filter(({ moduleId }) => order.includes(moduleId))
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(specs)
  const failed = testModules.filter((module) => module.state() === 'failed')
  return {
    failed: [
      ...failed.map((module) => module.relativeModuleId),
      ...(failed.length === 0 && unhandledErrors.length > 0 ? ['(an error outside a test)'] : []),
    ],
  }
}

process.on('message', async (message: TestOrder) => process.send?.(await run(message)))
process.on('disconnect', () => process.exit(0))
process.send?.('ready')
