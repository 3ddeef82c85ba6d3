/**
 * Runs a command, and ends it and all its descendants when the starter is gone. The starter holds
 * the other end of this process's stdin, which closes even when the starter is killed. The starter
 * must start this process detached: it then leads its own process group, and Ctrl-C in the terminal
 * does not reach the command before the starter has decided what to do.
 */
import { spawn } from 'node:child_process'

/** How long the command may take to end by itself, in ms. */
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
  // workerd may live a moment longer than wrangler, so the whole group is ended.
  process.exitCode = code ?? 1
  try {
    process.removeAllListeners('SIGTERM')
    process.on('SIGTERM', () => process.exit(code ?? 1))
    process.kill(-process.pid, 'SIGTERM')
  } catch {
    process.exit(code ?? 1)
  }
})
