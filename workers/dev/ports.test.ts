/** Claims on ports by several starts of this program, with real processes and sockets. */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { claimPort, freePort } from './ports.ts'

const MODULE = new URL('ports.ts', import.meta.url).href

test('a port that was claimed is given to nobody else until it is released', async () => {
  const preferred = await freePort(21_300)
  const first = await claimPort(preferred)
  const second = await claimPort(preferred)
  expect(first.port).toBe(preferred)
  expect(second.port).toBeGreaterThan(preferred)
  first.release()
  const third = await claimPort(preferred)
  expect(third.port).toBe(preferred)
  second.release()
  third.release()
})

test('two processes that choose at the same moment choose different ports', async () => {
  const preferred = await freePort(21_400)
  const choose = async () => {
    const code = `import { claimPort } from '${MODULE}'; console.log((await claimPort(${preferred})).port); setTimeout(() => {}, 60000)`
    const child = spawn(process.execPath, ['--input-type=module', '-e', code])
    const [port] = (await once(child.stdout, 'data')) as [Buffer]
    return { child, port: Number(port.toString()) }
  }
  const chosen = await Promise.all([choose(), choose(), choose()])
  expect(new Set(chosen.map(({ port }) => port)).size).toBe(3)
  // The claim of a process that was killed is nobody's.
  const exits = chosen.map(({ child }) => once(child, 'exit'))
  for (const { child } of chosen) child.kill('SIGKILL')
  await Promise.all(exits)
  const after = await claimPort(preferred)
  expect(after.port).toBe(preferred)
  after.release()
})

test('a port that another program listens on, or that was lost before, is passed over', async () => {
  const preferred = await freePort(21_500)
  const squatter = createServer().listen(preferred, '127.0.0.1')
  await once(squatter, 'listening')
  const claimed = await claimPort(preferred)
  expect(claimed.port).not.toBe(preferred)
  claimed.release()
  squatter.close()
  await once(squatter, 'close')
  const without = await claimPort(preferred, new Set([preferred]))
  expect(without.port).not.toBe(preferred)
  without.release()
})

test('where no claim can be written a port is chosen all the same', () => {
  const code = `import { claimPort } from '${MODULE}'; console.log((await claimPort(21600)).port > 0); process.exit()`
  const out = execFileSync(process.execPath, ['--input-type=module', '-e', code], {
    env: { ...process.env, TMPDIR: '/dev/null' },
    encoding: 'utf8',
  })
  expect(out.trim()).toBe('true')
})
