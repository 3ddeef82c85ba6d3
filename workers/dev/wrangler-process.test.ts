/** The logs of a stack: those of earlier starts are kept, but only a limited number of them. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { forgetCalls, logFile, rotateLogs } from './wrangler-process.ts'

test('the log of a crash survives the next starts, and the oldest go', () => {
  const data = mkdtempSync(join(tmpdir(), 'logs-'))
  for (let start = 1; start <= 8; start++) {
    rotateLogs(data)
    writeFileSync(logFile(data), `start ${start}`)
  }
  const logs = readdirSync(data).sort()
  expect(logs).toEqual(['wrangler.log', ...[1, 2, 3, 4, 5].map((age) => `wrangler.log.${age}`)])
  expect(readFileSync(`${logFile(data)}.1`, 'utf8')).toBe('start 7')
  expect(readFileSync(`${logFile(data)}.5`, 'utf8')).toBe('start 3')
  rmSync(data, { recursive: true })
})

test('the newest debug files are kept', () => {
  const data = mkdtempSync(join(tmpdir(), 'logs-'))
  const folder = join(data, 'wrangler-debug')
  mkdirSync(folder)
  for (let file = 0; file < 30; file++) {
    writeFileSync(join(folder, `${file}.log`), '')
    utimesSync(join(folder, `${file}.log`), 1_000 + file, 1_000 + file)
  }
  rotateLogs(data)
  const kept = readdirSync(folder).map((name) => Number.parseInt(name, 10))
  expect(kept.sort((a, b) => a - b)).toEqual([20, 21, 22, 23, 24, 25, 26, 27, 28, 29])
  rmSync(data, { recursive: true })
})

test('addresses of outbound calls that an earlier start kept are deleted, the state is not', () => {
  const data = mkdtempSync(join(tmpdir(), 'calls-'))
  forgetCalls(data)
  const folders = ['observability', 'do'].map((name) => join(data, 'workers/v3', name))
  for (const folder of folders) {
    mkdirSync(join(folder, 'store'), { recursive: true })
    writeFileSync(join(folder, 'store', 'a.sqlite'), 'GET https://api.example.com/?apikey=key')
  }
  forgetCalls(data)
  expect(folders.map((folder) => existsSync(folder))).toEqual([false, true])
  rmSync(data, { recursive: true })
})
