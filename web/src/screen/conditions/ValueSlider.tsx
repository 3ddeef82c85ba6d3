/**
 * The histogram of a figure over the market, with a slider on it: which companies a condition keeps
 * is seen before and while it is moved.
 */
import type { CompareOp } from '#shared/screen/ast.ts'
import { language } from '../../preferences.ts'
import { type AmountUnit, amountText } from '../model/amounts.ts'
import { type Histogram, placeOn, STEPS, valueAt } from '../model/axis.ts'
import { barsPath, HEIGHT, isKept } from './bars.ts'

export const ValueSlider = ({
  histogram,
  op,
  value,
  unit,
  label,
  move,
}: {
  histogram: Histogram
  op: CompareOp
  value: number
  unit: AmountUnit
  label: string
  move: (value: number) => void
}) => {
  const { axis, counts } = histogram
  const place = placeOn(axis, value)
  const words = (of: number) => amountText(of, unit, language.value)
  const kept = counts.map((_, bin) => isKept(op, place, bin, counts.length, axis.whole))
  const draw = (wanted: boolean) =>
    barsPath(
      counts.map((count, bin) => (kept[bin] === wanted ? count : 0)),
      counts,
    )
  return (
    <div class="value-slider">
      <svg viewBox={`0 0 ${counts.length} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
        <path class="bars-left-out" d={draw(false)} />
        <path class="bars-kept" d={draw(true)} />
      </svg>
      <input
        type="range"
        min={0}
        max={STEPS}
        step={1}
        value={Math.round(place * STEPS)}
        aria-label={label}
        aria-valuetext={words(value)}
        onInput={(event) => move(valueAt(axis, Number(event.currentTarget.value) / STEPS))}
      />
      <div class="slider-ends" aria-hidden="true">
        <span>{words(valueAt(axis, 0))}</span>
        <span>{words(valueAt(axis, 1))}</span>
      </div>
    </div>
  )
}
