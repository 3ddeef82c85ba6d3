/**
 * The language and theme that the reader chose, kept in this browser. boot.js applies them before
 * the first paint.
 */
import { effect, signal } from '@preact/signals'
import type { Language } from '#shared/names.ts'

export const THEMES = ['auto', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

const stored = (key: string): string | null => {
  try {
    return localStorage.getItem(key)
  } catch {
    return null // This page may not use the browser’s storage.
  }
}
const store = (key: string, value: string): void => {
  try {
    localStorage.setItem(key, value)
  } catch {
    // The choice is not kept, but it holds for this visit.
  }
}

export const language = signal<Language>('en')
export const theme = signal<Theme>('auto')
/** Whether the system asks for a dark page. It decides only when `theme` is `auto`. */
export const systemDark = signal(false)

export const startPreferences = (): void => {
  const remembered = stored('language') ?? (navigator.language.startsWith('zh') ? 'zh' : 'en')
  language.value = remembered === 'zh' ? 'zh' : 'en'
  const chosen = stored('theme')
  theme.value = THEMES.find((t) => t === chosen) ?? 'auto'
  const dark = matchMedia('(prefers-color-scheme: dark)')
  systemDark.value = dark.matches
  dark.addEventListener('change', () => {
    systemDark.value = dark.matches
  })
  effect(() => {
    document.documentElement.lang = language.value === 'zh' ? 'zh-Hans' : 'en'
    if (theme.value === 'auto') delete document.documentElement.dataset.theme
    else document.documentElement.dataset.theme = theme.value
  })
}

export const chooseLanguage = (next: Language): void => {
  language.value = next
  store('language', next)
}
export const chooseTheme = (next: Theme): void => {
  theme.value = next
  store('theme', next)
}
