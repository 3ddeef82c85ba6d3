/** Chromium, as tests and the bench drive it. */
import { existsSync } from 'node:fs'

export const CHROMIUM = '/usr/bin/chromium'
export const hasChromium = existsSync(CHROMIUM)
/**
 * The first flags let Chromium run as root and without a screen. The others keep it from making
 * requests of its own.
 */
export const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
