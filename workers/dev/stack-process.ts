/** A stack in a process of its own, for the bench and the tests of start and stop. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { ROOT } from './paths.ts'
import { descendants } from './process-table.ts'

export interface StackProcess {
  child: ChildProcess
  url: string
  /** Milliseconds from spawn to the line with the URL. */
  readyAfter: number
  output(): string
  /** Ctrl-C, then the exit code. */
  interrupt(): Promise<number | null>
  kill(): Promise<void>
}

const READY = /Ready: (http:\/\/127\.0\.0\.1:\d+)/

/**
 * `npm start` without npm, in `root`, with its own data folder and the arguments `args`. Rejects
 * with the output when it ends before it is ready.
 */
export const startStackProcess = async (options: {
  root?: string
  env: Record<string, string>
  args?: string[]
  /** Told all that was printed so far, each time something is. */
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
 * Resident memory of all workerd processes below `ancestor`, bytes; null where the system does not
 * tell.
 */
export const workerdMemory = (ancestor: number): number | null =>
  descendants(ancestor, 'workerd')?.reduce((sum, { memory }) => sum + memory, 0) ?? null
