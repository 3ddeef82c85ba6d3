import { expect, test } from 'vitest'
import { untilMade } from './screen-progress.ts'

const at = (done: number) => ({ progress: { market: 'US', done, of: 530 } })
const wait = async (answers: (ReturnType<typeof at> | { rows: number })[]) => {
  const said: string[] = []
  const left = [...answers]
  const answer = await untilMade(
    async () => left.shift() ?? { rows: -1 },
    (line) => said.push(line),
    0,
  )
  return { said, answer, asked: answers.length - left.length }
}

test('asks until the columns are made, and says each step once', async () => {
  expect(await wait([at(0), at(0), at(120), at(120), at(520), { rows: 3 }])).toEqual({
    said: [0, 120, 520].map((done) => `US: figures of ${done} of 530 companies are computed`),
    answer: { rows: 3 },
    asked: 6,
  })
})

test('says nothing when they are there', async () => {
  expect(await wait([{ rows: 3 }, at(1)])).toEqual({ said: [], answer: { rows: 3 }, asked: 1 })
})
