import { afterEach, expect, it, vi } from 'vitest'
import { Semaphore } from './semaphore.ts'

afterEach(() => {
  vi.useRealTimers()
})

/** Work that ends when it is told to, and what has begun so far. */
const tasks = (semaphore: Semaphore, count: number) => {
  const begun: number[] = []
  const ends: (() => void)[] = []
  const all = Array.from({ length: count }, (_, at) =>
    semaphore.run(async () => {
      begun.push(at)
      await new Promise<void>((resolve) => {
        ends[at] = resolve
      })
      return at
    }),
  )
  return { begun, end: (at: number) => ends[at]?.(), all }
}

it('runs so many at a time, in the order in which they came, also after one that fails', async () => {
  const semaphore = new Semaphore(2)
  await expect(semaphore.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
  const { begun, end, all } = tasks(semaphore, 4)
  expect(begun).toEqual([0, 1])
  end(1)
  expect(await all[1]).toBe(1)
  await vi.waitFor(() => expect(begun).toEqual([0, 1, 2]))
})

it('rests after each piece, but hands its result over at once', async () => {
  vi.useFakeTimers()
  const { begun, end, all } = tasks(new Semaphore(1, 5), 2)
  end(0)
  expect(await all[0]).toBe(0)
  await vi.advanceTimersByTimeAsync(4)
  expect(begun).toEqual([0])
  await vi.advanceTimersByTimeAsync(1)
  expect(begun).toEqual([0, 1])
})
