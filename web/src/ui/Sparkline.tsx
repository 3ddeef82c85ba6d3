/** The numbers of a row as a small line. It is decoration: the numbers stand beside it. */
import { HEIGHT, sparkPaths, WIDTH } from './spark-paths.ts'

export const Sparkline = ({ values }: { values: (number | null)[] }) => (
  <svg
    class="spark"
    viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
    width={WIDTH}
    height={HEIGHT}
    aria-hidden="true"
  >
    {sparkPaths(values).map((points) => (
      <polyline key={points} points={points} />
    ))}
  </svg>
)
