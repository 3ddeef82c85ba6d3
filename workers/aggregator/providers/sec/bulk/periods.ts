/**
 * What is brought of the SEC's frames: calendar years and quarters, each with the balance dates in
 * it, and the filing index of the quarters in which such figures were filed. Pure.
 */

/** Years of annual figures that screens over several years need, with one before for growth. */
const YEARS = 6
/** Quarters: the newest twelve months, and the same a year before. */
const QUARTERS = 8
const INDEX = 'index '
const OF_YEAR = [1, 2, 3, 4] as const

export interface Quarter {
  year: number
  quarter: number
}
const before = ({ year, quarter }: Quarter): Quarter =>
  quarter === 1 ? { year: year - 1, quarter: 4 } : { year, quarter: quarter - 1 }
const nameOf = ({ year, quarter }: Quarter): string => `${year}Q${quarter}`

/** The quarter in which a day lies. */
export const quarterOf = (day: string): Quarter => ({
  year: Number(day.slice(0, 4)),
  quarter: Math.ceil(Number(day.slice(5, 7)) / 3),
})

const back = (from: Quarter, count: number): Quarter[] => {
  const list: Quarter[] = []
  for (let at = from; list.length < count; at = before(at)) list.push(at)
  return list
}

/** The filing index of a quarter, as a target: `index 2026Q3`. */
export const indexTarget = (quarter: Quarter): string => `${INDEX}${nameOf(quarter)}`
export const isIndex = (target: string): boolean => target.startsWith(INDEX)
/** `index 2026Q3` -> 2026 and 3. */
export const indexedQuarter = (target: string): Quarter => {
  const [, year, quarter] = /^index (\d{4})Q([1-4])$/.exec(target) ?? []
  return { year: Number(year), quarter: Number(quarter) }
}

/** The quarters whose filings may have figures of a target: from its first one until now. */
export const quartersOfFilings = (target: string, now: Date): Quarter[] => {
  const [, year, quarter] = /^CY(\d{4})(?:Q([1-4]))?$/.exec(target) ?? []
  const first = { year: Number(year), quarter: Number(quarter ?? 1) }
  const newest = quarterOf(now.toISOString())
  const count = (newest.year - first.year) * 4 + newest.quarter - first.quarter + 1
  return back(newest, Math.max(0, count))
}

/**
 * Targets at a time: the filing index first, then the newest quarter and the year in which it lies.
 * `all`: as far back as screens look.
 */
export const frameTargets = (now: Date, all: boolean): string[] => {
  const running = quarterOf(now.toISOString())
  const newest = before(running)
  if (!all) return [indexTarget(running), `CY${nameOf(newest)}`, `CY${newest.year}`]
  const firstYear = newest.year - YEARS + 1
  const indexes = (running.year - firstYear) * 4 + running.quarter
  return [
    ...back(running, indexes).map(indexTarget),
    ...Array.from({ length: YEARS }, (_, years) => `CY${newest.year - years}`),
    ...back(newest, QUARTERS).map((quarter) => `CY${nameOf(quarter)}`),
  ]
}

/**
 * The frames of a target: `CY2025` with the balance dates of its four quarters, because fiscal
 * years end in any of them. A quarter that has not ended has no frame of balance dates.
 */
export const framesOf = (target: string, now: Date): { durations: string; instants: string[] } => {
  const running = nameOf(quarterOf(now.toISOString()))
  const instants = target.includes('Q')
    ? [target]
    : OF_YEAR.map((quarter) => `${target}Q${quarter}`).filter((name) => name.slice(2) < running)
  return { durations: target, instants: instants.map((name) => `${name}I`) }
}
