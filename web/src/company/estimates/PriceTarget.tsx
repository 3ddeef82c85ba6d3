/** Where analysts see the price: lowest, mean, median and highest, on one line. */

import { StatedButton } from '../data/StatedButton.tsx'
import { type EstimateLine, placeBetween } from './estimates.ts'
import { t } from './strings/index.ts'

const WIDTH = 300
const HEIGHT = 16
const EDGE = 6

const NAMES = ['low', 'mean', 'median', 'high'] as const

export const PriceTarget = ({ lines }: { lines: readonly EstimateLine<'price_target'>[] }) => {
  const [newest] = [...lines].sort((a, b) => b.item.as_of.localeCompare(a.item.as_of))
  if (!newest) return null
  const { item, source } = newest
  const place = placeBetween(item.mean, item.low, item.high, WIDTH - 2 * EDGE)
  return (
    <section class="target">
      <h3>
        {t('estimates.targets')}{' '}
        <span class="period">
          {t('estimates.as_of')} {item.as_of}
          {item.analysts !== null && `, ${t('estimates.analysts_count', { count: item.analysts })}`}
        </span>
      </h3>
      {place !== null && (
        <svg class="span span-wide" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
          <rect class="span-track" x={EDGE} y="7" width={WIDTH - 2 * EDGE} height="2" rx="1" />
          <circle class="span-end" cx={EDGE} cy="8" r="3" />
          <circle class="span-mark" cx={EDGE + place} cy="8" r="5" />
          <circle class="span-end" cx={WIDTH - EDGE} cy="8" r="3" />
        </svg>
      )}
      <dl class="cards">
        {NAMES.map((name) =>
          item[name] === null ? null : (
            <div key={name}>
              <dt>{t(`estimates.${name}`)}</dt>
              <dd>
                <StatedButton
                  concept="price_target"
                  value={item[name]}
                  unit={item.unit}
                  when={item.as_of}
                  source={source}
                  label={`${t('estimates.targets')}, ${t(`estimates.${name}`)}`}
                />
              </dd>
            </div>
          ),
        )}
      </dl>
    </section>
  )
}
