/**
 * What a deployment looks at on this machine before it changes anything. Each check says what it
 * found, or throws a DeployError that says what to do.
 */
import { execFileSync } from 'node:child_process'
import packageFile from '../../../package.json' with { type: 'json' }
import { buildPage, isPageCurrent } from '../build-page.ts'
import { ROOT } from '../paths.ts'
import { reasonOf } from '../start-error.ts'
import { DeployError } from './deploy-error.ts'
import type { DeployTools } from './deploy-tools.ts'
import { readWorkers, type WorkerConfig, type WorkerToDeploy } from './worker-config.ts'
import { WORKER_SECRETS } from './worker-secrets.ts'

/** Wrangler refuses an older one. */
const OLDEST_NODE = 22

export const checkNode = (say: DeployTools['say'], version = process.versions.node): void => {
  if (Number.parseInt(version, 10) < OLDEST_NODE)
    throw new DeployError(
      `node is ${version}, wrangler needs ${OLDEST_NODE}: run this by npm, which takes the node of the packages`,
    )
  say(`node ${version}`)
}

export const checkWrangler = async ({ say, wrangler, environment }: DeployTools): Promise<void> => {
  const { code, output } = await wrangler(['--version'], environment)
  const version = /\d{1,6}\.\d{1,6}\.\d{1,6}/.exec(output)?.[0]
  const wanted = packageFile.devDependencies.wrangler
  if (code !== 0 || version !== wanted)
    throw new DeployError(
      `wrangler says ${version ?? 'nothing of its version'}, the packages name ${wanted}: run npm ci`,
    )
  say(`wrangler ${version}`)
}

const git = (...args: string[]): string | null => {
  try {
    return execFileSync('git', args, { cwd: ROOT, encoding: 'utf8', stdio: 'pipe' }).trim()
  } catch {
    return null
  }
}

/** What is deployed, in words; throws where it is not what is committed and may not differ. */
const commitInWords = (mayBeDirty: boolean): string => {
  const commit = git('rev-parse', '--short', 'HEAD')
  const changed = git('status', '--porcelain')
  if (commit === null || changed === null) return 'no git checkout: the commit is not known'
  if (changed === '') return `commit ${commit}`
  const files = changed.split('\n').length
  if (!mayBeDirty)
    throw new DeployError(
      `${files} files are not as in commit ${commit}: commit them, or deploy them with --allow-dirty`,
    )
  return `commit ${commit}, with ${files} files that are not committed`
}

export const checkCommit = (say: DeployTools['say'], mayBeDirty: boolean): void =>
  say(commitInWords(mayBeDirty))

export const publicWorkers = (workers: readonly WorkerConfig[]): string[] =>
  workers.filter(({ workers_dev }) => workers_dev).map(({ name }) => name)

export const checkWorkers = (say: DeployTools['say']): readonly WorkerToDeploy[] => {
  const read = readWorkers()
  if ('wrong' in read) throw new DeployError(read.wrong.join('\n'))
  const open = publicWorkers(read.workers.map(({ config }) => config))
  if (open.length !== 1)
    throw new DeployError(
      `one Worker is public by workers_dev = true, not ${open.join(', ') || 'none'}`,
    )
  const unread = Object.keys(WORKER_SECRETS).filter(
    (name) => !read.workers.some(({ config }) => config.name === name),
  )
  if (unread.length > 0)
    throw new DeployError(`secrets are stated for ${unread.join(', ')}, no Worker here`)
  say(`configurations of ${read.workers.length} Workers`)
  return read.workers
}

export const checkPage = async (say: DeployTools['say']): Promise<void> => {
  const wasCurrent = isPageCurrent()
  await buildPage().catch((error: unknown) => {
    throw new DeployError(reasonOf(error))
  })
  say(wasCurrent ? 'the page is built' : 'the page is built anew')
}
