/** 设置的文字。 */
import type { en } from './en.ts'

export const zh: Record<keyof typeof en, string> = {
  'app.language': '语言',
  'app.theme': '外观',
  'theme.auto': '跟随系统',
  'theme.light': '浅色',
  'theme.dark': '深色',
}
