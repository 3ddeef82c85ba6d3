/** The geometry of a small trend line. Pure. */
export const WIDTH = 64
export const HEIGHT = 18
const PAD = 2

/** Polylines through the known points. Where figures are missing the line has a gap. Pure. */
export const sparkPaths = (values: (number | null)[]): string[] => {
  const known = values.filter((value): value is number => value !== null)
  if (known.length < 2) return []
  const low = Math.min(...known)
  const span = Math.max(...known) - low || 1
  const step = (WIDTH - 2 * PAD) / (values.length - 1)
  const paths: string[][] = [[]]
  values.forEach((value, position) => {
    if (value === null) paths.push([])
    else
      paths
        .at(-1)
        ?.push(
          `${(PAD + position * step).toFixed(1)},${(HEIGHT - PAD - ((value - low) / span) * (HEIGHT - 2 * PAD)).toFixed(1)}`,
        )
  })
  return paths.filter((points) => points.length > 1).map((points) => points.join(' '))
}
