import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Bucket, type Budget, take } from './budget.ts'

const perMinute: Budget = { calls: 60, per_seconds: 60 }
const perDay: Budget = { calls: 100, per_seconds: 86_400 }

describe('a budget', () => {
  it('is full at first, and is used up', () => {
    let buckets: Bucket[] = []
    for (let i = 0; i < 20; i++) {
      const taken = take([perMinute], buckets, 3, 1_000)
      if (!taken.ok) throw new Error('used up too early')
      buckets = taken.buckets
    }
    expect(take([perMinute], buckets, 1, 1_000)).toEqual({ ok: false, wait_ms: 1_000 })
    expect(take([perMinute], buckets, 1, 2_000)).toMatchObject({ ok: true })
  })
  it('takes nothing from any bucket when one has too little, and tells the longest wait', () => {
    const empty: Bucket[] = [
      { tokens: 60, at: 0 },
      { tokens: 0, at: 0 },
    ]
    expect(take([perMinute, perDay], empty, 1, 0)).toEqual({ ok: false, wait_ms: 864_000 })
  })
  it('a dataset that needs more than a bucket holds takes a full one', () => {
    expect(take([{ calls: 2, per_seconds: 60 }], [], 5, 0)).toMatchObject({
      ok: true,
      buckets: [{ tokens: 0 }],
    })
  })
  it('leaves others what they are to have, and lets a call through that needs a whole bucket', () => {
    expect(take([perMinute], [{ tokens: 31, at: 0 }], 1, 0, 0.5)).toMatchObject({
      ok: true,
      buckets: [{ tokens: 30 }],
    })
    expect(take([perMinute], [{ tokens: 30, at: 0 }], 1, 0, 0.5)).toEqual({
      ok: false,
      wait_ms: 1_000,
    })
    expect(take([perMinute], [{ tokens: 30, at: 0 }], 1, 0)).toMatchObject({ ok: true })
    expect(take([{ calls: 1, per_seconds: 3 }], [], 1, 0, 0.5)).toMatchObject({ ok: true })
  })
  it('a clock that runs back gives nothing', () => {
    expect(take([perMinute], [{ tokens: 0, at: 10_000 }], 1, 5_000)).toMatchObject({ ok: false })
  })
  it('never lets more through in any stretch of time than a full bucket and what fills in it', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            after: fc.integer({ min: 0, max: 5_000 }),
            calls: fc.integer({ min: 1, max: 10 }),
          }),
          { maxLength: 200 },
        ),
        (steps) => {
          let now = 0
          let buckets: Bucket[] = []
          let through = 0
          for (const { after, calls } of steps) {
            now += after
            const taken = take([perMinute], buckets, calls, now)
            if (!taken.ok) continue
            buckets = taken.buckets
            through += calls
          }
          expect(through).toBeLessThanOrEqual(60 + now / 1_000 + 1e-6)
        },
      ),
    )
  })
  it('a wait that is waited out is enough', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.double({ min: 0, max: 59, noNaN: true }),
        (calls, tokens) => {
          const buckets = [{ tokens, at: 0 }]
          const taken = take([perMinute], buckets, calls, 0)
          if (!taken.ok) expect(take([perMinute], buckets, calls, taken.wait_ms).ok).toBe(true)
        },
      ),
    )
  })
})

describe('a reserve', () => {
  it('is asked of each bucket by its own size, and counts in the wait', () => {
    expect(take([perMinute], [{ tokens: 10, at: 0 }], 3, 0, 0.25)).toEqual({
      ok: false,
      wait_ms: 8_000,
    })
    expect(take([perMinute], [{ tokens: 18, at: 0 }], 3, 0, 0.25)).toMatchObject({
      ok: true,
      buckets: [{ tokens: 15, at: 0 }],
    })
  })
  it('is never more than a bucket holds', () => {
    expect(take([perMinute], [{ tokens: 60, at: 0 }], 60, 0, 0.5)).toMatchObject({ ok: true })
    expect(take([perMinute], [{ tokens: 59, at: 0 }], 60, 0, 0.5)).toEqual({
      ok: false,
      wait_ms: 1_000,
    })
  })
})
