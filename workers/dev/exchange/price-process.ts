/**
 * What an instrument has traded at: a pure function of its seed, its level and the time. A block of
 * five minutes has a level of its own, near that of the block before, and within it the price moves
 * every second along one of a few shapes. So the day's high and low are exact without going through
 * its seconds. Trading never rests: a day is a date of the market.
 */
import { chance, slope } from './noise.ts'

/** Every zone's midnight is at the start of a block: offsets are multiples of it. Seconds. */
const BLOCK = 300

/** Prices in ticks, volume in lots, turnover in ticks x lots. */
export interface Day {
  open: number
  high: number
  low: number
  price: number
  volume: number
  turnover: number
}

export interface Process {
  seed: number
  /** Ticks around which the price moves for ever. */
  level: number
}

/**
 * How far the level wanders, as a fraction, over how many blocks: a day, two hours, a quarter of an
 * hour, a block.
 */
const WAVES = [
  [288, 0.03],
  [24, 0.01],
  [3, 0.003],
  [1, 0.001],
] as const
const [SHAPE_SEED, VOLUME_SEED] = [0x5bd1e995, 0x1b873593]
const MOST_LOTS = 4_000

const levelIn = ({ seed, level }: Process, block: number): number => {
  let wandered = 0
  let wave = seed
  for (const [period, size] of WAVES) wandered += size * slope(wave++, block, period)
  return Math.round(level * (1 + wandered))
}

interface Shape {
  /** Ticks from the block's level, second by second, never twice the same in a row. */
  steps: number[]
  /** The highest and lowest so far. */
  highs: number[]
  lows: number[]
}

const STEPS = [-2, -1, 1, 2]
/** Ticks a shape stays within. */
const REACH = 12
const shapeOf = (number: number): Shape => {
  const shape: Shape = { steps: [], highs: [], lows: [] }
  let at = 0
  for (let second = 0; second < BLOCK; second++) {
    const step = STEPS[Math.floor(chance(SHAPE_SEED + number, second) * STEPS.length)] ?? 1
    at = Math.abs(at + step) > REACH ? at - step : at + step
    shape.steps.push(at)
    shape.highs.push(Math.max(at, shape.highs.at(-1) ?? at))
    shape.lows.push(Math.min(at, shape.lows.at(-1) ?? at))
  }
  return shape
}
const SHAPES = Array.from({ length: 16 }, (_, number) => shapeOf(number))
const shapeIn = (seed: number, block: number): Shape =>
  SHAPES[Math.floor(chance(seed ^ SHAPE_SEED, block) * SHAPES.length)] ?? shapeOf(0)

/** Ticks at an epoch second. */
export const priceAt = (process: Process, second: number): number => {
  const block = Math.floor(second / BLOCK)
  return levelIn(process, block) + (shapeIn(process.seed, block).steps[second - block * BLOCK] ?? 0)
}

/**
 * The day that began at `midnight`, as far as `second` (both epoch seconds, `second` of that day).
 */
export const dayAt = (process: Process, midnight: number, second: number): Day => {
  const day: Day = {
    open: priceAt(process, midnight),
    high: 0,
    low: Number.POSITIVE_INFINITY,
    price: priceAt(process, second),
    volume: 0,
    turnover: 0,
  }
  const last = Math.floor(second / BLOCK)
  for (let block = midnight / BLOCK; block <= last; block++) {
    const level = levelIn(process, block)
    const { highs, lows } = shapeIn(process.seed, block)
    const passed = block < last ? BLOCK : second - last * BLOCK + 1
    day.high = Math.max(day.high, level + (highs[passed - 1] ?? 0))
    day.low = Math.min(day.low, level + (lows[passed - 1] ?? 0))
    const traded = Math.floor(
      (MOST_LOTS * chance(process.seed ^ VOLUME_SEED, block) * passed) / BLOCK,
    )
    day.volume += traded
    day.turnover += traded * level
  }
  return day
}
