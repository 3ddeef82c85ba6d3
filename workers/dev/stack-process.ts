/** A stack in a process of its own, for the bench and the tests of start and stop. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './paths.ts'

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
 * Resident memory of all workerd processes below `ancestor`, bytes; null where there is no /proc.
 */
export const workerdMemory = (ancestor: number): number | null => {
  try {
    const parents = new Map<number, { parent: number; name: string; pages: number }>()
    for (const pid of readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number)) {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
      const [parent = '0'] = stat.slice(stat.lastIndexOf(')') + 4).split(' ')
      parents.set(pid, {
        parent: Number(parent),
        name: stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')')),
        pages: Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]),
      })
    }
    const isBelow = (pid: number): boolean =>
      pid === ancestor || (parents.has(pid) && pid > 1 && isBelow(parents.get(pid)?.parent ?? 0))
    return [...parents]
      .filter(([pid, p]) => p.name === 'workerd' && isBelow(pid))
      .reduce((sum, [, p]) => sum + p.pages * 4096, 0)
  } catch {
    return null
  }
}
