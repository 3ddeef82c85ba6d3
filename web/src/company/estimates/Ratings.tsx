/** How analysts rate the share: a bar a month, newest first, with its counts in words. */
import { type EstimateLine, ratingParts } from './estimates.ts'
import { t } from './strings/index.ts'

const WIDTH = 300
const HEIGHT = 14
const MOST_BARS = 6

export const Ratings = ({ lines }: { lines: readonly EstimateLine<'rating'>[] }) => {
  if (lines.length === 0) return null
  const shown = [...lines]
    .sort((a, b) => b.item.as_of.localeCompare(a.item.as_of))
    .slice(0, MOST_BARS)
  return (
    <section class="ratings">
      <h3>{t('estimates.ratings')}</h3>
      <ul>
        {shown.map(({ item, source }, position) => {
          const parts = ratingParts(item, WIDTH)
          const words = parts
            .map(({ rating, count }) => `${t(`rating.${rating}`)} ${count}`)
            .join(', ')
          return (
            <li key={source.key}>
              <span class="rating-day">
                {item.as_of}
                <span class="muted small">
                  {' '}
                  {t('estimates.analysts_count', {
                    count: parts.reduce((sum, { count }) => sum + count, 0),
                  })}
                </span>
              </span>
              <svg
                class="rating-bar"
                viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
                preserveAspectRatio="none"
                role="img"
                aria-label={words}
              >
                {parts.map(({ rating, x, width }) => (
                  <rect
                    key={rating}
                    class={`rating-${rating}`}
                    x={x}
                    y="0"
                    width={width}
                    height={HEIGHT}
                  />
                ))}
              </svg>
              {position === 0 && (
                <ul class="rating-key">
                  {parts.map(({ rating, count }) => (
                    <li key={rating}>
                      <span class={`rating-dot rating-${rating}`} aria-hidden="true" />{' '}
                      {t(`rating.${rating}`)} <strong>{count}</strong>
                    </li>
                  ))}
                </ul>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
