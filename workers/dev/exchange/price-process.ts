/**
 * The price of an instrument as a pure function of its seed, its level and the time. Each block of
 * five minutes has its own level, near the level of the block before. Within a block the price
 * moves every second along one of a few shapes. So the high and low of a day are exact, although
 * the code does not go through all its seconds. Trading never stops: a trading day is a whole date
 * of the market.
 */
import { chance, slope } from './noise.ts'

/**
 * Length of a block in seconds. Midnight of every time zone is the start of a block, since all
 * offsets are multiples of this length.
 */
const BLOCK = 300

/** Prices are in ticks, volume is in lots, and turnover is in ticks x lots. */
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
  /** The price, in ticks, around which the price always moves. */
  level: number
}

/**
 * How far the level moves, as a fraction, and over how many blocks: a day, two hours, a quarter of
 * an hour, and one block.
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
  /**
   * The distance from the block's level in ticks, for each second. Two neighbours are never equal.
   */
  steps: number[]
  /** The highest and lowest step up to each second. */
  highs: number[]
  lows: number[]
}

const STEPS = [-2, -1, 1, 2]
/** The greatest distance of a shape from its level, in ticks. */
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

/** The price at an epoch second, in ticks. */
export const priceAt = (process: Process, second: number): number => {
  const block = Math.floor(second / BLOCK)
  return levelIn(process, block) + (shapeIn(process.seed, block).steps[second - block * BLOCK] ?? 0)
}

/**
 * The figures of the day that began at `midnight`, up to `second`. Both are epoch seconds, and
 * `second` must be in that day.
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
