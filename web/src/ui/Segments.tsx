/** A choice among a few, all visible. */
import type { Signal } from '@preact/signals'

interface SegmentsProps<T extends string> {
  label: string
  options: readonly T[]
  words: (option: T) => string
  /** Null until something is chosen. Until then `otherwise` holds. */
  chosen: Signal<T | null>
  otherwise?: T
}

export const Segments = <T extends string>({
  label,
  options,
  words,
  chosen,
  otherwise,
}: SegmentsProps<T>) => (
  <fieldset class="segments" aria-label={label}>
    {options.map((option) => (
      <button
        type="button"
        key={option}
        aria-pressed={(chosen.value ?? otherwise) === option}
        onClick={() => {
          chosen.value = option
        }}
      >
        {words(option)}
      </button>
    ))}
  </fieldset>
)
