/** What a cell decides about the quotes that are given to it. */
import { describe, expect, it } from 'vitest'
import { accept, acceptAll } from './accept.ts'
import { observed, quoted, rule, T0, taken } from './cell-states.fixture.ts'
import { confirm, EMPTY, read } from './freshness.ts'

describe('taking a quote in', () => {
  it('keeps the newest exchange time, and an older one as history', () => {
    const cell = taken(EMPTY, observed(T0), T0)
    const older = accept(cell, observed(T0 - 1_000, { observed_at: T0 + 500 }), T0 + 500)
    expect(older.outcome).toBe('older')
    expect(older.cell.newest?.quote.quoted_at).toBe(new Date(T0).toISOString())
    expect(older.cell.outbox.size).toBe(2)
  })
  it('refuses the future beyond five seconds, another currency, and an observation ahead of the clock', () => {
    expect(accept(EMPTY, observed(T0 + 5_000, { observed_at: T0 }), T0).outcome).toBe('stored')
    expect(accept(EMPTY, observed(T0 + 5_001, { observed_at: T0 }), T0)).toMatchObject({
      outcome: 'refused',
      reason: 'from_the_future',
    })
    expect(
      accept(
        taken(EMPTY, observed(T0), T0),
        observed(T0, { quote: quoted(T0 + 1, '1', 'HKD') }),
        T0,
      ),
    ).toMatchObject({
      outcome: 'refused',
      reason: 'wrong_currency',
    })
    expect(accept(EMPTY, observed(T0, { observed_at: T0 + 1 }), T0)).toMatchObject({
      outcome: 'refused',
      reason: 'sent_in_the_future',
    })
  })
  it('the same quote again is no new record; asked for again it is as fresh as the newest asking, pushed again it is not', () => {
    const cell = taken(EMPTY, observed(T0), T0)
    const askedAgain = accept(cell, observed(T0, { observed_at: T0 + 9_000 }), T0 + 9_000)
    expect(askedAgain).toMatchObject({
      outcome: 'unchanged',
      cell: { newest: { observed_at: T0 + 9_000 } },
    })
    expect(
      accept(cell, observed(T0, { observed_at: T0 + 9_000, asked: false }), T0 + 9_000),
    ).toMatchObject({
      outcome: 'unchanged',
      cell: { newest: { observed_at: T0 } },
    })
    expect(askedAgain.cell.outbox.size).toBe(1)
  })
  it('at one exchange time a pushed quote makes no price younger, whoever sends it and however often', () => {
    const pushed = (source: string, at: number) =>
      observed(T0, { source, observed_at: at, asked: false })
    let cell = taken(EMPTY, pushed('a', T0), T0)
    expect(accept(cell, pushed('b', T0 + 1_000), T0 + 1_000).outcome).toBe('stored')
    cell = taken(cell, pushed('b', T0 + 1_000), T0 + 1_000)
    cell = confirm(cell, [...cell.outbox.keys()])
    for (const source of ['a', 'b', 'a']) {
      const again = accept(cell, pushed(source, T0 + 7_000), T0 + 7_000)
      expect(again).toMatchObject({
        outcome: 'unchanged',
        cell: { newest: { observed_at: T0, source: 'a' } },
      })
      cell = again.cell
    }
    expect(read(cell, rule(5_000), T0 + 7_000).state).toBe('expired')
  })
  it('of so many sources at one exchange time, the sixteen first are remembered beside the newest', () => {
    const sources = Array.from({ length: 40 }, (_, i) => `s${i}`)
    const cell = sources.reduce(
      (held, source) => taken(held, observed(T0, { source, asked: false }), T0),
      EMPTY,
    )
    expect(cell.peers.map(({ key }) => key.split(' ')[0])).toEqual(sources.slice(1, 17))
    expect(cell.outbox.size).toBe(40)
    const asked = taken(cell, observed(T0, { source: 'x', observed_at: T0 + 1 }), T0 + 1)
    expect(asked.peers).toHaveLength(16)
  })
  it('an observation of before replaces none of after at the same exchange time', () => {
    const cell = taken(EMPTY, observed(T0, { observed_at: T0 + 5_000 }), T0 + 5_000)
    const late = accept(cell, observed(T0, { source: 'sina', observed_at: T0 + 1_000 }), T0 + 6_000)
    expect(late).toMatchObject({
      outcome: 'stored',
      cell: { newest: { source: 'yahoo', observed_at: T0 + 5_000 } },
    })
  })
  it('what a provider gives when asked ends a currency that somebody pushed', () => {
    const pushed = taken(EMPTY, observed(T0, { quote: quoted(T0, '1', 'CNY'), asked: false }), T0)
    expect(
      accept(
        pushed,
        observed(T0 + 1, { quote: quoted(T0 + 1, '1', 'HKD'), observed_at: T0 + 1 }),
        T0 + 1,
      ).outcome,
    ).toBe('stored')
  })
  it('an older one is older each time it comes', () => {
    let cell = taken(EMPTY, observed(T0), T0)
    for (let i = 0; i < 3; i++) {
      const older = accept(cell, observed(T0 - 1_000, { observed_at: T0 }), T0)
      expect(older.outcome).toBe('older')
      cell = i === 1 ? confirm(older.cell, [...older.cell.outbox.keys()]) : older.cell
    }
  })
})

