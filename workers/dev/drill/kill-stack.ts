/**
 * Kills a stack as a power cut would: every process of it at once, with no time to say anything.
 */
import { processTree } from '../process-table.ts'
import type { StackProcess } from '../stack-process.ts'

const killed = (pid: number): void => {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended by itself since the list was made.
  }
}

const isThere = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** Settles when none of the processes is left. */
const gone = async (pids: readonly number[]): Promise<void> => {
  while (pids.some(isThere)) await new Promise((again) => setTimeout(again, 50))
}

export const killStack = async (stack: StackProcess): Promise<void> => {
  const pids = (processTree(stack.child.pid ?? 0) ?? []).map(({ pid }) => pid)
  for (const pid of pids) killed(pid)
  await stack.kill()
  await gone(pids)
}

/** Kills the runtime of the Workers alone: what a text does that is too much for a Worker. */
export const killRuntime = (stack: StackProcess): void => {
  for (const { pid, name } of processTree(stack.child.pid ?? 0) ?? [])
    if (name === 'workerd') killed(pid)
}
