import { expect, test } from 'vitest'
import { hasDesktop } from './open-browser.ts'

test.each([
  [{ DISPLAY: ':0' }, true, 'linux', true],
  [{ WAYLAND_DISPLAY: 'wayland-0' }, true, 'linux', true],
  [{}, true, 'darwin', true],
  [{}, true, 'linux', false],
  [{ DISPLAY: ':0' }, false, 'linux', false],
  [{ DISPLAY: ':0', CI: 'true' }, true, 'linux', false],
  [{ DISPLAY: ':0', VITEST: 'true' }, true, 'linux', false],
  [{ DISPLAY: ':0', NO_BROWSER: '1' }, true, 'linux', false],
  [{ SSH_CONNECTION: '192.0.2.1 1 192.0.2.2 22' }, true, 'darwin', false],
] as const)(
  '%o at a terminal (%s) on %s has a desktop: %s',
  (environment, isTerminal, platform, is) => {
    expect(hasDesktop(environment, isTerminal, platform)).toBe(is)
  },
)
