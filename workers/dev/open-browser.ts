/** Opens an address in the browser of whoever sits at this machine. */
import { spawn } from 'node:child_process'

const OPENERS: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
  linux: ['xdg-open'],
}

/** Whether a person sits at a desktop here: at a terminal, not in a test or a pipeline. */
export const hasDesktop = (
  environment: NodeJS.ProcessEnv,
  isTerminal: boolean,
  platform: NodeJS.Platform = process.platform,
): boolean => {
  if (!isTerminal || environment.CI || environment.VITEST || environment.NO_BROWSER) return false
  if (environment.SSH_CONNECTION || environment.SSH_TTY) return false
  return platform !== 'linux' || Boolean(environment.DISPLAY || environment.WAYLAND_DISPLAY)
}

/** Does nothing where there is no desktop or no browser: the address was printed too. */
export const openInBrowser = (address: string): void => {
  const [command, ...args] = OPENERS[process.platform] ?? []
  if (command === undefined) return
  if (!hasDesktop(process.env, process.stdout.isTTY === true)) return
  const child = spawn(command, [...args, address], { detached: true, stdio: 'ignore' })
  child.on('error', () => {})
  child.unref()
}
