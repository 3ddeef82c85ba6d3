/** The choice of light, dark, or what the system asks for. */
import { chooseTheme, THEMES, theme } from '../preferences.ts'
import { t } from './strings/index.ts'

export const ThemeChoice = () => (
  <label class="picker">
    <span class="hidden">{t('app.theme')}</span>
    <select
      value={theme.value}
      onChange={(event) => {
        const chosen = THEMES.find((known) => known === event.currentTarget.value)
        if (chosen) chooseTheme(chosen)
      }}
    >
      {THEMES.map((known) => (
        <option key={known} value={known}>
          {t(`theme.${known}`)}
        </option>
      ))}
    </select>
  </label>
)
