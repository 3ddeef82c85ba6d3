/** Words of the settings, in English. */
export const en = {
  'app.language': 'Language',
  'app.theme': 'Theme',
  'theme.auto': 'System',
  'theme.light': 'Light',
  'theme.dark': 'Dark',
} as const
