/** A choice among a few, all visible. */
import type { Signal } from '@preact/signals'

interface Props<T extends string> {
  label: string
  options: readonly T[]
  words: (option: T) => string
  chosen: Signal<T>
}

export const Segments = <T extends string>({ label, options, words, chosen }: Props<T>) => (
  <fieldset class="segments" aria-label={label}>
    {options.map((option) => (
      <button
        type="button"
        key={option}
        aria-pressed={chosen.value === option}
        onClick={() => {
          chosen.value = option
        }}
      >
        {words(option)}
      </button>
    ))}
  </fieldset>
)
