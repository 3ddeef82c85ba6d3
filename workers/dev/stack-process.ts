/** Runs a stack in its own process, for the bench and for the tests of start and stop. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join, resolve } from 'node:path'
import { keptToken, type Target } from './access-token.ts'
import { ROOT } from './paths.ts'
import { descendants } from './process-table.ts'

export interface StackProcess extends Target {
  child: ChildProcess
  /** Time from the spawn to the line with the URL, in ms. */
  readyAfter: number
  output(): string
  /** Sends Ctrl-C and returns the exit code. */
  interrupt(): Promise<number | null>
  kill(): Promise<void>
}

/** The data folder of a start in `root` with this environment and these arguments. */
const dataFolder = (
  root: string,
  { DATA_DIR = process.env.DATA_DIR }: Record<string, string | undefined>,
  args: readonly string[],
): string => {
  const data = resolve(DATA_DIR || join(root, '.data'))
  return args.includes('--simulate-quotes') ? `${data}-simulated` : data
}

const READY = /Ready: (http:\/\/127\.0\.0\.1:\d+)/

/**
 * Does the same as `npm start`, but without npm: in the folder `root`, with its own data folder and
 * with the arguments `args`. Rejects with the output when the process ends before it is ready.
 */
export const startStackProcess = async (options: {
  root?: string
  env: Record<string, string>
  args?: string[]
  /** Called with the whole output so far, each time something is printed. */
  onOutput?: (output: string) => void
}): Promise<StackProcess> => {
  const root = options.root ?? ROOT
  const began = performance.now()
  const child = spawn(
    process.execPath,
    [join(root, 'workers/dev/start.ts'), ...(options.args ?? [])],
    {
      cwd: root,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  let output = ''
  const url = await new Promise<string>((resolve, reject) => {
    const take = (chunk: Buffer): void => {
      output += chunk.toString()
      options.onOutput?.(output)
      const found = READY.exec(output)?.[1]
      if (found) resolve(found)
    }
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    child.once('exit', (code) => reject(new Error(`start ended with ${code}:\n${output}`)))
  })
  const exit = once(child, 'exit')
  return {
    child,
    url,
    token: keptToken(dataFolder(root, options.env, options.args ?? [])),
    readyAfter: performance.now() - began,
    output: () => output,
    async interrupt() {
      child.kill('SIGINT')
      const [code] = await exit
      return code as number | null
    },
    async kill() {
      child.kill('SIGKILL')
      await exit
    },
  }
}

/**
 * Resident memory of all workerd processes below `ancestor`, in bytes; null when the system does
 * not tell it.
 */
export const workerdMemory = (ancestor: number): number | null =>
  descendants(ancestor, 'workerd')?.reduce((sum, { memory }) => sum + memory, 0) ?? null
