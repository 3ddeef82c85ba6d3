/** Runs unit tests with one file's text replaced, and gives up on what does not end. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { TestOrder, TestVerdict } from './test-process.ts'

const START_MS = 120_000

export class Tests {
  #process: ChildProcess | null = null

  /** Starts the process unless it runs. */
  async start(): Promise<void> {
    if (this.#process) return
    const child = fork(join(import.meta.dirname, 'test-process.ts'), {
      env: { ...process.env, NODE_ENV: 'test' },
    })
    this.#process = child
    child.once('exit', () => {
      if (this.#process === child) this.#process = null
    })
    if ((await this.#answer(child, START_MS)) === null)
      throw new Error('the tests could not be started')
  }

  /** The next message of the process; null when none came in time or the process ended. */
  async #answer(child: ChildProcess, limitMs: number): Promise<unknown> {
    const over = new AbortController()
    const signal = AbortSignal.any([over.signal, AbortSignal.timeout(limitMs)])
    const message = once(child, 'message', { signal }).then(([answer]: unknown[]) => answer)
    const ended = once(child, 'exit', { signal }).then(() => null)
    const first = await Promise.race([message, ended]).catch(() => null)
    over.abort()
    await Promise.allSettled([message, ended])
    if (first === null) this.stop()
    return first
  }

  /** The test files that failed; null when they did not end within the limit. */
  async run(order: TestOrder, limitMs: number): Promise<string[] | null> {
    const child = this.#process
    if (!child) throw new Error('the process is not started')
    child.send(order)
    return ((await this.#answer(child, limitMs)) as TestVerdict | null)?.failed ?? null
  }

  stop(): void {
    this.#process?.kill('SIGKILL')
    this.#process = null
  }
}
