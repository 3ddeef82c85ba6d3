/** The shipped screens, each with who stated it and what it misses. */
import type { Preset } from '#shared/contracts/screens.ts'
import { nameIn } from '../../ui/strings/strings-of.ts'
import { t } from '../strings/index.ts'

const Card = ({ preset, chosen, take }: { preset: Preset; chosen: boolean; take: () => void }) => (
  <li>
    <button type="button" class="preset" aria-pressed={chosen} onClick={take}>
      <strong>{nameIn(preset.name, preset.id)}</strong>
      <span class="preset-source">{nameIn(preset.source, '')}</span>
      <span class="preset-misses">{t('preset.misses', { misses: nameIn(preset.misses, '') })}</span>
    </button>
  </li>
)

export const Presets = ({
  presets,
  chosen,
  take,
}: {
  presets: readonly Preset[]
  chosen: Preset | null
  take: (preset: Preset) => void
}) => (
  <ul class="presets">
    {presets.map((preset) => (
      <Card
        key={preset.id}
        preset={preset}
        chosen={preset.id === chosen?.id}
        take={() => take(preset)}
      />
    ))}
  </ul>
)

/** Beside the list of a preset: whose it is, and what it cannot see. */
export const PresetNote = ({ preset }: { preset: Preset }) => (
  <div class="preset-note">
    <p>
      <strong>{nameIn(preset.name, preset.id)}</strong> {nameIn(preset.source, '')}
    </p>
    <p class="muted">{t('preset.misses', { misses: nameIn(preset.misses, '') })}</p>
  </div>
)
