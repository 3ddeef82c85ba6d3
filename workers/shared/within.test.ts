import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { within } from './within.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const never = () => new Promise<string>(() => {})
const after = (ms: number, value: string) =>
  new Promise<string>((resolve) => setTimeout(() => resolve(value), ms))

it('gives what came in time, and leaves no timer behind', async () => {
  const result = within(100, () => after(99, 'done'))
  await vi.advanceTimersByTimeAsync(99)
  expect(await result).toBe('done')
  expect(vi.getTimerCount()).toBe(0)
})

it('gives null for what did not, and tells the work to stop', async () => {
  let signal: AbortSignal | undefined
  const result = within(100, (late) => {
    signal = late
    return never()
  })
  await vi.advanceTimersByTimeAsync(99)
  expect(signal?.aborted).toBe(false)
  await vi.advanceTimersByTimeAsync(1)
  expect(await result).toBeNull()
  expect(signal?.aborted).toBe(true)
})

it('does not take for the result what the stop breaks', async () => {
  const result = within(
    100,
    (late) =>
      new Promise((_, reject) => {
        late.addEventListener('abort', () => reject(new Error('broken by the stop')))
      }),
  )
  await vi.advanceTimersByTimeAsync(100)
  expect(await result).toBeNull()
})

it('passes a failure on, and leaves no timer behind', async () => {
  await expect(within(100, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  await expect(
    within(100, () => {
      throw new Error('at once')
    }),
  ).rejects.toThrow('at once')
  expect(vi.getTimerCount()).toBe(0)
})

it('gives up when it is stopped, before or while it works', async () => {
  const stop = new AbortController()
  const result = within(100, never, stop.signal)
  stop.abort()
  expect(await result).toBeNull()
  expect(await within(100, never, stop.signal)).toBeNull()
  expect(vi.getTimerCount()).toBe(0)
})

it('waits for nothing when no time is left', async () => {
  const result = within(-5, never)
  await vi.advanceTimersByTimeAsync(0)
  expect(await result).toBeNull()
})