describe('a writer that gives another price for an exchange time it gave before', () => {
  const pushed = (price: string, source = 'a') =>
    observed(T0, { quote: quoted(T0, price), source, asked: false })
  it('is told so, and the first price stays, shown and on record', () => {
    const cell = taken(EMPTY, pushed('100'), T0)
    const corrected = accept(cell, pushed('101'), T0 + 1)
    expect(corrected).toMatchObject({
      outcome: 'conflict',
      reason: 'other_price_on_record',
      detail: expect.stringContaining('a gave 100'),
      cell: { newest: { quote: { price: '100' } } },
    })
    expect([...corrected.cell.outbox.values()].map(({ quote }) => quote.price)).toEqual(['100'])
  })
  it('is told so too where another source’s price is the one shown', () => {
    const cell = taken(taken(EMPTY, pushed('100'), T0), pushed('101', 'b'), T0)
    expect(accept(cell, pushed('102', 'b'), T0).outcome).toBe('conflict')
    expect(accept(cell, pushed('101', 'b'), T0).outcome).toBe('unchanged')
  })
  it('has sent the same again where the digits alone differ', () => {
    const cell = taken(EMPTY, pushed('100'), T0)
    expect(accept(cell, pushed('100.00'), T0).outcome).toBe('unchanged')
  })
})

it('a batch is decided one after the other, and copies the outbox once', () => {
  const batch = Array.from({ length: 20_000 }, (_, i) =>
    observed(T0 - i, { observed_at: T0, asked: false }),
  )
  const one = acceptAll(EMPTY, batch, T0)
  expect(one.decisions.map(({ outcome }) => outcome)).toEqual([
    'stored',
    ...batch.slice(1).map(() => 'older'),
  ])
  expect(one.cell.outbox.size).toBe(20_000)
  const copies = { count: 0 }
  const outbox = new Map(one.cell.outbox)
  outbox[Symbol.iterator] = () => {
    copies.count += 1
    return one.cell.outbox[Symbol.iterator]()
  }
  acceptAll(
    { ...one.cell, outbox },
    batch.map((each) => ({ ...each, source: 'b' })),
    T0,
  )
  expect(copies.count).toBe(1)
})

it('what the database has already leaves the outbox, and nothing of it comes in', () => {
  const first = observed(T0)
  const second = observed(T0 + 1_000)
  const cell = taken(EMPTY, first, T0)
  const written = acceptAll(cell, [first, second], T0 + 1_000, true)
  expect(written.decisions.map(({ outcome }) => outcome)).toEqual(['unchanged', 'stored'])
  expect(written.cell.outbox.size).toBe(0)
})
