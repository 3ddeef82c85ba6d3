/**
 * Runs a command and ends it, with all its descendants, when the starter is gone: the starter holds
 * the other end of this process's stdin, and even a hard kill of the starter closes it. Started
 * detached, so that this is the leader of a process group of its own and a Ctrl-C of the terminal
 * does not reach the command before the starter has decided.
 */
import { spawn } from 'node:child_process'

/** How long the command may take to end by itself, milliseconds. */
const GRACE_MS = 3_000

const [command = '', ...args] = process.argv.slice(2)
const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] })

const end = (): void => {
  child.kill('SIGTERM')
  setTimeout(() => process.kill(-process.pid, 'SIGKILL'), GRACE_MS).unref()
}
process.on('SIGTERM', end)
process.on('SIGINT', end)
process.stdin.on('end', end)
process.stdin.on('error', end)
process.stdin.resume()

child.on('exit', (code) => {
  // workerd may outlive wrangler for a moment: the whole group goes.
  process.exitCode = code ?? 1
  try {
    process.removeAllListeners('SIGTERM')
    process.on('SIGTERM', () => process.exit(code ?? 1))
    process.kill(-process.pid, 'SIGTERM')
  } catch {
    process.exit(code ?? 1)
  }
})
